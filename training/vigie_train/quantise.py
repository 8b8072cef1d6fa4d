"""Static int8 of an exported network: feature maps in bytes, weights in bytes per channel, the last step in floating point.

    python3 -m vigie_train.quantise probe <in.onnx> <probe.onnx>
    node training/labels/activation-ranges.ts <probe.onnx> <data folder> 300 <ranges.json>
    python3 -m vigie_train.quantise write <in.onnx> <ranges.json> <out.onnx> [usual|full]
"""
import json
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from .quantise_graph import Graph, map_step, weight_bytes

USAGE = "Usage: python3 -m vigie_train.quantise probe <in.onnx> <probe.onnx> | write <in.onnx> <ranges.json> <out.onnx> [usual|full]"


def probe(model):
    """The same network, which also gives its feature maps as outputs."""
    for name in Graph(model).features:
        model.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
    return model


def quantised(model, ranges, reach="usual"):
    """The network with a quantise and dequantise step at every feature map, as ONNX Runtime fuses them.

    `ranges` is what activation-ranges.ts has measured; `reach` says whether the rare largest values are cut off (usual) or kept (full).
    Errors: ValueError when a feature map was not measured.
    """
    graph = Graph(model)
    writer = Writer(graph, ranges, reach)
    nodes = []
    for node in graph.nodes:
        nodes += writer.before(node)
        if node.op_type == "Shape":
            # A size is asked of the map itself.
            nodes.append(node)
            continue
        for i, name in enumerate(node.input):
            if name in writer.counted:
                node.input[i] = writer.counted[name]
        nodes.append(node)
        for name in node.output:
            if name in writer.features:
                nodes += writer.after(name)
    del model.graph.node[:]
    model.graph.node.extend([*writer.first, *nodes])
    model.graph.initializer.extend(writer.constants)
    _drop_unused(model)
    onnx.checker.check_model(model)
    return model


class Writer:
    """Makes the steps around one node after the other."""

    def __init__(self, graph, ranges, reach):
        self.graph, self.ranges, self.reach = graph, ranges, reach
        self.features = set(graph.features)
        self.inner = {id(node) for node in graph.convolutions}
        self.counted = {}
        self.constants = []
        self.steps = {}
        self.first = []
        picture = graph.features[0]
        if picture not in graph.producer:
            self.first = self.after(picture)

    def before(self, node):
        """Weights and bias of an inner convolution, from bytes."""
        if id(node) not in self.inner:
            return []
        step, _ = self._step(self.graph.step_source[node.input[0]])
        name = node.output[0]
        whole, steps = weight_bytes(self.graph.weights(node.input[1]))
        made = [self._dequantise(f"{name}.weight", whole, steps, whole.dtype)]
        node.input[1] = made[0].output[0]
        if len(node.input) > 2:
            scales = steps * step
            bias = (self.graph.weights(node.input[2]) / scales).round().clip(-(2**31) + 1, 2**31 - 1).astype("int32")
            made.append(self._dequantise(f"{name}.bias", bias, scales, bias.dtype))
            node.input[2] = made[1].output[0]
        return made

    def after(self, name):
        """A feature map to bytes and back; whoever reads it reads that."""
        step, zero = self._step(self.graph.step_source[name])
        scale, point = f"{name}.step", f"{name}.zero"
        self._constant(scale, step)
        self._constant(point, zero)
        self.counted[name] = f"{name}.counted"
        return [
            helper.make_node("QuantizeLinear", [name, scale, point], [f"{name}.bytes"], name=f"{name}.quantise"),
            helper.make_node("DequantizeLinear", [f"{name}.bytes", scale, point], [self.counted[name]], name=f"{name}.dequantise"),
        ]

    def _step(self, name):
        if name not in self.steps:
            if name not in self.ranges:
                raise ValueError(f"The feature map \"{name}\" was not measured; run activation-ranges.ts on a probe of this very file.")
            known = self.ranges[name]
            ends = (known["usualLow"], known["usualHighest"]) if self.reach == "usual" else (known["low"], known["high"])
            self.steps[name] = map_step(*ends)
        return self.steps[name]

    def _dequantise(self, name, whole, steps, kind):
        self._constant(f"{name}.bytes", whole)
        self._constant(f"{name}.step", steps)
        self._constant(f"{name}.zero", steps.astype(kind) * 0)
        inputs = [f"{name}.bytes", f"{name}.step", f"{name}.zero"]
        return helper.make_node("DequantizeLinear", inputs, [f"{name}.counted"], name=f"{name}.dequantise", axis=0)

    def _constant(self, name, value):
        self.constants.append(numpy_helper.from_array(np.asarray(value), name))


def _drop_unused(model):
    while True:
        used = {name for node in model.graph.node for name in node.input} | {o.name for o in model.graph.output}
        idle = [n for n in model.graph.node if not any(name in used for name in n.output)]
        for node in idle:
            model.graph.node.remove(node)
        if not idle:
            break
    kept = [i for i in model.graph.initializer if i.name in used]
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)


def main(arguments):
    if len(arguments) == 3 and arguments[0] == "probe":
        onnx.save(probe(onnx.load(arguments[1])), arguments[2])
        return 0
    if len(arguments) in (4, 5) and arguments[0] == "write" and arguments[4:] in ([], ["usual"], ["full"]):
        with open(arguments[2], encoding="utf-8") as file:
            ranges = json.load(file)["ranges"]
        onnx.save(quantised(onnx.load(arguments[1]), ranges, *arguments[4:]), arguments[3])
        return 0
    print(USAGE, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
