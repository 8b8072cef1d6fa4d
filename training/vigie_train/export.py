"""The trained network as one ONNX file with a single clean output, and the proof that it says the same."""
import inspect
import io
import json
import os
import shutil
import subprocess
import tempfile
import warnings

import numpy as np
import onnx
import torch
from torch import nn

from .classes import CLASSES
from .model.decode import anchor_points, decode_boxes

OPSET = 13
TOLERANCE = 1e-4
SCRIPT = os.path.join(os.path.dirname(__file__), "run_onnx.mjs")


# Newer PyTorch exports through another path by default, which needs further packages.
_TRACED = {"dynamo": False} if "dynamo" in inspect.signature(torch.onnx.export).parameters else {}


class Exported(nn.Module):
    """What runs in the product: pictures to [1, A, 4 + classes], boxes in input pixels and scores 0..1."""

    def __init__(self, network, height, width):
        super().__init__()
        self.network = network
        points, strides = anchor_points(height, width)
        self.register_buffer("points", points)
        self.register_buffer("strides", strides)

    def forward(self, image):
        raw = self.network(image)
        return torch.cat((decode_boxes(raw[..., :4], self.points, self.strides), raw[..., 4:].sigmoid()), -1)


def export_onnx(network, path, width, height):
    """Writes the network for pictures of one size.

    Errors: ValueError when a normalisation layer or a weight among the inputs is left in the graph.
    """
    module = Exported(network.eval().float().cpu(), height, width).eval()
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module, torch.zeros(1, 3, height, width), buffer, opset_version=OPSET,
            input_names=["image"], output_names=["boxes"], do_constant_folding=True, **_TRACED,
        )
    model = onnx.load_from_string(buffer.getvalue())
    kinds = {node.op_type for node in model.graph.node}
    if "BatchNormalization" in kinds or len(model.graph.input) != 1:
        raise ValueError("the exported graph still holds normalisation layers or weights among its inputs")
    for key, value in (("family", "vigie"), ("classes", ",".join(CLASSES))):
        entry = model.metadata_props.add()
        entry.key, entry.value = key, value
    del model.graph.value_info[:]
    onnx.checker.check_model(model)
    draft = f"{path}.part"
    onnx.save(model, draft)
    os.replace(draft, path)
    return module


def largest_difference(module, path, width, height, seed=1):
    """Largest difference between PyTorch and ONNX Runtime on a random picture: of scores, and of boxes relative to the picture.

    None when no Node.js is there to run the file.
    """
    node = os.environ.get("VIGIE_NODE") or shutil.which("node")
    if node is None:
        return None
    picture = np.random.default_rng(seed).integers(0, 256, (1, 3, height, width)).astype(np.float32)
    with torch.no_grad():
        wanted = module(torch.from_numpy(picture)).numpy()
    with tempfile.TemporaryDirectory() as folder:
        source, target = os.path.join(folder, "in.f32"), os.path.join(folder, "out.f32")
        picture.tofile(source)
        request = {"model": os.path.abspath(path), "input": source, "output": target, "shape": list(picture.shape)}
        subprocess.run([node, SCRIPT, json.dumps(request)], check=True)
        got = np.fromfile(target, np.float32).reshape(wanted.shape)
    scale = np.array([width, height, width, height] + [1] * (wanted.shape[-1] - 4), np.float32)
    return float(np.abs((wanted - got) / scale).max())
