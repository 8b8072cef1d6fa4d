"""The detector: backbone, feature pyramid and one head shared in form, not in weights, by three strides."""
import math

import torch
from torch import nn
from torch.nn import functional as F

from .blocks import ConvBn, CrossStage, PoolPyramid, Separable

STRIDES = (8, 16, 32)


class Backbone(nn.Module):
    """Pictures to three maps at strides 8, 16 and 32."""

    def __init__(self, stem, widths, depths, separable):
        super().__init__()
        w4, w8, w16, w32 = widths
        self.stem = ConvBn(3, stem, 3, 2)
        self.down4 = ConvBn(stem, w4, 3, 2)
        self.stage4 = CrossStage(w4, w4, depths[0]) if depths[0] else nn.Identity()
        self.down8 = ConvBn(w4, w8, 3, 2)
        self.stage8 = CrossStage(w8, w8, depths[1])
        self.down16 = Separable(w8, w16, 5, 2) if separable else ConvBn(w8, w16, 3, 2)
        self.stage16 = CrossStage(w16, w16, depths[2], separable=separable)
        self.down32 = Separable(w16, w32, 5, 2) if separable else ConvBn(w16, w32, 3, 2)
        self.stage32 = CrossStage(w32, w32, depths[3], separable=separable)
        self.pool = PoolPyramid(w32)

    def forward(self, x):
        c8 = self.stage8(self.down8(self.stage4(self.down4(self.stem(x)))))
        c16 = self.stage16(self.down16(c8))
        return c8, c16, self.pool(self.stage32(self.down32(c16)))


class Pyramid(nn.Module):
    """Top-down and bottom-up joining of the three maps to one common width."""

    def __init__(self, widths, width, separable):
        super().__init__()
        self.lateral = nn.ModuleList(ConvBn(w, width, 1) for w in widths)
        self.down_join16 = CrossStage(2 * width, width, 1, False, separable)
        self.down_join8 = CrossStage(2 * width, width, 1, False, separable)
        self.to16 = Separable(width, width, 5, 2) if separable else ConvBn(width, width, 3, 2)
        self.up_join16 = CrossStage(2 * width, width, 1, False, separable)
        self.to32 = Separable(width, width, 5, 2) if separable else ConvBn(width, width, 3, 2)
        self.up_join32 = CrossStage(2 * width, width, 1, False, separable)

    def forward(self, maps):
        p8, p16, p32 = (layer(m) for layer, m in zip(self.lateral, maps))
        m16 = self.down_join16(torch.cat((p16, F.interpolate(p32, size=p16.shape[2:])), 1))
        m8 = self.down_join8(torch.cat((p8, F.interpolate(m16, size=p8.shape[2:])), 1))
        n16 = self.up_join16(torch.cat((m16, self.to16(m8)), 1))
        n32 = self.up_join32(torch.cat((p32, self.to32(n16)), 1))
        return m8, n16, n32


class Head(nn.Module):
    """Class scores and box offsets of one level."""

    def __init__(self, width, classes, depth, dense):
        super().__init__()
        def block():
            return ConvBn(width, width, 3) if dense else Separable(width, width, 5)
        self.score_trunk = nn.Sequential(*[block() for _ in range(depth)])
        self.box_trunk = nn.Sequential(*[block() for _ in range(depth)])
        self.score = nn.Conv2d(width, classes, 1)
        self.box = nn.Conv2d(width, 4, 1)
        nn.init.normal_(self.score.weight, std=0.01)
        nn.init.normal_(self.box.weight, std=0.01)
        nn.init.constant_(self.score.bias, -math.log((1 - 0.01) / 0.01))
        nn.init.constant_(self.box.bias, 0.0)

    def forward(self, x):
        boxes, scores = self.box_trunk(x), self.score_trunk(x)
        if self.training:
            # The last step keeps full precision also where the rest runs in bfloat16.
            with torch.autocast(x.device.type, enabled=False):
                return torch.cat((self.box(boxes.float()), self.score(scores.float())), 1)
        return torch.cat((self.box(boxes), self.score(scores)), 1)


class Detector(nn.Module):
    """RGB pictures (0..255) to raw predictions [B, A, 4 + classes]: box offsets, then class logits."""

    def __init__(self, classes=6, stem=16, widths=(32, 64, 128, 192), depths=(0, 2, 2, 1), neck=64,
                 head_depth=1, dense_head=True, separable=False):
        super().__init__()
        self.classes = classes
        self.backbone = Backbone(stem, widths, depths, separable)
        self.pyramid = Pyramid(widths[1:], neck, separable)
        self.heads = nn.ModuleList(Head(neck, classes, head_depth, dense_head) for _ in STRIDES)

    def forward(self, pictures):
        maps = self.pyramid(self.backbone((pictures - 114.0) * (1 / 57.0)))
        raw = [head(m).flatten(2) for head, m in zip(self.heads, maps)]
        return torch.cat(raw, 2).transpose(1, 2)
