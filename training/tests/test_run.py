"""A run: its plan, its end, and that it can be stopped and taken up again."""
import os
import tempfile
import unittest

import onnx
import torch

from vigie_train.classes import CLASSES
from vigie_train.config import complete, load_config
from vigie_train.export import TOLERANCE, export_onnx, largest_difference
from vigie_train.loop import Run, load_average
from vigie_train.model.network import Detector
from vigie_train.progress import Progress, rate_at

from test_data import write_set

TINY = {"stem": 8, "widths": [8, 16, 16, 24], "depths": [0, 1, 1, 1], "neck": 16}


def plan(folder, **given):
    return complete({
        "name": "t", "out": os.path.join(folder, "run"), "data": folder, "sets": {"reds": 1}, "model": TINY, "steps": 6,
        "phases": [{"share": 0.5, "size": [64, 64], "batch": 2}, {"share": 0.5, "size": [96, 64], "batch": 2}],
        "input": [96, 64], "loader": {"workers": 0}, "bfloat16": False, "log_every": 3, **given,
    })


class Planning(unittest.TestCase):
    def test_phases_follow_one_another(self):
        progress = Progress(plan("."))
        seen = []
        for step in range(7):
            progress.steps = step
            seen.append((progress.phase, progress.finished))
        self.assertEqual(seen, [(0, False)] * 3 + [(1, False)] * 3 + [(1, True)])

    def test_the_rate_rises_stays_and_falls(self):
        settings = {"rate": 1.0, "warm_steps": 10, "flat_share": 0.5, "final_share": 0.1}
        progress = Progress({"steps": 100, "phases": []})
        rates = []
        for step in (0, 9, 50, 75, 100):
            progress.steps = step
            rates.append(rate_at(progress, settings))
        self.assertEqual([round(r, 2) for r in rates], [0.1, 1.0, 1.0, 0.55, 0.1])

    def test_a_wrong_configuration_is_refused_by_field(self):
        with self.assertRaisesRegex(ValueError, '"phases" is missing'):
            complete({"name": "x", "out": "o", "data": "d", "sets": {}})
        with self.assertRaisesRegex(ValueError, '"epochs" is unknown'):
            plan(".", epochs=3)
        with self.assertRaisesRegex(ValueError, "multiples of 32"):
            plan(".", phases=[{"share": 1, "size": [100, 64], "batch": 1}])
        with self.assertRaisesRegex(ValueError, "either how many"):
            Progress(plan(".", budget_minutes=1))


    def test_a_configuration_that_is_none_is_told_in_one_sentence(self):
        with tempfile.TemporaryDirectory() as folder:
            broken = os.path.join(folder, "broken.json")
            with open(broken, "w", encoding="utf-8") as file:
                file.write("{")
            for path, said in ((os.path.join(folder, "--bogus"), "There is no configuration"), (folder, "There is no configuration"), (broken, "is no JSON")):
                with self.subTest(path), self.assertRaisesRegex(ValueError, said):
                    load_config(path)


class Running(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        write_set(os.path.join(self.folder, "reds"))

    def start(self, config):
        run = Run(config)
        run.journal.echo = False
        run.load_data()
        return run

    def test_a_stopped_run_is_taken_up_where_it_was(self):
        config = plan(self.folder)
        run = self.start(config)
        step = run._step
        def stop_after_two(*arguments):
            run.stop.requested = run.progress.steps >= 1
            return step(*arguments)
        run._step = stop_after_two
        self.assertFalse(run.train())
        self.assertEqual(run.progress.steps, 2)
        again = self.start(config)
        self.assertEqual(again.progress.steps, 2)
        self.assertTrue(torch.equal(again.network.backbone.stem[0].weight, run.network.backbone.stem[0].weight))
        self.assertTrue(again.train())
        self.assertEqual(again.progress.steps, 6)
        width, height = config["input"]
        path = os.path.join(config["out"], "latest.onnx")
        self.assertEqual([d.dim_value for d in onnx.load(path).graph.output[0].type.tensor_type.shape.dim], [1, 96 + 24 + 6, 10])
        self.assertTrue(torch.isfinite(load_average(again.last_path)(torch.zeros(1, 3, height, width))).all())


    def test_a_run_begins_with_the_weights_of_another(self):
        first = self.start(plan(self.folder))
        first.train()
        trained = load_average(first.last_path)
        picture = torch.rand(1, 3, 64, 96) * 255
        for file in ("last.pt", "latest.onnx"):
            config = plan(self.folder, out=os.path.join(self.folder, file + "-further"), start_from=os.path.join(self.folder, "run", file), steps=2)
            run = self.start(config)
            with self.subTest(file):
                self.assertTrue(torch.allclose(run.network.eval()(picture), trained(picture), atol=1e-3))
                self.assertTrue(run.train())
                self.assertFalse(torch.equal(load_average(run.last_path)(picture), trained(picture)))

    def test_a_share_of_the_first_weights_is_kept(self):
        self.start(plan(self.folder)).train()
        first = os.path.join(self.folder, "run", "last.pt")
        shares = {}
        for keep in (0, 0.25, 1):
            config = plan(self.folder, out=os.path.join(self.folder, f"keep-{keep}"), start_from=first, steps=2, keep_of_start=keep)
            run = self.start(config)
            run.train()
            shares[keep] = load_average(run.last_path).heads[0].score.weight
        self.assertTrue(torch.equal(shares[1], load_average(first).heads[0].score.weight))
        self.assertFalse(torch.equal(shares[0], shares[1]))
        self.assertTrue(torch.allclose(shares[0.25], 0.75 * shares[0] + 0.25 * shares[1], atol=1e-6))

    def test_weights_that_do_not_fit_are_refused_in_one_sentence(self):
        self.start(plan(self.folder)).train()
        other = {**TINY, "neck": 24}
        for file, model, said in (("none.pt", TINY, "There is no file"), ("last.pt", other, "another network"), ("latest.onnx", other, "another network")):
            config = plan(self.folder, out=os.path.join(self.folder, "other"), start_from=os.path.join(self.folder, "run", file), model=model)
            with self.subTest(file), self.assertRaisesRegex(ValueError, said):
                self.start(config)


class Exporting(unittest.TestCase):
    def test_the_file_says_what_pytorch_says(self):
        torch.manual_seed(3)
        network = Detector(**TINY)
        network.train()
        network(torch.rand(4, 3, 64, 96) * 255)
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "n.onnx")
            module = export_onnx(network, path, 96, 64)
            model = onnx.load(path)
            self.assertEqual({p.key: p.value for p in model.metadata_props}, {"family": "vigie", "classes": ",".join(CLASSES)})
            self.assertNotIn("BatchNormalization", {node.op_type for node in model.graph.node})
            difference = largest_difference(module, path, 96, 64)
            if difference is None:
                self.skipTest("there is no Node.js to run the file")
            self.assertLessEqual(difference, TOLERANCE)


if __name__ == "__main__":
    unittest.main()
