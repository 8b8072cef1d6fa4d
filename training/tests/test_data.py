"""What is shown to the network: repeatable, with labels where the things are."""
import json
import os
import tempfile
import unittest

import cv2
import numpy as np
import torch

from vigie_train.config import complete
from vigie_train.data.batches import Batches, unjudged_cells
from vigie_train.data.canvas import to_tile
from vigie_train.data.picture_cache import PictureCache
from vigie_train.data.pictures import load_set

NAMES = ("person", "bicycle", "motorcycle", "car", "bus", "truck")
RED = (255, 0, 0)
BOX = (60, 30, 40, 60)


def write_set(folder, pictures=3, extra=(), image=None, box=BOX):
    """Grey pictures with one red person each."""
    os.makedirs(os.path.join(folder, "images"))
    images, annotations = [], []
    for k in range(pictures):
        pixels = np.full((120, 200, 3), 128, np.uint8)
        x, y, w, h = box
        pixels[y:y + h, x:x + w] = RED[::-1]
        cv2.imwrite(os.path.join(folder, "images", f"{k}.png"), pixels)
        images.append({"id": k, "file_name": f"{k}.png", "width": 200, "height": 120, "scene": f"s{k}", "split": "train", **(image or {})})
        annotations.append({"image_id": k, "category_id": 1, "bbox": list(box), "score": 1, "source": "human"})
    annotations += [{"image_id": 0, "source": "teacher", **given} for given in extra]
    categories = [{"id": n + 1, "name": name} for n, name in enumerate(NAMES)]
    with open(os.path.join(folder, "annotations.json"), "w", encoding="utf-8") as file:
        json.dump({"categories": categories, "images": images, "annotations": annotations}, file)


def still(**augment):
    names = ("saturation", "grey", "night", "coarse", "blur", "motion_blur", "erosion", "noise", "low_bit_rate", "paste", "mosaic", "mosaic9")
    return complete({
        "name": "t", "out": "o", "data": "d", "sets": {"reds": 1}, "steps": 1, "phases": [{"share": 1, "size": [160, 96], "batch": 4}],
        "augment": {**dict.fromkeys(names, 0), **augment},
    })


class Data(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = os.path.join(self.folder.name, "reds")

    def batches(self, config, first=0):
        pictures = load_set(self.path)
        return Batches(pictures, PictureCache(pictures), config, 160, 96, 4, first, 8)

    def test_the_same_seed_and_number_give_the_same_batch(self):
        write_set(self.path)
        config = still(mosaic=0.5, mosaic9=0.2, paste=0.5, lying=0.5, nothing=0.5, noise=0.5, night=0.5, low_bit_rate=0.5)
        one, other = self.batches(config)[3], self.batches(config, first=2)[1]
        for name in one:
            self.assertTrue(torch.equal(one[name], other[name]), name)
        self.assertFalse(torch.equal(one["pictures"], self.batches(config)[4]["pictures"]))

    def test_boxes_stay_on_their_things(self):
        write_set(self.path)
        for config in (still(), still(mosaic=1.0), still(mosaic9=1.0)):
            item = self.batches(config)[0]
            self.assertGreater(len(item["labels"]), 0)
            for picture, x1, y1, x2, y2, *_ in item["labels"].tolist():
                pixels = item["pictures"][int(picture)].float()
                inside = pixels[:, round(y1) + 1:max(round(y2) - 1, round(y1) + 2), round(x1) + 1:max(round(x2) - 1, round(x1) + 2)]
                red = (inside[0] - inside[1] > 60).float().mean()
                self.assertGreater(float(red), 0.85)

    def test_people_are_laid_down_with_their_boxes(self):
        write_set(self.path, box=(80, 20, 30, 80))
        item = self.batches(still(scale=[1, 1], aspect=0, lying=1.0))[0]
        lying = [row for row in item["labels"].tolist() if row[3] - row[1] > 1.2 * (row[4] - row[2])]
        self.assertGreater(len(lying), 2)
        # Those who were in the pictures still stand.
        self.assertGreaterEqual(len(item["labels"]) - len(lying), 4)
        for picture, x1, y1, x2, y2, class_id, *_ in lying:
            self.assertEqual(class_id, 0)
            cx, cy = round((x1 + x2) / 2), round((y1 + y2) / 2)
            red, green, _ = item["pictures"][int(picture), :, cy, cx].tolist()
            self.assertGreater(red, green + 60)

    def test_parts_without_anything_bring_no_labels_and_no_things(self):
        write_set(self.path)
        plain, pasted = self.batches(still(scale=[1, 1], aspect=0))[0], self.batches(still(scale=[1, 1], aspect=0, nothing=1.0))[0]
        self.assertEqual(len(plain["labels"]), len(pasted["labels"]))
        red = [int((item["pictures"][:, 0].int() - item["pictures"][:, 1].int() > 60).sum()) for item in (plain, pasted)]
        self.assertLess(abs(red[0] - red[1]), 0.15 * red[0])

    def test_a_flipped_tile_mirrors_its_boxes(self):
        boxes = np.array([[10, 0, 30, 20]], np.float32)
        plain, _ = to_tile(boxes, (0, 0, 100, 50), (0, 0, 100, 50), False)
        flipped, share = to_tile(boxes, (0, 0, 100, 50), (0, 0, 100, 50), True)
        self.assertEqual(plain.tolist(), [[10, 0, 30, 20]])
        self.assertEqual(flipped.tolist(), [[70, 0, 90, 20]])
        self.assertAlmostEqual(float(share[0]), 1.0, places=5)

    def test_doubts_are_kept_where_they_say_something(self):
        doubt = {"category_id": 4, "ignore": 1}
        write_set(self.path, extra=[
            {**doubt, "bbox": [0, 0, 20, 20], "score": 0.3},
            {**doubt, "bbox": [30, 0, 20, 20], "score": 0.1},
            {**doubt, "bbox": [0, 0, 200, 120], "score": 0.3},
            {"category_id": 1, "ignore": 1, "bbox": [62, 40, 20, 30], "score": 0.3},
        ])
        picture = load_set(self.path)[0]
        self.assertEqual(picture.ignored.tolist(), [[0, 0, 20, 20]])
        self.assertEqual(picture.ignored_bits.tolist(), [0b111000])

    def test_a_class_that_is_not_labelled_is_not_judged_anywhere(self):
        write_set(self.path, image={"unlabelled_classes": ["car", "bus"]})
        item = self.batches(still())[0]
        self.assertTrue((item["unjudged"] & 0b011000 == 0b011000).all())
        self.assertFalse((item["unjudged"] & 1).any())

    def test_a_region_smaller_than_a_cell_still_covers_one(self):
        for x in range(0, 60, 3):
            cells = unjudged_cells([(x, 20, x + 4, 26, 1)], 160, 96)
            self.assertGreater(int((cells[:240] > 0).sum()), 0, x)
        self.assertEqual(int(unjudged_cells([], 160, 96).sum()), 0)

    def test_what_is_wrong_with_a_set_is_said(self):
        write_set(self.path, extra=[{"category_id": 4, "score": 1}])
        with self.assertRaisesRegex(ValueError, "annotations.json the field 'bbox' is missing"):
            load_set(self.path)


if __name__ == "__main__":
    unittest.main()
