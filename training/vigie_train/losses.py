"""What is wrong with a prediction: its score against the overlap it reached, and its box against the label's."""
import torch
from torch.nn import functional as F

from .assign import area, assign
from .data.batches import BIT_TABLE
from .model.decode import anchor_points, decode_boxes

BOX_WEIGHT = 2.5
NEGATIVE_WEIGHT = 0.75


class DetectionLoss:
    """Varifocal loss on scores, generalised IoU on boxes; cells that nobody judged cost nothing."""

    def __init__(self, height, width, device):
        self.height, self.width = height, width
        self.points, self.strides = anchor_points(height, width, device)
        self.bits = BIT_TABLE.to(device)

    def __call__(self, raw, labels, unjudged, trust):
        """Returns the loss to minimise and its parts as numbers. Shape: raw [B, A, 4 + C], labels [M, 8], unjudged [B, A]."""
        raw = raw.float()
        boxes = decode_boxes(raw[..., :4], self.points, self.strides)
        logits = raw[..., 4:]
        scores = logits.detach().sigmoid()
        classes = logits.shape[-1]
        target = torch.zeros_like(scores).reshape(-1, classes)
        judged = ~self.bits[unjudged.long()].reshape(-1, classes)
        box_loss = raw.new_zeros(())
        positives = 0
        if len(labels):
            maybe = self.bits[labels[:, 7].long()]
            chosen = assign(labels, maybe.float(), boxes.detach(), scores, self.height, self.width, trust)
            # What a label may also be is not held against the cell.
            judged[chosen.cell] = judged[chosen.cell] & ~maybe[chosen.label]
            judged[chosen.cell, chosen.class_id] = True
            target[chosen.cell, chosen.class_id] = chosen.target
            positives = len(chosen.cell)
            if positives:
                distance = 1 - generalised_iou(boxes.reshape(-1, 4)[chosen.cell], labels[chosen.label, 1:5])
                box_loss = (distance * chosen.target).sum()
        total = target.sum().clamp(min=1.0)
        flat = logits.reshape(-1, classes)
        weight = torch.where(target > 0, target, NEGATIVE_WEIGHT * scores.reshape(-1, classes).square() * judged)
        score_loss = (F.binary_cross_entropy_with_logits(flat, target, reduction="none") * weight).sum() / total
        box_loss = BOX_WEIGHT * box_loss / total
        parts = {"score": float(score_loss.detach()), "box": float(box_loss.detach()), "positives": positives}
        return score_loss + box_loss, parts


def generalised_iou(a, b):
    """-1..1; falls further the farther apart boxes are that do not touch."""
    low, high = torch.maximum(a[..., :2], b[..., :2]), torch.minimum(a[..., 2:], b[..., 2:])
    shared = (high - low).clamp(min=0).prod(-1)
    union = (area(a) + area(b) - shared).clamp(min=1e-6)
    hull = (torch.maximum(a[..., 2:], b[..., 2:]) - torch.minimum(a[..., :2], b[..., :2])).clamp(min=0).prod(-1).clamp(min=1e-6)
    return shared / union - (hull - union) / hull
