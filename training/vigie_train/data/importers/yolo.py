"""YOLO: a text file for each picture, with lines of class, centre x, centre y, width, height as shares of the picture."""
import os
import re

from .imported import ImportedBox, ImportedPicture, ImportProblem, checked_box, number
from .picture_files import picture_size, pictures_below

# Lines of a data.yaml that name one class, in a list or in a table.
LISTED = re.compile(r"^\s*-\s+()(\S.*)$")
TABLED = re.compile(r"^\s+(\d+)\s*:\s*(\S.*)$")


def read(folder, names):
    """All pictures below the folder. The labels of `.../images/a.jpg` are `.../labels/a.txt`, or `a.txt` beside it; a picture
    without labels shows nothing. Words of the classes stand in data.yaml or classes.txt.

    Errors: ImportProblem.
    """
    words = class_words(folder)
    pictures = []
    for path in pictures_below(folder):
        width, height = picture_size(path)
        picture = ImportedPicture(path, width, height)
        labels = _labels_of(path)
        if labels:
            picture.boxes = _read_labels(labels, words, names, width, height)
        pictures.append(picture)
    if not pictures:
        raise ImportProblem(folder, None, "there is no picture below it", "JPEG and PNG are read")
    return pictures


def class_words(folder):
    """Words of the classes by number.

    Errors: ImportProblem when neither file is there or it names nothing.
    """
    for name in ("data.yaml", "data.yml", "classes.txt", "obj.names"):
        path = os.path.join(folder, name)
        if not os.path.isfile(path):
            continue
        with open(path, encoding="utf-8") as file:
            lines = file.read().splitlines()
        words = _yaml_names(lines) if name.startswith("data") else dict(enumerate(line.strip() for line in lines if line.strip()))
        if not words:
            raise ImportProblem(path, None, "it names no classes", "data.yaml has \"names:\", classes.txt one word a line")
        return words
    raise ImportProblem(folder, None, "the words of the classes are missing", "put data.yaml or classes.txt there")


def _yaml_names(lines):
    """Only `names` is read, as a list in brackets, a list of lines, or a table of numbers: all that YOLO's tools write."""
    for i, line in enumerate(lines):
        start = re.match(r"^names\s*:\s*(.*)$", line)
        if not start:
            continue
        if start.group(1).startswith("["):
            inner = (start.group(1) + " ".join(lines[i + 1:]))[1:].split("]")[0]
            return dict(enumerate(_plain(word) for word in inner.split(",") if word.strip()))
        words = {}
        for following in lines[i + 1:]:
            item = LISTED.match(following) or TABLED.match(following)
            if item:
                words[int(item.group(1)) if item.group(1) else len(words)] = _plain(item.group(2))
            elif following.strip() and not following.lstrip().startswith("#"):
                break
        return words
    return {}


def _plain(word):
    return re.sub(r"\s+#.*$", "", word).strip().strip("\"'")


def _labels_of(path):
    stem = os.path.splitext(path)[0] + ".txt"
    parts = stem.split(os.sep)
    if "images" in parts:
        at = len(parts) - 1 - parts[::-1].index("images")
        beside = os.sep.join([*parts[:at], "labels", *parts[at + 1:]])
        if os.path.isfile(beside):
            return beside
    return stem if os.path.isfile(stem) else None


def _read_labels(path, words, names, width, height):
    boxes = []
    with open(path, encoding="utf-8") as file:
        for line, text in enumerate(file, 1):
            values = text.split()
            if not values:
                continue
            if len(values) != 5:
                raise ImportProblem(path, line, f"there are {len(values)} values", "a line is: class, centre x, centre y, width, height")
            class_id = number(path, line, values[0], "the class")
            if class_id not in words:
                raise ImportProblem(path, line, f"the class {values[0]} has no word", f"classes go from 0 to {max(words)}")
            cx, cy, w, h = (number(path, line, value, what) for value, what in zip(values[1:], ("centre x", "centre y", "the width", "the height")))
            if not all(-0.01 <= value <= 1.01 for value in (cx, cy, w, h)):
                raise ImportProblem(path, line, "a value lies outside 0 to 1", "centre and size are shares of the picture")
            word = names.of(words[int(class_id)], path, line)
            if word is None:
                continue
            sides = ((cx - w / 2) * width, (cy - h / 2) * height, (cx + w / 2) * width, (cy + h / 2) * height)
            boxes.append(ImportedBox(word, checked_box(path, line, *sides, width, height), word == "ignore"))
    return boxes
