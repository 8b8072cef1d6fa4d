"""Imported pictures as a set that training reads: `annotations.json` and `images/`."""
import json
import os
import shutil

from ...classes import CLASSES


def write_set(pictures, splits, out, info):
    """Copies the pictures and writes their labels; returns the number of labels that count by class."""
    os.makedirs(os.path.join(out, "images"), exist_ok=True)
    digits = max(5, len(str(len(pictures))))
    images, annotations, counts = [], [], dict.fromkeys(CLASSES, 0)
    for k, (picture, split) in enumerate(zip(pictures, splits), 1):
        name = f"{k:0{digits}d}{os.path.splitext(picture.path)[1].lower()}"
        shutil.copyfile(picture.path, os.path.join(out, "images", name))
        images.append({
            "id": k, "file_name": name, "width": picture.width, "height": picture.height, "source": "human", "split": split,
            "scene": picture.scene or os.path.splitext(os.path.basename(picture.path))[0],
            **({} if picture.time is None else {"time_s": picture.time}), "unlabelled_classes": [],
        })
        for box in picture.boxes:
            for class_name in CLASSES if box.name == "ignore" else (box.name,):
                annotations.append(_annotation(len(annotations) + 1, k, class_name, box))
            if not box.ignore:
                counts[box.name] += 1
    data = {
        "info": info, "categories": [{"id": i + 1, "name": name} for i, name in enumerate(CLASSES)],
        "images": images, "annotations": annotations,
    }
    path = os.path.join(out, "annotations.json")
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump(data, file)
    os.replace(path + ".new", path)
    return counts


def _annotation(number, image, class_name, box):
    x1, y1, x2, y2 = (round(value, 2) for value in box.box)
    width, height = round(x2 - x1, 2), round(y2 - y1, 2)
    return {
        "id": number, "image_id": image, "category_id": CLASSES.index(class_name) + 1, "bbox": [x1, y1, width, height],
        "area": round(width * height, 2), "iscrowd": 0, "score": 1, "source": "human", **({"ignore": 1} if box.ignore else {}),
    }
