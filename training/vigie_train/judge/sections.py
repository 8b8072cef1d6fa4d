"""The parts of an evaluation: which pictures are looked at together, and in which condition they are shown."""
from dataclasses import dataclass

import cv2
import numpy as np

from ..classes import CLASSES, GROUPS
from ..data.photometry import blur, coarse, darken, low_bit_rate, noise
from .measure import tally

# Height of a thing as a share of the picture's.
SIZES = {"small": (0.0, 0.1), "middle": (0.1, 0.3), "large": (0.3, 1.01)}


def _grey(pixels):
    return cv2.cvtColor(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)


def _night(pixels):
    return noise(darken(pixels, 1.8, 0.5), 8, np.random.default_rng(1))


CONDITIONS = {
    "grey": _grey,
    "dark and noisy": _night,
    "noise": lambda pixels: noise(pixels, 15, np.random.default_rng(1)),
    "blur": lambda pixels: blur(pixels, 1.5),
    "low bit rate": lambda pixels: low_bit_rate(pixels, 15),
    "half resolution": lambda pixels: coarse(pixels, 0.5),
}


@dataclass
class Judged:
    """Pictures with what was found in them, in the same order."""

    pictures: list
    finds: list

    def only(self, wanted):
        """Those for which `wanted(picture)` is true."""
        kept = [k for k, picture in enumerate(self.pictures) if wanted(picture)]
        return Judged([self.pictures[k] for k in kept], [self.finds[k] for k in kept])


def figures(judged, class_ids, threshold, size=None):
    """F1, precision and recall at the threshold, and average precision; None when there is nothing to find."""
    result = tally(judged.pictures, judged.finds, class_ids, size)
    if result.things == 0:
        return None
    precision, recall = result.precision_recall(threshold)
    return {
        "f1": round(result.f1(threshold), 3), "precision": round(precision, 3), "recall": round(recall, 3),
        "ap": round(result.average_precision(), 3), "things": result.things, "pictures": len(judged.pictures),
    }


def by_truth(judged, truth, thresholds):
    """For each kind of truth and each group: figures over all its sets together, each set, and each clip."""
    result = {}
    for kind, sets_of in truth.items():
        for group, sets in sets_of.items():
            ids, threshold = GROUPS[group], thresholds[group]
            own = judged.only(lambda p: p.set_name in sets)
            rows = {"all": figures(own, ids, threshold)}
            for name in sets:
                part = own.only(lambda p: p.set_name == name)
                rows[name] = figures(part, ids, threshold)
                scenes = sorted({p.scene for p in part.pictures})
                if 1 < len(scenes) <= 8:
                    rows.update({s: figures(part.only(lambda p: p.scene == s), ids, threshold) for s in scenes})
            result.setdefault(kind, {})[group] = {name: row for name, row in rows.items() if row}
    return result


def by_kind(judged, sets_of, thresholds):
    """By size and by light, for each group over its sets."""
    result = {"size": {}, "light": {}}
    for group, sets in sets_of.items():
        ids, threshold = GROUPS[group], thresholds[group]
        own = judged.only(lambda p: p.set_name in sets)
        result["size"][group] = {name: figures(own, ids, threshold, span) for name, span in SIZES.items()}
        result["light"][group] = {
            light: figures(own.only(lambda p: p.lighting == light), ids, threshold) for light in ("day", "night")
        }
    return result


def by_class(judged, sets_of, thresholds):
    """Each class on its own, at its group's threshold: here a bus that is called a truck is an error."""
    result = {}
    for group, sets in sets_of.items():
        own = judged.only(lambda p: p.set_name in sets)
        for class_id in GROUPS[group]:
            result[CLASSES[class_id]] = figures(own, (class_id,), thresholds[group])
    return result
