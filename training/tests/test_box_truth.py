"""Boxes drawn by hand become a set of the very frames they were drawn on."""
import json
import os
import tempfile
import unittest

import cv2
import numpy as np

from vigie_train.data.box_truth import write_box_truth
from vigie_train.data.pictures import load_set


class BoxTruth(unittest.TestCase):
    def write(self, folder, frame):
        clip = cv2.VideoWriter(os.path.join(folder, "c.avi"), cv2.VideoWriter_fourcc(*"MJPG"), 5, (64, 48))
        for grey in range(0, 200, 20):
            clip.write(np.full((48, 64, 3), grey, np.uint8))
        clip.release()
        os.makedirs(os.path.join(folder, "truth"))
        truth = {"clip": "c.avi", "widthPx": 64, "heightPx": 48, "frames": [{
            "frame": frame, "ignore": [[40, 0, 60, 20]],
            "boxes": [{"class": "person", "box": [5, 5, 15, 35]}, {"class": "dog", "box": [1, 1, 9, 9]}],
        }]}
        with open(os.path.join(folder, "truth", "c.json"), "w", encoding="utf-8") as file:
            json.dump(truth, file)
        return write_box_truth(os.path.join(folder, "truth"), folder, os.path.join(folder, "set"))

    def test_the_frame_and_its_boxes(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(self.write(folder, 7), 1)
            (picture,) = load_set(os.path.join(folder, "set"))
            self.assertEqual(picture.boxes.tolist(), [[5, 5, 15, 35]])
            self.assertEqual((picture.split, sorted(picture.ignored_bits.tolist())), ("test", [1, 6, 56]))
            self.assertAlmostEqual(float(cv2.imread(picture.path).mean()), 140, delta=6)

    def test_a_frame_that_is_not_there_is_named(self):
        with tempfile.TemporaryDirectory() as folder, self.assertRaisesRegex(ValueError, "c.avi has no frame 99"):
            self.write(folder, 99)


if __name__ == "__main__":
    unittest.main()
