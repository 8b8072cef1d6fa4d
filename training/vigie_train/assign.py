"""Which cells answer for which thing: near its centre at first, then those that already see it best."""
from dataclasses import dataclass

import torch

from .model.network import STRIDES

REACH = 2  # cells around the centre that may answer, on each side
TOP = 9


@dataclass
class Assignment:
    """Rows of the winning cells. Shape: all [P]; `cell` counts over the flattened batch B * A."""

    cell: torch.Tensor
    label: torch.Tensor
    target: torch.Tensor
    class_id: torch.Tensor


def candidates(labels, height, width, cells):
    """For each label the cells around its centre on every level, and how well each suits by place and size alone.

    Shape: ([M, K] cell in the flattened batch, [M, K] prior 0..1; 0 where there is no such cell).
    """
    device = labels.device
    side = torch.arange(-REACH, REACH + 1, device=device)
    dy, dx = (grid.reshape(-1) for grid in torch.meshgrid(side, side, indexing="ij"))
    centre = (labels[:, 1:3] + labels[:, 3:5]) / 2
    size = (labels[:, 3:5] - labels[:, 1:3]).clamp(min=1e-3)
    scale = size.prod(1).sqrt()
    all_cells, all_priors, offset = [], [], 0
    for stride in STRIDES:
        rows, columns = -(-height // stride), -(-width // stride)
        column = (centre[:, :1] / stride).floor().long() + dx
        row = (centre[:, 1:] / stride).floor().long() + dy
        away_x = ((column + 0.5) * stride - centre[:, :1]).abs()
        away_y = ((row + 0.5) * stride - centre[:, 1:]).abs()
        near = (away_x < stride) & (away_y < stride)
        inside = (away_x < size[:, :1] / 2) & (away_y < size[:, 1:] / 2)
        there = (column >= 0) & (column < columns) & (row >= 0) & (row < rows) & (near | inside)
        distance = (away_x.square() + away_y.square()).sqrt() / stride
        misfit = (torch.log2(scale / (4.0 * stride))).abs()
        prior = torch.exp(-0.35 * distance.square()) * torch.exp(-0.6 * misfit)[:, None]
        all_cells.append(offset + row.clamp(0, rows - 1) * columns + column.clamp(0, columns - 1))
        all_priors.append(prior * there)
        offset += rows * columns
    picture = labels[:, 0].long()[:, None]
    return torch.cat(all_cells, 1) + picture * cells, torch.cat(all_priors, 1)


@torch.no_grad()
def assign(labels, maybe, boxes, scores, height, width, trust):
    """Chooses the cells that learn each label, and the score that each shall give.

    `trust` 0..1: how far the network's own boxes and scores count beside place and size.
    `boxes` [B, A, 4] in input pixels, `scores` [B, A, C]; `maybe` [M, C] classes that a label may be.
    """
    batch, cells = boxes.shape[:2]
    flat_boxes, flat_scores = boxes.reshape(batch * cells, 4), scores.reshape(batch * cells, -1)
    cell, prior = candidates(labels, height, width, cells)
    overlap = iou(labels[:, None, 1:5], flat_boxes[cell])
    own = (flat_scores[cell] * maybe[:, None, :]).amax(-1)
    metric = prior * (own + 0.01) ** (0.5 * trust) * (overlap + 0.01) ** (0.5 + 3.5 * trust)
    metric, order = metric.topk(min(TOP, metric.shape[1]), dim=1)
    cell, overlap = cell.gather(1, order), overlap.gather(1, order)
    best = metric.amax(1, keepdim=True).clamp(min=1e-12)
    reached = trust * overlap.amax(1, keepdim=True) + (1 - trust) * 0.6
    target = metric / best * reached * (0.4 + 0.6 * labels[:, 6:7])
    # A cell answers for the one thing that it suits best.
    strongest = torch.zeros(batch * cells, device=labels.device).scatter_reduce(0, cell.reshape(-1), metric.reshape(-1), "amax")
    wins = (metric == strongest[cell]) & (metric > 0) & (target > 0.01)
    label = torch.arange(len(labels), device=labels.device)[:, None].expand_as(cell)[wins]
    cell, target = cell[wins], target[wins]
    # Of the classes that a label may be, the one that the network holds likeliest is taught.
    class_id = (flat_scores[cell] + maybe[label]).argmax(1)
    return Assignment(cell, label, target, class_id)


def iou(a, b):
    """Intersection over union of boxes x1, y1, x2, y2 of matching shape."""
    low, high = torch.maximum(a[..., :2], b[..., :2]), torch.minimum(a[..., 2:], b[..., 2:])
    shared = (high - low).clamp(min=0).prod(-1)
    return shared / (area(a) + area(b) - shared).clamp(min=1e-6)


def area(boxes):
    return (boxes[..., 2:] - boxes[..., :2]).clamp(min=0).prod(-1)
