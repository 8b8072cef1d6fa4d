"""Sets of other tools come in whole; what is wrong in them is said in one sentence with file, line and what is allowed."""
import json
import os
import subprocess
import sys
import tempfile
import unittest

import cv2
import numpy as np

from vigie_train.data.importers import coco, csv, voc, yolo
from vigie_train.data.importers.imported import ImportedPicture, ImportProblem
from vigie_train.data.importers.names import Names
from vigie_train.data.importers.picture_files import picture_size
from vigie_train.data.importers.split import split_by_scene, split_by_time
from vigie_train.data.importers.write import write_set
from vigie_train.data.pictures import load_set

SIZE = (200, 120)
BOX = (60.0, 30.0, 100.0, 90.0)
TRAINING = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class InFolder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def at(self, *parts):
        path = os.path.join(self.folder, *parts)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return path

    def text(self, name, content):
        with open(self.at(name), "w", encoding="utf-8") as file:
            file.write(content)
        return self.at(name)

    def picture(self, name):
        cv2.imwrite(self.at(name), np.full((SIZE[1], SIZE[0], 3), 90, np.uint8))
        return self.at(name)

    def says(self, *pieces):
        return self.assertRaisesRegex(ImportProblem, ".*".join(pieces))


class Coco(InFolder):
    def write(self, **changes):
        data = {
            "images": [{"id": 7, "file_name": "a.jpg", "width": 200, "height": 120, "scene": "gate", "time_s": 2.5}],
            "categories": [{"id": 1, "name": "Person"}, {"id": 3, "name": "lorry"}, {"id": 5, "name": "kite"}],
            "annotations": [
                {"image_id": 7, "category_id": 1, "bbox": [60, 30, 40, 60]},
                {"image_id": 7, "category_id": 3, "bbox": [0, 0, 30, 20], "iscrowd": 1},
            ],
            **changes,
        }
        self.picture("images/a.jpg")
        return self.text("labels.json", json.dumps(data))

    def test_boxes_scene_and_time_come_in(self):
        (picture,) = coco.read(self.write(), Names())
        self.assertEqual((picture.width, picture.height, picture.scene, picture.time), (*SIZE, "gate", 2.5))
        self.assertEqual([(b.name, b.box, b.ignore) for b in picture.boxes], [("person", BOX, False), ("truck", (0, 0, 30, 20), True)])

    def test_the_size_that_is_told_must_be_the_size_that_is_there(self):
        path = self.write(images=[{"id": 7, "file_name": "a.jpg", "width": 400, "height": 120}])
        with self.says("says 400 x 120, but the picture", "has 200 x 120"):
            coco.read(path, Names())

    def test_what_is_wrong_is_said(self):
        one = {"image_id": 7, "category_id": 1, "bbox": [60, 30, 40, 60]}
        for changes, *said in (
            ({"annotations": [{**one, "category_id": 5}]}, "labels.json", "\"kite\" is unknown", "--class"),
            ({"annotations": [{**one, "category_id": 9}]}, "annotations\\[0\\]", "category 9"),
            ({"annotations": [{**one, "image_id": 8}]}, "annotations\\[0\\]", "not listed"),
            ({"annotations": [{**one, "bbox": [1, 2, 3]}]}, "annotations\\[0\\]", "four numbers"),
            ({"annotations": [{**one, "bbox": [60, 30, 0, 60]}]}, "annotations\\[0\\]", "no area"),
            ({"annotations": [{**one, "bbox": [260, 30, 40, 60]}]}, "annotations\\[0\\]", "outside", "200 x 120"),
            ({"annotations": [{**one, "bbox": [60, 30, "wide", 60]}]}, "\"wide\"", "must be a number"),
            ({"images": [{"id": 7, "file_name": "../../b.jpg", "width": 2, "height": 2}]}, "lies outside"),
            ({"images": [{"id": 7, "file_name": "b.jpg", "width": 2, "height": 2}]}, "b.jpg\" is missing"),
            ({"categories": None}, "\"categories\" is missing"),
        ):
            with self.subTest(said), self.says(*said):
                coco.read(self.write(**changes), Names())

    def test_a_broken_file_is_told_by_its_line(self):
        self.write()
        with self.says("labels.json, line 2", "no JSON"):
            coco.read(self.text("labels.json", "{\n\"images\": [,]}"), Names())


class Yolo(InFolder):
    def write(self, lines="0 0.4 0.5 0.2 0.5\n1 0.1 0.1 0.2 0.2\n", yaml="names: [pedestrian, 'car']\nnc: 2\n"):
        self.picture("images/train/a.jpg")
        self.picture("images/train/empty.jpg")
        self.text("labels/train/a.txt", lines)
        self.text("data.yaml", yaml)
        return self.folder

    def test_shares_become_pixels_and_a_picture_without_labels_shows_nothing(self):
        full, empty = yolo.read(self.write(), Names())
        self.assertEqual([(b.name, tuple(round(v, 3) for v in b.box)) for b in full.boxes], [("person", BOX), ("car", (0, 0, 40, 24))])
        self.assertEqual(empty.boxes, [])

    def test_all_ways_to_write_the_names(self):
        wanted = {0: "pedestrian", 1: "car"}
        for yaml in (
            "names: [pedestrian, 'car']\n", "names:\n  - pedestrian\n  - \"car\"  # cars\nnc: 2\n", "names:\n- pedestrian\n- car\n",
            "path: x\nnames:\n  0: pedestrian\n\n  1: car\n", "names: ['pedestrian',\n  'car']\n",
        ):
            with self.subTest(yaml):
                self.assertEqual(yolo.class_words(self.write(yaml=yaml)), wanted)
        os.remove(self.at("data.yaml"))
        self.text("classes.txt", "pedestrian\ncar\n")
        self.assertEqual(yolo.class_words(self.folder), wanted)

    def test_what_is_wrong_is_said_with_its_line(self):
        good = "0 0.4 0.5 0.2 0.5\n"
        for lines, *said in (
            (good + "0 0.4 0.5 0.2\n", "a.txt, line 2", "4 values", "centre x"),
            (good + good + "5 0.4 0.5 0.2 0.5\n", "a.txt, line 3", "class 5", "from 0 to 1"),
            ("0 x 0.5 0.2 0.5\n", "line 1", "centre x is \"x\""),
            ("0 90 0.5 0.2 0.5\n", "line 1", "outside 0 to 1"),
            ("0 0.4 0.5 nan 0.5\n", "line 1"),
        ):
            with self.subTest(said), self.says(*said):
                yolo.read(self.write(lines), Names())
        os.remove(self.at("data.yaml"))
        with self.says("words of the classes are missing", "data.yaml or classes.txt"):
            yolo.read(self.folder, Names())


class Voc(InFolder):
    def write(self, body=None, head=""):
        self.picture("JPEGImages/a.jpg")
        box = "<bndbox><xmin>61</xmin><ymin>31</ymin><xmax>100</xmax><ymax>90</ymax></bndbox>"
        body = body or f"<object><name>person</name>{box}</object>\n<object><name>car</name><difficult>1</difficult>{box}</object>"
        self.text("Annotations/a.xml", f"{head}<annotation>\n<filename>a.jpg</filename>\n{body}\n</annotation>")
        return self.at("Annotations", "")

    def test_boxes_from_1_become_boxes_from_0_and_difficult_ones_are_not_judged(self):
        (picture,) = voc.read(self.write(), Names())
        self.assertEqual([(b.name, b.box, b.ignore) for b in picture.boxes], [("person", BOX, False), ("car", BOX, True)])

    def test_entities_and_document_types_are_refused(self):
        attacks = (
            '<!DOCTYPE a [<!ENTITY x "xxxxxxxx">]>\n',
            '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n',
            '<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd">\n',
        )
        for head in attacks:
            with self.subTest(head), self.says("a.xml, line 1", "document type or an entity", "plain XML"):
                voc.read(self.write("<object><name>&x;</name></object>", head), Names())

    def test_what_is_wrong_is_said_with_its_line(self):
        for body, *said in (
            ("<object><name>person</name></object>", "a.xml, line 3", "<object> has no <bndbox>"),
            ("<object><name>person</name>\n<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>wide</xmax><ymax>9</ymax></bndbox></object>", "line 4", "xmax is \"wide\""),
            ("<object><name>unicorn</name></object>", "line 3", "\"unicorn\" is unknown"),
            ("<object>", "line 4", "no XML"),
            ("<a>" * 20 + "</a>" * 20, "line 3", "too deep"),
        ):
            with self.subTest(said), self.says(*said):
                voc.read(self.write(body), Names())


class Csv(InFolder):
    def write(self, *rows):
        for frame in (0, 1, 2):
            self.picture(f"frames/f-{frame:06d}.jpg")
        return self.text("film.csv", "".join(f"{row}\n" for row in rows))

    def read(self, *rows):
        return csv.read(self.write(*rows), self.at("frames", ""))

    def test_bodies_are_persons_and_bodies_that_are_not_valid_are_not_judged(self):
        pictures = self.read("3,0,1,1,70,30,90,45,60,30,100,90", "4,0,1,0,70,30,90,45,10,30,50,90", "3,2,1,1,0,0,0,0,-20,30,40,90")
        self.assertEqual([[(b.name, b.box, b.ignore) for b in p.boxes] for p in pictures], [
            [("person", BOX, False), ("person", (10, 30, 50, 90), True)], [], [("person", (0, 30, 40, 90), False)],
        ])
        self.assertEqual([p.time for p in pictures], [0, 1, 2])

    def test_what_is_wrong_is_said_with_its_line(self):
        good = "3,0,1,1,70,30,90,45,60,30,100,90"
        for row, *said in (
            ("3,0,1,1,70,30,90,45,60,30,100", "film.csv, line 2", "11 columns", "personNumber"),
            ("3,0,1,2,70,30,90,45,60,30,100,90", "line 2", "bodyValid is 2", "0 or 1"),
            ("3,0,1,1,70,30,90,45,60,30,far,90", "line 2", "bodyRight is \"far\""),
            ("3,0,1,1,70,30,90,45,100,30,60,90", "line 2", "no area"),
            ("3,0.5,1,1,70,30,90,45,60,30,100,90", "line 2", "frameNumber is 0.5"),
        ):
            with self.subTest(said), self.says(*said):
                self.read(good, row)

    def test_an_empty_file_is_no_film_without_people(self):
        for rows in ((), ("",), (",".join(csv.COLUMNS),)):
            with self.subTest(rows), self.says("film.csv", "has no row"):
                self.read(*rows)


class Pictures(InFolder):
    def test_a_picture_cut_in_half_is_refused(self):
        for name in ("a.jpg", "a.png"):
            path = self.picture(name)
            self.assertEqual(picture_size(path), SIZE)
            with open(path, "rb") as file:
                whole = file.read()
            with open(path, "wb") as file:
                file.write(whole[: len(whole) * 2 // 3])
            with self.subTest(name), self.says(name, "ends before its picture does"):
                picture_size(path)


class Splitting(unittest.TestCase):
    def pictures(self, *scenes):
        return [ImportedPicture(f"{s}{t}.jpg", 9, 9, [], s, float(t)) for s, count in scenes for t in range(count)]

    def test_by_time_the_last_part_of_each_film_is_the_test(self):
        pictures = self.pictures(("a", 4500), ("b", 10))[::-1]
        splits = split_by_time(pictures)
        for scene, first in (("a", 3600), ("b", 8)):
            tested = sorted(p.time for p, split in zip(pictures, splits) if p.scene == scene and split == "test")
            self.assertEqual(tested[0], first)

    def test_by_scene_no_scene_is_cut_and_the_seed_decides(self):
        pictures = self.pictures(*((f"s{i}", 1 + i % 7) for i in range(60)))
        splits = split_by_scene(pictures, 0.7, 0.1)
        for scene in {p.scene for p in pictures}:
            self.assertEqual(len({s for p, s in zip(pictures, splits) if p.scene == scene}), 1)
        self.assertAlmostEqual(splits.count("train") / len(splits), 0.7, delta=0.08)
        self.assertEqual(splits, split_by_scene(pictures, 0.7, 0.1))
        self.assertNotEqual(splits, split_by_scene(pictures, 0.7, 0.1, seed=2))

    def test_without_times_a_split_by_time_is_refused(self):
        with self.assertRaisesRegex(ImportProblem, "x.jpg: its time is unknown; .* split by scene"):
            split_by_time([ImportedPicture("x.jpg", 9, 9)])


class ComingIn(InFolder):
    def test_what_was_written_is_what_training_reads(self):
        self.picture("images/a.jpg")
        self.text("labels.json", json.dumps({
            "images": [{"id": 1, "file_name": "a.jpg", "width": 200, "height": 120}],
            "categories": [{"id": 1, "name": "person"}, {"id": 2, "name": "blur"}],
            "annotations": [{"image_id": 1, "category_id": 1, "bbox": [60, 30, 40, 60]}, {"image_id": 1, "category_id": 2, "bbox": [0, 0, 20, 20]}],
        }))
        pictures = coco.read(self.at("labels.json"), Names({"blur": "ignore"}))
        counts = write_set(pictures, ["train"], self.at("out", ""), {"title": "t"})
        self.assertEqual(counts["person"], 1)
        (picture,) = load_set(self.at("out"))
        self.assertEqual(picture.boxes.tolist(), [list(BOX)])
        self.assertEqual(np.bitwise_or.reduce(picture.ignored_bits), 0b111111)
        self.assertEqual(picture_size(picture.path), SIZE)

    def test_the_command_says_what_came_in_and_fails_with_one_sentence(self):
        self.picture("images/a.png")
        self.text("images/a.txt", "0 0.4 0.5 0.2 0.5\n")
        self.text("classes.txt", "person\n")
        command = [sys.executable, "-m", "vigie_train.data.importers", "yolo", self.folder, self.at("out", "")]
        done = subprocess.run(command, cwd=TRAINING, capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stdout), (0, "1 pictures (1 train, 0 val, 0 test); 1 person\n"), done.stderr)
        self.text("classes.txt", "gnome\n")
        failed = subprocess.run(command, cwd=TRAINING, capture_output=True, text=True, check=False)
        self.assertEqual(failed.returncode, 1)
        self.assertEqual(failed.stderr.count("\n"), 1)
        self.assertIn("a.txt, line 1: the class \"gnome\" is unknown", failed.stderr)


if __name__ == "__main__":
    unittest.main()
