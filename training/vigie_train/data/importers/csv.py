"""CSV of one film in the form of TownCentre: who is where in which frame, without a heading.

personNumber, frameNumber, headValid, bodyValid, headLeft, headTop, headRight, headBottom, bodyLeft, bodyTop, bodyRight, bodyBottom
"""
import csv
import os
import re

from .imported import ImportedBox, ImportedPicture, ImportProblem, checked_box, number
from .picture_files import picture_size, pictures_below

COLUMNS = (
    "personNumber", "frameNumber", "headValid", "bodyValid", "headLeft", "headTop", "headRight", "headBottom",
    "bodyLeft", "bodyTop", "bodyRight", "bodyBottom",
)
BODY = 8


def read(path, pictures, first_frame=0, scene=""):
    """One picture for each file of the folder whose name ends in a frame number; a frame without a row shows nobody. Where a body is
    not valid nobody is judged.

    Errors: ImportProblem.
    """
    frames = _frames(pictures)
    scene = scene or os.path.splitext(os.path.basename(path))[0]
    by_frame = {}
    for frame, file in frames.items():
        width, height = picture_size(file)
        by_frame[frame] = ImportedPicture(file, width, height, [], scene, float(frame))
    rows = list(_rows(path))
    if not rows:
        raise ImportProblem(path, None, "it has no row", "an empty file would mean that nobody is ever seen")
    for line, values in rows:
        picture = by_frame.get(int(values[1]) + first_frame)
        if picture is None:
            continue
        sides = values[BODY:BODY + 4]
        if not values[3] and (sides[2] <= sides[0] or sides[3] <= sides[1]):
            continue
        if sides[2] <= 0 or sides[3] <= 0 or sides[0] >= picture.width or sides[1] >= picture.height:
            continue
        box = checked_box(path, line, *sides, picture.width, picture.height)
        picture.boxes.append(ImportedBox("person", box, not values[3]))
    return [by_frame[frame] for frame in sorted(by_frame)]


def _frames(folder):
    found = {}
    for path in pictures_below(folder):
        digits = re.search(r"(\d+)\.\w+$", path)
        if not digits:
            raise ImportProblem(path, None, "its name has no frame number", "names end in the number, such as frame-000123.jpg")
        if int(digits.group(1)) in found:
            raise ImportProblem(path, None, "another picture has the same frame number", "each frame is there once")
        found[int(digits.group(1))] = path
    if not found:
        raise ImportProblem(folder, None, "there is no picture below it", "save the film's frames there as JPEG or PNG")
    return found


def _rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        try:
            for values in reader:
                line = reader.line_num
                if not values or all(not value.strip() for value in values):
                    continue
                if line == 1 and values[0].strip().lower() == COLUMNS[0].lower():
                    continue
                if len(values) != len(COLUMNS):
                    raise ImportProblem(path, line, f"there are {len(values)} columns", f"the {len(COLUMNS)} are {', '.join(COLUMNS)}")
                numbers = [number(path, line, value, name) for value, name in zip(values, COLUMNS)]
                for column in (2, 3):
                    if numbers[column] not in (0, 1):
                        raise ImportProblem(path, line, f"{COLUMNS[column]} is {values[column].strip()}", "it must be 0 or 1")
                if numbers[1] < 0 or numbers[1] != int(numbers[1]):
                    raise ImportProblem(path, line, f"frameNumber is {values[1].strip()}", "it must be a whole number from 0")
                yield line, numbers
        except (csv.Error, UnicodeDecodeError) as error:
            raise ImportProblem(path, reader.line_num, f"it is no CSV ({error})", "values are separated by commas") from None
