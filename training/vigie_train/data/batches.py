"""Batches by number: the same seed and number always give the same pictures, however many processes make them."""
import os

import numpy as np
import torch

from ..classes import CLASSES
from ..model.network import STRIDES
from .composer import Composer
from .photometry import degrade


class Batches(torch.utils.data.Dataset):
    """Item n is a whole batch: pictures [B, 3, H, W] uint8, labels, and per cell the classes that are not judged."""

    def __init__(self, pictures, cache, config, width, height, batch, first, count):
        self.composer = Composer(pictures, cache, config["sets"], config["augment"])
        self.settings = config["augment"]
        self.seed, self.width, self.height, self.batch = config["seed"], width, height, batch
        self.first, self.count = first, count

    def __len__(self):
        return self.count

    def __getitem__(self, item):
        rng = np.random.default_rng((self.seed, self.first + item))
        canvases = []
        for _ in range(self.batch):
            canvas = self.composer.compose(rng, self.width, self.height)
            canvas.pixels = degrade(canvas.pixels, rng, self.settings)
            canvases.append(canvas)
        return collate(canvases, self.width, self.height)


def collate(canvases, width, height):
    """Canvases of one size as tensors.

    Shape: labels [M, 8] picture, x1, y1, x2, y2, class, score, class bits; unjudged [B, A] class bits.
    """
    labels = [
        (number, *box, class_id, score, maybe)
        for number, canvas in enumerate(canvases)
        for box, class_id, score, maybe in zip(canvas.boxes, canvas.classes, canvas.scores, canvas.maybe)
    ]
    return {
        "pictures": torch.from_numpy(np.stack([canvas.pixels for canvas in canvases])).permute(0, 3, 1, 2),
        "labels": torch.from_numpy(np.array(labels, np.float32).reshape(-1, 8)),
        "unjudged": torch.from_numpy(np.stack([unjudged_cells(c.regions, width, height) for c in canvases])),
    }


def unjudged_cells(regions, width, height):
    """Class bits per cell of all strides. Shape: [A] uint8."""
    levels = []
    for stride in STRIDES:
        cells = np.zeros((-(-height // stride), -(-width // stride)), np.uint8)
        for x1, y1, x2, y2, bits in regions:
            # A cell belongs to a region that its centre lies in; a region smaller than a cell still takes one.
            left, right = int(np.ceil(x1 / stride - 0.75)), int(np.floor(x2 / stride - 0.25))
            top, bottom = int(np.ceil(y1 / stride - 0.75)), int(np.floor(y2 / stride - 0.25))
            cells[max(0, top):max(top, bottom) + 1, max(0, left):max(left, right) + 1] |= bits
        levels.append(cells.reshape(-1))
    return np.concatenate(levels)


BIT_TABLE = torch.tensor([[bits >> c & 1 for c in range(len(CLASSES))] for bits in range(1 << len(CLASSES))], dtype=torch.bool)


def loader(batches, workers, cores, niceness):
    """An iterator over all batches, in order; `cores` pins the workers, `niceness` is added to the parent's."""
    def begin(_):
        import cv2

        cv2.setNumThreads(0)
        torch.set_num_threads(1)
        if cores and hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, cores)
        if niceness:
            os.nice(niceness)

    return torch.utils.data.DataLoader(
        batches, batch_size=None, num_workers=workers, worker_init_fn=begin if workers else None,
        prefetch_factor=6 if workers else 2,
    )
