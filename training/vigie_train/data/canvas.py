"""The picture that is shown to the network while it is put together, with its labels in the same pixels."""
from dataclasses import dataclass, field

import cv2
import numpy as np

from .pictures import family_of

# A thing cut by the border keeps its label from this visible share on; below it is not judged.
KEEP_SHARE = 0.4
# Smaller than this (width, height in input pixels) a thing is not judged.
SMALLEST = (2.5, 4.0)


@dataclass
class Canvas:
    """Shape: pixels [h, w, 3] RGB uint8; boxes [n, 4]; regions are (x1, y1, x2, y2, class bits that are not judged there)."""

    pixels: np.ndarray
    boxes: list = field(default_factory=list)
    classes: list = field(default_factory=list)
    scores: list = field(default_factory=list)
    maybe: list = field(default_factory=list)
    regions: list = field(default_factory=list)


def place(canvas, cache, index, picture, tile, crop, flip, interpolation):
    """Fills the tile of the canvas with a crop of the picture, and takes over the labels that are visible in it.

    `tile` in canvas pixels and `crop` in picture pixels, both x1, y1, x2, y2.
    """
    left, top, right, bottom = tile
    width, height = right - left, bottom - top
    source = cache.nearest(index, max(width / (crop[2] - crop[0]), height / (crop[3] - crop[1])))
    factor = source.shape[1] / picture.width
    x1, y1, x2, y2 = (int(round(value * factor)) for value in crop)
    x1, y1 = min(x1, source.shape[1] - 2), min(y1, source.shape[0] - 2)
    piece = source[y1:max(y2, y1 + 2), x1:max(x2, x1 + 2)]
    piece = cv2.resize(piece, (width, height), interpolation=interpolation)
    canvas.pixels[top:bottom, left:right] = piece[:, ::-1] if flip else piece
    if picture.unlabelled:
        canvas.regions.append((left, top, right, bottom, picture.unlabelled))
    _take_labels(canvas, picture, tile, crop, flip)


def _take_labels(canvas, picture, tile, crop, flip):
    boxes, shares = to_tile(picture.boxes, tile, crop, flip)
    for k in range(len(boxes)):
        box = boxes[k]
        if shares[k] <= 0.02:
            continue
        small = box[2] - box[0] < SMALLEST[0] or box[3] - box[1] < SMALLEST[1]
        if shares[k] < KEEP_SHARE or small:
            canvas.regions.append((*box, family_of(picture.classes[k])))
            continue
        canvas.boxes.append(box)
        canvas.classes.append(picture.classes[k])
        canvas.scores.append(picture.scores[k])
        canvas.maybe.append(picture.maybe[k])
    ignored, shares = to_tile(picture.ignored, tile, crop, flip)
    for box, share, bits in zip(ignored, shares, picture.ignored_bits):
        if share > 0.02:
            canvas.regions.append((*box, int(bits)))


def to_tile(boxes, tile, crop, flip):
    """Boxes of the picture in canvas pixels, cut at the tile, and the share of each that is left."""
    if len(boxes) == 0:
        return boxes, np.zeros(0, np.float32)
    sx = (tile[2] - tile[0]) / (crop[2] - crop[0])
    sy = (tile[3] - tile[1]) / (crop[3] - crop[1])
    moved = (boxes - np.array([crop[0], crop[1], crop[0], crop[1]], np.float32)) * np.array([sx, sy, sx, sy], np.float32)
    if flip:
        moved[:, [0, 2]] = (tile[2] - tile[0]) - moved[:, [2, 0]]
    moved += np.array([tile[0], tile[1], tile[0], tile[1]], np.float32)
    area = (moved[:, 2] - moved[:, 0]) * (moved[:, 3] - moved[:, 1])
    cut = np.empty_like(moved)
    cut[:, 0::2] = moved[:, 0::2].clip(tile[0], tile[2])
    cut[:, 1::2] = moved[:, 1::2].clip(tile[1], tile[3])
    left = (cut[:, 2] - cut[:, 0]) * (cut[:, 3] - cut[:, 1])
    return cut, left / np.maximum(area, 1e-6)
