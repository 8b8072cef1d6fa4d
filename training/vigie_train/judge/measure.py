"""How good finds are against labels: matches at an overlap of 0.5, F1 by threshold, average precision."""
from dataclasses import dataclass

import numpy as np

from .predict import intersections, overlaps

MATCH_OVERLAP = 0.5
IGNORED_SHARE = 0.5


@dataclass
class Tally:
    """All judged finds of one group over many pictures, with how many things there were."""

    scores: np.ndarray
    right: np.ndarray
    things: int

    def f1(self, threshold):
        """None when there was nothing to find."""
        if self.things == 0:
            return None
        chosen = self.scores >= threshold
        hits = int(self.right[chosen].sum())
        return 2 * hits / (self.things + int(chosen.sum()))

    def precision_recall(self, threshold):
        chosen = self.scores >= threshold
        hits = int(self.right[chosen].sum())
        return hits / max(1, int(chosen.sum())), hits / max(1, self.things)

    def average_precision(self):
        """Area under the precision-recall curve, precision made falling. None when there was nothing to find."""
        if self.things == 0:
            return None
        order = np.argsort(-self.scores, kind="stable")
        hits = np.cumsum(self.right[order])
        precision = hits / np.arange(1, len(order) + 1)
        recall = hits / self.things
        falling = np.maximum.accumulate(precision[::-1])[::-1]
        return float(np.sum(np.diff(np.concatenate(([0.0], recall))) * falling))

    def best_threshold(self):
        """Where F1 is best, between 0.05 and 0.9."""
        steps = np.arange(0.05, 0.9, 0.01)
        values = [self.f1(step) or 0.0 for step in steps]
        return float(round(steps[int(np.argmax(values))], 2))


def tally(pictures, finds, class_ids, size=None):
    """Judges the finds of some classes taken together.

    A picture counts when all these classes are labelled in it. `size` (low, high) judges only things whose height
    lies there as a share of the picture's; finds on other things then count neither way.
    """
    bits = sum(1 << class_id for class_id in class_ids)
    scores, right, things = [], [], 0
    for picture, found in zip(pictures, finds):
        if picture.unlabelled & bits:
            continue
        extent = np.array([picture.width, picture.height, picture.width, picture.height], np.float32)
        wanted = np.isin(picture.classes, class_ids)
        boxes, ignored = picture.boxes[wanted] / extent, picture.ignored[picture.ignored_bits & bits > 0] / extent
        maybe = picture.boxes[~wanted & (picture.maybe & bits > 0)] / extent
        ignored = np.concatenate((ignored, maybe))
        judged = np.ones(len(boxes), bool)
        if size is not None:
            heights = boxes[:, 3] - boxes[:, 1]
            judged = (heights >= size[0]) & (heights < size[1])
        things += int(judged.sum())
        taken = np.zeros(len(boxes), bool)
        for find in found[np.isin(found[:, 5], class_ids)]:
            verdict = _verdict(find, boxes, judged, taken, ignored, size)
            if verdict is not None:
                scores.append(find[4])
                right.append(verdict)
    return Tally(np.array(scores, np.float32), np.array(right, np.float32), things)


def _verdict(find, boxes, judged, taken, ignored, size):
    """True, False, or None where it is not judged; `taken` is updated."""
    if len(boxes):
        values = np.where(taken, 0, overlaps(find, boxes))
        best = int(values.argmax())
        if values[best] >= MATCH_OVERLAP:
            taken[best] = True
            return True if judged[best] else None
    if len(ignored):
        area = max(1e-9, (find[2] - find[0]) * (find[3] - find[1]))
        if (intersections(find, ignored) / area).max() > IGNORED_SHARE:
            return None
    if size is not None and not size[0] <= find[3] - find[1] < size[1]:
        return None
    return False
