"""From raw predictions to boxes in input pixels: the centre is an offset in strides, the size an exponential of strides."""
import torch

from .network import STRIDES

SIZE_LIMIT = 5.0


def anchor_points(height, width, device=None):
    """Centres of all cells and the stride of each.

    Shape: ([A, 2] x and y, [A]); Unit: input pixels.
    """
    points, strides = [], []
    for stride in STRIDES:
        rows, columns = -(-height // stride), -(-width // stride)
        y, x = torch.meshgrid(torch.arange(rows, device=device), torch.arange(columns, device=device), indexing="ij")
        points.append((torch.stack((x, y), -1).reshape(-1, 2).float() + 0.5) * stride)
        strides.append(torch.full((rows * columns,), float(stride), device=device))
    return torch.cat(points), torch.cat(strides)


def decode_boxes(offsets, points, strides):
    """Boxes of raw offsets. Shape: [..., A, 4] to [..., A, 4] x1, y1, x2, y2; Unit: input pixels."""
    step = strides[:, None]
    centre = points + offsets[..., :2] * step
    half = torch.exp(offsets[..., 2:].clamp(-SIZE_LIMIT, SIZE_LIMIT)) * step
    return torch.cat((centre - half, centre + half), -1)
