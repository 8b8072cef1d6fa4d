"""From a run to what is shipped: figures, calibration, manifest and card belong to the same file."""
import hashlib
import json
import os
import tempfile
import unittest

from vigie_train.judge.evaluation import evaluate_network
from vigie_train.loop import Run, load_average
from vigie_train.release import release

from test_data import write_set
from test_run import plan

FACTS = {"made": "Made in a test.", "tried": [{"what": "nothing", "figures": "none", "kept": "no"}], "weak": ["It is tiny."],
         "ms": 1, "cpu_hours": 0.1, "origin": "made twice", "data": "Shares are guesses.",
         "further": [{"title": "More to tell", "text": "Nothing more."}]}


class Releasing(unittest.TestCase):
    def test_what_is_shipped_fits_together(self):
        with tempfile.TemporaryDirectory() as folder:
            for split in ("train", "val", "test"):
                write_set(os.path.join(folder, split), image={"split": split})
            config = plan(folder, steps=2, sets={"train": 1, "val": 1, "test": 1})
            run = Run(config)
            run.journal.echo = False
            run.load_data()
            self.assertTrue(run.train())
            report = evaluate_network(load_average(run.last_path), config)
            self.assertEqual(report["truth"]["human"]["person"]["test"]["things"], 3)
            with open(os.path.join(config["out"], "report.json"), "w", encoding="utf-8") as file:
                json.dump(report, file)
            shipped = os.path.join(folder, "shipped")
            release(config, shipped, FACTS, {"rival": report})
            with open(os.path.join(shipped, "manifest.json"), encoding="utf-8") as file:
                (entry,) = json.load(file)
            with open(os.path.join(shipped, entry["file"]), "rb") as file:
                content = file.read()
            self.assertEqual((entry["sha256"], entry["bytes"]), (hashlib.sha256(content).hexdigest(), len(content)))
            self.assertEqual(entry["origin"], "made twice")
            for curve in entry["calibration"]["perClass"].values():
                self.assertTrue(all(a[0] < b[0] and a[1] <= b[1] for a, b in zip(curve, curve[1:])))
                self.assertTrue(all(0 <= value <= 1 for point in curve for value in point))
            with open(os.path.join(shipped, "CARD.md"), encoding="utf-8") as file:
                card = file.read()
            for part in ("| human | person | 3 | 3 |", "rival", "It is tiny.", "| nothing | none | no |", "low bit rate", "Shares are guesses.", "## More to tell\n\nNothing more."):
                self.assertIn(part, card)


if __name__ == "__main__":
    unittest.main()
