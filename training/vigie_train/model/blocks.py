"""Building blocks of the network: a convolution with its normalisation, and a cross-stage block."""
import torch
from torch import nn


class ConvBn(nn.Sequential):
    """Convolution, batch normalisation and ReLU; `groups` equal to the width makes it depthwise."""

    def __init__(self, width_in, width_out, kernel=3, stride=1, groups=1, act=True):
        layers = [
            nn.Conv2d(width_in, width_out, kernel, stride, kernel // 2, groups=groups, bias=False),
            nn.BatchNorm2d(width_out, eps=1e-3, momentum=0.03),
        ]
        if act:
            layers.append(nn.ReLU(inplace=True))
        super().__init__(*layers)


class Separable(nn.Sequential):
    """Depthwise convolution followed by a pointwise one: wide view at little arithmetic."""

    def __init__(self, width_in, width_out, kernel=5, stride=1):
        super().__init__(
            ConvBn(width_in, width_in, kernel, stride, groups=width_in),
            ConvBn(width_in, width_out, 1),
        )


class Bottleneck(nn.Module):
    """Two 3x3 convolutions with a shortcut around them (where the widths allow it)."""

    def __init__(self, width, shortcut=True, separable=False):
        super().__init__()
        self.first = ConvBn(width, width, 3)
        self.second = Separable(width, width) if separable else ConvBn(width, width, 3)
        self.shortcut = shortcut

    def forward(self, x):
        y = self.second(self.first(x))
        return x + y if self.shortcut else y


class CrossStage(nn.Module):
    """Half of the width goes through `depth` bottlenecks, every step is kept, one 1x1 joins them all."""

    def __init__(self, width_in, width_out, depth=1, shortcut=True, separable=False):
        super().__init__()
        half = width_out // 2
        self.enter = ConvBn(width_in, 2 * half, 1)
        self.steps = nn.ModuleList(Bottleneck(half, shortcut, separable) for _ in range(depth))
        self.leave = ConvBn((2 + depth) * half, width_out, 1)
        self.half = half

    def forward(self, x):
        parts = list(self.enter(x).split((self.half, self.half), 1))
        for step in self.steps:
            parts.append(step(parts[-1]))
        return self.leave(torch.cat(parts, 1))


class PoolPyramid(nn.Module):
    """Three chained max pools joined: lets the deepest level see far around at almost no cost."""

    def __init__(self, width, kernel=5):
        super().__init__()
        half = width // 2
        self.enter = ConvBn(width, half, 1)
        self.pool = nn.MaxPool2d(kernel, 1, kernel // 2)
        self.leave = ConvBn(4 * half, width, 1)

    def forward(self, x):
        parts = [self.enter(x)]
        for _ in range(3):
            parts.append(self.pool(parts[-1]))
        return self.leave(torch.cat(parts, 1))
