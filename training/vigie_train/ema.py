"""A slow copy of the network, the mean of its recent past: steadier and better than the last step."""
import copy
import math

import torch


class Average:
    def __init__(self, network, decay=0.9998, warm_steps=1000):
        self.network = copy.deepcopy(network).eval()
        for parameter in self.network.parameters():
            parameter.requires_grad_(False)
        self.decay, self.warm_steps, self.steps = decay, warm_steps, 0

    @torch.no_grad()
    def update(self, network):
        self.steps += 1
        decay = self.decay * (1 - math.exp(-self.steps / self.warm_steps))
        ours, theirs = self.network.state_dict(), network.state_dict()
        floating = [name for name, value in ours.items() if value.dtype.is_floating_point]
        torch._foreach_mul_([ours[name] for name in floating], decay)
        torch._foreach_add_([ours[name] for name in floating], [theirs[name] for name in floating], alpha=1 - decay)
