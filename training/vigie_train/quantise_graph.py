"""What of an exported graph can be counted in bytes: the feature maps between its first and its last convolutions."""
import numpy as np
from onnx import numpy_helper

# Operations that say of bytes what they say of numbers.
FEATURE_OPS = {"Relu", "Add", "Concat", "MaxPool", "Split", "Resize"}
# Processors without VNNI add two products in 16 bits: 2 x 255 x 63 still fits, 2 x 255 x 127 does not. Seven bits say the same everywhere.
LARGEST_WEIGHT = 63
# Of these the output's values are the input's: both count in the same steps.
SAME_STEP_OPS = {"MaxPool", "Split", "Resize"}


class Graph:
    """An ONNX graph with its feature maps found."""

    def __init__(self, model):
        self.model = model
        self.nodes = list(model.graph.node)
        self.constants = {i.name: i for i in model.graph.initializer}
        for node in self.nodes:
            if node.op_type == "Identity" and node.input[0] in self.constants:
                self.constants[node.output[0]] = self.constants[node.input[0]]
        self.producer = {name: node for node in self.nodes for name in node.output}
        self.consumers = {}
        for node in self.nodes:
            for name in node.input:
                self.consumers.setdefault(name, []).append(node)
        self.convolutions = [n for n in self.nodes if n.op_type == "Conv" and self._is_inner(n)]
        self.features = self._feature_maps()
        # Read before anything is changed: whose steps a map counts in.
        self.step_source = {name: self._step_source(name) for name in self.features}

    def weights(self, name):
        return numpy_helper.to_array(self.constants[name])

    def _is_inner(self, node):
        """A convolution with its ReLU; the last ones, which say score and box, have none and stay in floating point."""
        after = self.consumers.get(node.output[0], [])
        return len(after) == 1 and after[0].op_type == "Relu"

    def _feature_maps(self):
        """Names of the maps that inner convolutions read or write, in the order of the graph; the picture first."""
        found = [self.convolutions[0].input[0]]
        known = set(found)
        for node in self.nodes:
            if node in self.convolutions:
                known.add(node.output[0])
            elif node.op_type in FEATURE_OPS and all(name in known for name in self.data_inputs(node)):
                known.update(node.output)
                found.extend(node.output)
        return found

    def data_inputs(self, node):
        """Inputs that carry pictures; sizes and split points are left aside."""
        return list(node.input)[:1] if node.op_type in SAME_STEP_OPS else list(node.input)

    def _step_source(self, name):
        node = self.producer.get(name)
        while node is not None and node.op_type in SAME_STEP_OPS:
            name = node.input[0]
            node = self.producer.get(name)
        return name


def weight_bytes(weights):
    """Weights as whole numbers up to `LARGEST_WEIGHT`, one step for each output channel.

    Shape: (int8 as the weights, float32 [channels]).
    """
    flat = np.abs(weights.reshape(weights.shape[0], -1)).max(1)
    steps = np.where(flat > 0, flat / LARGEST_WEIGHT, 1).astype(np.float32)
    whole = np.round(weights / steps.reshape(-1, *[1] * (weights.ndim - 1)))
    return np.clip(whole, -LARGEST_WEIGHT, LARGEST_WEIGHT).astype(np.int8), steps


def map_step(low, high):
    """Step and zero point for bytes 0..255 between two values; zero itself is always exact."""
    low, high = min(0.0, low), max(0.0, high)
    step = (high - low) / 255 or 1.0
    return np.float32(step), np.uint8(np.clip(round(-low / step), 0, 255))
