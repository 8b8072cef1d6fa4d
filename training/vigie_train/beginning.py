"""What a run begins with instead of chance: the weights of a checkpoint, or those of an exported file."""
import os

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from .checkpoint import load_checkpoint
from .model.blocks import ConvBn


def begin_with(network, path, pictures):
    """Gives the network the weights of the file, which must be of the same form.

    An exported file holds no normalisation; it is measured anew on `pictures` [B, 3, H, W], so that the network says the same
    as the file and can learn on.

    Errors: ValueError when the file is missing or of another network.
    """
    if not os.path.isfile(path):
        raise ValueError(f"There is no file {path} to start from; it is a checkpoint (last.pt) or an exported network (.onnx).")
    if path.endswith(".onnx"):
        _take_export(network, path, pictures)
        return
    try:
        network.load_state_dict(load_checkpoint(path)["average"])
    except RuntimeError:
        raise ValueError(_other(path)) from None


def _take_export(network, path, pictures):
    graph = onnx.load(path).graph
    weights = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    theirs = [[weights.get(name) for name in node.input[1:3]] for node in graph.node if node.op_type == "Conv"]
    network.eval()
    ours = _convolutions_as_they_run(network, pictures[:1])
    shapes = [list(weight.shape) if weight is not None else None for weight, _ in theirs]
    if shapes != [list(conv.weight.shape) for conv in ours]:
        raise ValueError(_other(path))
    normalised = {block[0]: block[1] for block in network.modules() if isinstance(block, ConvBn)}
    hooks = []
    with torch.no_grad():
        for conv, (weight, bias) in zip(ours, theirs):
            conv.weight.copy_(torch.from_numpy(np.array(weight)))
            bias = torch.from_numpy(np.array(bias)).to(conv.weight.device)
            if conv in normalised:
                hooks.append(normalised[conv].register_forward_pre_hook(_measuring(bias)))
            else:
                conv.bias.copy_(bias)
        network(pictures)
    for hook in hooks:
        hook.remove()


def _measuring(bias):
    """Sets a normalisation layer to its input's own mean and spread, and lets it add `bias` and nothing else."""
    def measure(layer, inputs):
        spread, mean = torch.var_mean(inputs[0], (0, 2, 3), unbiased=False)
        layer.running_mean.copy_(mean)
        layer.running_var.copy_(spread)
        layer.weight.copy_((spread + layer.eps).sqrt())
        layer.bias.copy_(bias + mean)
    return measure


def _convolutions_as_they_run(network, picture):
    order = []
    hooks = [m.register_forward_hook(lambda conv, *_: order.append(conv)) for m in network.modules() if isinstance(m, nn.Conv2d)]
    with torch.no_grad():
        network(picture)
    for hook in hooks:
        hook.remove()
    return order


def _other(path):
    return f"{path} is of another network than \"model\" says; start from one of the same form, or leave \"start_from\" out."
