"""COCO: one JSON file with `images`, `annotations` and `categories`."""
import json
import os

from .imported import ImportedBox, ImportedPicture, ImportProblem, checked_box, number
from .picture_files import picture_path, picture_size

CROWD = "iscrowd"


def read(path, names, pictures=None):
    """Pictures in the order of the file; their size must be what the file says. `pictures` is the folder of the images, by default `images`
    beside the file, or where the file lies.

    Errors: ImportProblem.
    """
    data = _load(path)
    here = os.path.dirname(os.path.abspath(path))
    folder = pictures or (os.path.join(here, "images") if os.path.isdir(os.path.join(here, "images")) else here)
    words = {_field(c, "id", path, "categories", i): _field(c, "name", path, "categories", i) for i, c in enumerate(data["categories"])}
    by_id = {}
    for i, image in enumerate(data["images"]):
        width, height = (int(number(path, None, image.get(side), f"{side} of images[{i}]")) for side in ("width", "height"))
        name = str(_field(image, "file_name", path, "images", i))
        picture = ImportedPicture(picture_path(folder, name, path), width, height)
        there = picture_size(picture.path)
        if there != (width, height):
            wrong = f"images[{i}] says {width} x {height}, but the picture \"{name}\" has {there[0]} x {there[1]} pixels"
            raise ImportProblem(path, None, wrong, "boxes are pixels of the picture as it lies there")
        picture.scene = str(image.get("scene", ""))
        moment = image.get("time_s", image.get("frame"))
        picture.time = None if moment is None else number(path, None, moment, f"the time of images[{i}]")
        key = _field(image, "id", path, "images", i)
        if key in by_id:
            raise ImportProblem(path, None, f"images[{i}] has the id {key} of another", "each image has its own id")
        by_id[key] = picture
    for i, annotation in enumerate(data["annotations"]):
        picture = by_id.get(_field(annotation, "image_id", path, "annotations", i))
        if picture is None:
            raise ImportProblem(path, None, f"annotations[{i}] is of an image that is not listed", "image_id must be the id of an image")
        category = _field(annotation, "category_id", path, "annotations", i)
        if category not in words:
            raise ImportProblem(path, None, f"annotations[{i}] has the category {category}", "category_id must be the id of a category")
        word = names.of(words[category], path)
        if word is not None:
            box = _box(annotation, path, i, picture)
            ignore = word == "ignore" or bool(annotation.get(CROWD)) or bool(annotation.get("ignore"))
            picture.boxes.append(ImportedBox(word, box, ignore))
    return list(by_id.values())


def _load(path):
    try:
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
    except json.JSONDecodeError as error:
        raise ImportProblem(path, error.lineno, f"it is no JSON ({error.msg.lower()})", "a COCO file is one JSON object") from None
    except UnicodeDecodeError:
        raise ImportProblem(path, None, "it is no text in UTF-8", "a COCO file is one JSON object") from None
    for key in ("images", "annotations", "categories"):
        if not isinstance(data, dict) or not isinstance(data.get(key), list):
            raise ImportProblem(path, None, f"the list \"{key}\" is missing", "a COCO file has images, annotations and categories")
    return data


def _field(entry, key, path, where, i):
    value = entry.get(key) if isinstance(entry, dict) else None
    if not isinstance(value, (int, str)):
        raise ImportProblem(path, None, f"{where}[{i}] has no \"{key}\"", "every entry needs it, as a number or text")
    return value


def _box(annotation, path, i, picture):
    bbox = annotation.get("bbox")
    if not isinstance(bbox, list) or len(bbox) != 4:
        raise ImportProblem(path, None, f"annotations[{i}] has no bbox of four numbers", "bbox is x, y, width, height in pixels")
    x, y, w, h = (number(path, None, value, f"a side of annotations[{i}]") for value in bbox)
    return checked_box(f"{path}, annotations[{i}]", None, x, y, x + w, y + h, picture.width, picture.height)
