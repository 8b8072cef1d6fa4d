"""What every importer gives, and how it says what is wrong."""
from dataclasses import dataclass, field
from typing import Optional


class ImportProblem(ValueError):
    """One sentence for the person whose file it is: where it is wrong, and what is allowed."""

    def __init__(self, path, line, wrong, allowed):
        place = path if line is None else f"{path}, line {line}"
        super().__init__(f"{place}: {wrong}; {allowed}.")
        self.path = path
        self.line = line


@dataclass
class ImportedBox:
    """Space: pixels of the picture, x1 y1 x2 y2."""

    name: str
    box: tuple
    ignore: bool = False


@dataclass
class ImportedPicture:
    path: str
    width: int
    height: int
    boxes: list = field(default_factory=list)
    """The camera or film it is from; pictures of one scene never stand on both sides of a split."""
    scene: str = ""
    """Order within the scene: a frame number or seconds. None where nothing is known."""
    time: Optional[float] = None


def checked_box(path, line, x1, y1, x2, y2, width, height):
    """The box within its picture.

    Errors: ImportProblem when it has no area or lies outside.
    """
    if not all(abs(value) < 1e7 for value in (x1, y1, x2, y2)):
        raise ImportProblem(path, line, "a side of the box is no finite number", "boxes are pixels of the picture")
    if x2 <= x1 or y2 <= y1:
        raise ImportProblem(path, line, "the box has no area", "right must be larger than left and bottom larger than top")
    inside = (max(0.0, x1), max(0.0, y1), min(float(width), x2), min(float(height), y2))
    if inside[2] <= inside[0] or inside[3] <= inside[1]:
        raise ImportProblem(path, line, "the box lies outside its picture", f"the picture is {width} x {height} pixels")
    return inside


def number(path, line, text, what):
    """Errors: ImportProblem when the text is no number."""
    try:
        return float(text)
    except (TypeError, ValueError):
        raise ImportProblem(path, line, f"{what} is \"{shortened(text)}\"", "it must be a number") from None


def shortened(text):
    """For a message: of a foreign file no more than a few words are repeated."""
    text = str(text)
    return text if len(text) <= 40 else text[:37] + "..."
