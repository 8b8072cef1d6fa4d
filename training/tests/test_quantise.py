"""The network in bytes says almost what it says in numbers, and its last step stays as it was."""
import json
import os
import shutil
import subprocess
import tempfile
import unittest

import cv2
import numpy as np
import onnx
import torch

from vigie_train.export import SCRIPT, export_onnx
from vigie_train.model.network import Detector
from vigie_train.quantise import probe, quantised
from vigie_train.quantise_graph import LARGEST_WEIGHT, map_step, weight_bytes



def pinned_node():
    """A Node.js that runs TypeScript (24 or newer), or None."""
    node = os.environ.get("VIGIE_NODE") or shutil.which("node")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout if node else ""
    return node if version[1:].partition(".")[0].isdigit() and int(version[1:].partition(".")[0]) >= 24 else None


NODE = pinned_node()
RANGES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "labels", "activation-ranges.ts")
WIDTH, HEIGHT = 96, 64


class Steps(unittest.TestCase):
    def test_every_channel_of_weights_uses_its_own_step_and_is_at_most_half_a_step_off(self):
        weights = np.random.default_rng(1).normal(size=(5, 3, 3, 3)).astype(np.float32) * np.array([1, 10, 0.01, 3, 0], np.float32).reshape(5, 1, 1, 1)
        whole, steps = weight_bytes(weights)
        self.assertEqual(whole.dtype, np.int8)
        self.assertEqual(np.abs(whole).reshape(5, -1).max(1).tolist(), [LARGEST_WEIGHT] * 4 + [0])
        off = np.abs(whole * steps.reshape(5, 1, 1, 1) - weights).reshape(5, -1).max(1)
        self.assertTrue((off <= steps / 2 * 1.001).all())

    def test_zero_is_exact_in_every_range(self):
        for low, high in ((0, 6), (-2, 2.5), (1, 3), (-4, -1), (0, 0)):
            step, zero = map_step(low, high)
            values = (np.arange(256) - int(zero)) * step
            self.assertIn(0, values)
            self.assertLessEqual(values[0], min(low, 0) + step)
            self.assertGreaterEqual(values[-1], max(high, 0) - step)


class Network(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        torch.manual_seed(3)
        network = Detector(stem=8, widths=(16, 24, 32, 48), depths=(0, 1, 1, 1), neck=24)
        for module in network.modules():
            if isinstance(module, torch.nn.BatchNorm2d):
                module.running_var.fill_(0.5)
        self.path = os.path.join(self.folder, "full.onnx")
        export_onnx(network, self.path, WIDTH, HEIGHT)

    def at(self, name):
        return os.path.join(self.folder, name)

    def run_node(self, script, *arguments):
        subprocess.run([NODE, script, *arguments], check=True, capture_output=True)

    def measured(self):
        """Ranges on pictures, by the very command that the documents name."""
        onnx.save(probe(onnx.load(self.path)), self.at("probe.onnx"))
        os.makedirs(self.at("data/set/images"))
        random = np.random.default_rng(5)
        for k in range(4):
            small = random.integers(0, 256, (8, 12, 3), np.uint8)
            cv2.imwrite(self.at(f"data/set/images/{k}.jpg"), cv2.resize(small, (120, 80)))
        with open(self.at("data/set/annotations.json"), "w", encoding="utf-8") as file:
            json.dump({"images": [{"file_name": f"{k}.jpg", "split": "train"} for k in range(4)]}, file)
        self.run_node(RANGES, self.at("probe.onnx"), self.at("data"), "4", self.at("ranges.json"))
        with open(self.at("ranges.json"), encoding="utf-8") as file:
            return json.load(file)["ranges"]

    def output(self, path, picture):
        picture.tofile(self.at("in.f32"))
        self.run_node(SCRIPT, json.dumps({"model": path, "input": self.at("in.f32"), "output": self.at("out.f32"), "shape": list(picture.shape)}))
        return np.fromfile(self.at("out.f32"), np.float32).reshape(-1, 10)

    @unittest.skipUnless(NODE, "needs Node.js 24 to run the network (VIGIE_NODE)")
    def test_boxes_and_scores_stay_close_and_the_file_shrinks(self):
        model = quantised(onnx.load(self.path), self.measured(), "full")
        onnx.save(model, self.at("int8.onnx"))
        picture = cv2.imread(self.at("data/set/images/0.jpg"))[..., ::-1]
        picture = np.ascontiguousarray(cv2.resize(picture, (WIDTH, HEIGHT)).transpose(2, 0, 1)[None].astype(np.float32))
        wanted, got = self.output(self.path, picture), self.output(self.at("int8.onnx"), picture)
        self.assertLess(np.abs(wanted[:, 4:] - got[:, 4:]).max(), 0.01)
        self.assertLess(np.abs(wanted[:, :4] - got[:, :4]).max(), 2)
        self.assertGreater(np.abs(wanted - got).max(), 0)
        self.assertLess(os.path.getsize(self.at("int8.onnx")), 0.6 * os.path.getsize(self.path))

    @unittest.skipUnless(NODE, "needs Node.js 24 to run the network (VIGIE_NODE)")
    def test_only_the_last_convolutions_keep_their_numbers(self):
        model = quantised(onnx.load(self.path), self.measured())
        kept = {i.name for i in model.graph.initializer}
        floats = [n for n in model.graph.node if n.op_type == "Conv" and n.input[1] in kept]
        self.assertEqual(len(floats), 6)
        self.assertTrue(all(".score" in n.name or "score/" in n.name or "box/" in n.name for n in floats), [n.name for n in floats])

    def test_ranges_of_another_network_are_refused(self):
        with self.assertRaisesRegex(ValueError, "was not measured"):
            quantised(onnx.load(self.path), {})


if __name__ == "__main__":
    unittest.main()
