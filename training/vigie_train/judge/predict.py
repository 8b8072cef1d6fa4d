"""What a network finds in pictures: whole picture stretched to the input, overlapping finds of one kind merged."""
import cv2
import numpy as np
import torch

from ..classes import GROUPS
from ..model.decode import anchor_points, decode_boxes

MIN_SCORE = 0.02
MERGE_OVERLAP = 0.6
MOST = 300

_KIND = {class_id: number for number, ids in enumerate(GROUPS.values()) for class_id in ids}


@torch.no_grad()
def predict(network, pictures, width, height):
    """Finds in one picture after the other. Shape: pictures [h, w, 3] RGB; yields [n, 6] x1, y1, x2, y2 (0..1), score, class."""
    device = next(network.parameters()).device
    points, strides = anchor_points(height, width, device)
    was_training = network.training
    network.eval()
    for picture in pictures:
        small = cv2.resize(picture, (width, height), interpolation=shrinking(picture, width))
        raw = network(torch.from_numpy(small).permute(2, 0, 1)[None].float().to(device))[0]
        scores = raw[:, 4:].sigmoid().cpu().numpy()
        boxes = decode_boxes(raw[:, :4], points, strides).cpu().numpy()
        yield merged(boxes / np.array([width, height, width, height], np.float32), scores)
    network.train(was_training)


def shrinking(picture, width):
    return cv2.INTER_AREA if picture.shape[1] > width else cv2.INTER_LINEAR


def merged(boxes, scores):
    """The strongest class of each cell, greedily without those that overlap a stronger find of the same kind."""
    best = scores.argmax(1)
    score = scores[np.arange(len(scores)), best]
    order = np.argsort(-score)
    order = order[score[order] > MIN_SCORE][:1000]
    boxes, best, score = boxes[order].clip(0, 1), best[order], score[order]
    kind = np.array([_KIND[c] for c in best])
    kept = []
    alive = np.ones(len(order), bool)
    for k in range(len(order)):
        if not alive[k]:
            continue
        kept.append(k)
        if len(kept) == MOST:
            break
        same = alive & (kind == kind[k])
        same[:k + 1] = False
        others = np.flatnonzero(same)
        alive[others[overlaps(boxes[k], boxes[others]) > MERGE_OVERLAP]] = False
    return np.concatenate((boxes[kept], score[kept, None], best[kept, None]), 1).astype(np.float32)


def overlaps(box, others):
    """Intersection over union of one box with many."""
    shared = intersections(box, others)
    areas = (others[:, 2] - others[:, 0]) * (others[:, 3] - others[:, 1])
    return shared / np.maximum((box[2] - box[0]) * (box[3] - box[1]) + areas - shared, 1e-9)


def intersections(box, others):
    w = np.minimum(box[2], others[:, 2]) - np.maximum(box[0], others[:, 0])
    h = np.minimum(box[3], others[:, 3]) - np.maximum(box[1], others[:, 1])
    return w.clip(0) * h.clip(0)
