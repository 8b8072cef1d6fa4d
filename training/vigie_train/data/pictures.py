"""A labelled set as training reads it: COCO's form plus the fields that say how much a label is worth."""
import json
import os
from dataclasses import dataclass, field

import numpy as np

from ..classes import CLASSES



@dataclass
class LabelledPicture:
    """One picture with its labels; classes as ids, sets of classes as bits.

    Space: pixels of the picture, x1 y1 x2 y2.
    """

    path: str
    width: int
    height: int
    set_name: str
    scene: str
    split: str
    source: str
    lighting: str
    unlabelled: int
    boxes: np.ndarray = field(repr=False)
    classes: np.ndarray = field(repr=False)
    scores: np.ndarray = field(repr=False)
    """Bits of the classes that a box may be; its own bit is always among them."""
    maybe: np.ndarray = field(repr=False)
    """Regions in which some classes are not judged, and the bits of these."""
    ignored: np.ndarray = field(repr=False)
    ignored_bits: np.ndarray = field(repr=False)


# Classes that a labeller takes for one another; doubt about one is doubt about its family.
FAMILIES = (0b000001, 0b000110, 0b111000)
# Below this a teacher's doubt is no doubt.
DOUBT_FROM = 0.25
# A larger share of the picture is no thing that a teacher nearly saw.
LARGEST_DOUBT = 0.45
# A doubt that lies in a sure thing of its family from this share on is a part of it.
PART_SHARE = 0.6


def bits_of(names):
    """Errors: ValueError for a name that is none of the detector's classes."""
    return sum(1 << CLASSES.index(name) for name in set(names))


def load_set(folder, splits=("train", "val", "test")):
    """The pictures of `<folder>/annotations.json` whose split is among `splits`.

    Errors: ValueError that says which field of which file is wrong.
    """
    path = os.path.join(folder, "annotations.json")
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    try:
        names = {c["id"]: c["name"] for c in data["categories"]}
        unknown = [name for name in names.values() if name not in CLASSES]
        if unknown:
            raise ValueError(f"In {path} the category \"{unknown[0]}\" is none of {', '.join(CLASSES)}.")
        by_picture = {}
        for annotation in data["annotations"]:
            by_picture.setdefault(annotation["image_id"], []).append(annotation)
        return [
            _picture(folder, image, by_picture.get(image["id"], []), names)
            for image in data["images"]
            if image.get("split", "train") in splits
        ]
    except KeyError as missing:
        raise ValueError(f"In {path} the field {missing} is missing.") from missing


def _picture(folder, image, annotations, names):
    boxes, classes, scores, maybe, doubts = [], [], [], [], []
    for annotation in annotations:
        x, y, w, h = annotation["bbox"]
        box = (max(0.0, x), max(0.0, y), min(float(image["width"]), x + w), min(float(image["height"]), y + h))
        if box[2] - box[0] < 1 or box[3] - box[1] < 1:
            continue
        class_id = CLASSES.index(names[annotation["category_id"]])
        if annotation.get("ignore") or annotation.get("iscrowd"):
            doubts.append((box, class_id, annotation))
            continue
        boxes.append(box)
        classes.append(class_id)
        scores.append(float(annotation.get("score", 1.0)))
        maybe.append(1 << class_id | bits_of(annotation.get("ambiguous", ())))
    boxes = np.array(boxes, np.float32).reshape(-1, 4)
    sure_bits = np.array(maybe, np.int64)
    area = float(image["width"] * image["height"])
    ignored = [doubt for doubt in doubts if _is_doubt(*doubt, boxes, sure_bits, area)]
    return LabelledPicture(
        path=os.path.join(folder, "images", image["file_name"]),
        width=image["width"],
        height=image["height"],
        set_name=os.path.basename(os.path.normpath(folder)),
        scene=str(image.get("scene", image["file_name"])),
        split=image.get("split", "train"),
        source=image.get("source", "human"),
        lighting=image.get("lighting", "day"),
        unlabelled=bits_of(image.get("unlabelled_classes", ())),
        boxes=boxes,
        classes=np.array(classes, np.int64),
        scores=np.array(scores, np.float32),
        maybe=sure_bits,
        ignored=np.array([box for box, _, _ in ignored], np.float32).reshape(-1, 4),
        ignored_bits=np.array([family_of(class_id) for _, class_id, _ in ignored], np.int64),
    )


def family_of(class_id):
    """Bits of the classes that are taken for this one."""
    return next(bits for bits in FAMILIES if bits >> class_id & 1)


def _is_doubt(box, class_id, annotation, sure, sure_bits, area):
    if annotation.get("source") != "teacher":
        return True
    size = (box[2] - box[0]) * (box[3] - box[1])
    if annotation.get("score", 1.0) < DOUBT_FROM or size > LARGEST_DOUBT * area:
        return False
    kin = sure[sure_bits & family_of(class_id) > 0]
    w = np.minimum(box[2], kin[:, 2]) - np.maximum(box[0], kin[:, 0])
    h = np.minimum(box[3], kin[:, 3]) - np.maximum(box[1], kin[:, 1])
    return not (w.clip(0) * h.clip(0) > PART_SHARE * size).any()
