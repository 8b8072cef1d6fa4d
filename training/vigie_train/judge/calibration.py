"""From scores to the share of finds that are right, measured on pictures kept aside."""
import numpy as np

from ..classes import CLASSES, GROUPS
from .measure import tally

# Finds are counted in steps of the score; a step with too few joins the next.
STEPS = np.arange(0.02, 1.0, 0.05)
FEWEST = 20
# As many imaginary finds, half of them right, stand beside those of each point: few finds prove little.
DOUBT = 4


def calibrate(judged):
    """Rising points (score, share of right boxes) for each class, by its group.

    A group with too few finds takes the points of all groups together.
    """
    tallies = {group: tally(judged.pictures, judged.finds, ids) for group, ids in GROUPS.items()}
    together = _curve(
        np.concatenate([t.scores for t in tallies.values()]), np.concatenate([t.right for t in tallies.values()])
    )
    curves = {}
    for group, ids in GROUPS.items():
        result = tallies[group]
        curve = _curve(result.scores, result.right) if len(result.scores) >= 150 else together
        curves.update({CLASSES[class_id]: curve for class_id in ids})
    return curves


def _curve(scores, right):
    """Steps of the score, made rising by pooling neighbours that fall."""
    blocks, part = [], np.zeros(0, int)
    for low, high in zip(STEPS, [*STEPS[1:], 1.01]):
        part = np.concatenate((part, np.flatnonzero((scores >= low) & (scores < high))))
        if len(part) < FEWEST and high < 1:
            continue
        if len(part) == 0:
            break
        blocks.append([float(scores[part].mean()), float(right[part].sum()) + DOUBT / 2, len(part) + DOUBT])
        while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] > blocks[-1][1] / blocks[-1][2]:
            score, hits, count = blocks.pop()
            before = blocks[-1]
            before[0] = (before[0] * before[2] + score * count) / (before[2] + count)
            before[1], before[2] = before[1] + hits, before[2] + count
        part = np.zeros(0, int)
    points = [(0.0, 0.0)] + [(round(s, 3), round(h / n, 3)) for s, h, n in blocks if 0.001 < s < 0.999]
    points.append((1.0, max(points[-1][1], 0.99)))
    return [list(point) for k, point in enumerate(points) if k == 0 or point[0] > points[k - 1][0]]
