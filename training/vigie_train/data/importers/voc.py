"""Pascal VOC: an XML file for each picture. Document types and entities are refused: a label needs none, an attack does."""
import os
from xml.parsers import expat

from .imported import ImportedBox, ImportedPicture, ImportProblem, checked_box, number
from .picture_files import picture_path, picture_size

MOST_BYTES = 5_000_000
DEEPEST = 12
SIDES = ("xmin", "ymin", "xmax", "ymax")


def read(folder, names, pictures=None):
    """All XML files below the folder (usually `Annotations`); the pictures lie in `pictures`, by default `JPEGImages` or `images`
    beside that folder, or next to the files.

    Errors: ImportProblem.
    """
    found = []
    for place, _, files in os.walk(folder):
        found += [os.path.join(place, name) for name in files if name.lower().endswith(".xml")]
    if not found:
        raise ImportProblem(folder, None, "there is no XML file below it", "Pascal VOC has one for each picture")
    return [_read_one(path, names, pictures) for path in sorted(found)]


def _read_one(path, names, pictures):
    tree = parse(path)
    if tree.name != "annotation":
        raise ImportProblem(path, tree.line, f"it begins with <{tree.name}>", "Pascal VOC begins with <annotation>")
    name = tree.text_of("filename") or os.path.splitext(os.path.basename(path))[0] + ".jpg"
    picture_file = picture_path(pictures or _picture_folder(path, name), os.path.basename(name), path)
    # The size in the file is often wrong; the picture itself knows.
    width, height = picture_size(picture_file)
    picture = ImportedPicture(picture_file, width, height)
    for thing in tree.all("object"):
        word = names.of(_needed(thing, "name", path).text, path, thing.line)
        if word is None:
            continue
        box = _needed(thing, "bndbox", path)
        sides = [number(path, _needed(box, side, path).line, box.text_of(side), side) for side in SIDES]
        ignore = word == "ignore" or thing.text_of("difficult") == "1"
        # VOC counts pixels from 1 and includes the last.
        corners = (sides[0] - 1, sides[1] - 1, sides[2], sides[3])
        picture.boxes.append(ImportedBox(word, checked_box(path, box.line, *corners, width, height), ignore))
    return picture


def _picture_folder(path, name):
    here = os.path.dirname(path)
    for folder in (os.path.join(os.path.dirname(here), "JPEGImages"), os.path.join(os.path.dirname(here), "images"), here):
        if os.path.isfile(os.path.join(folder, os.path.basename(name))):
            return folder
    return here


def _needed(element, name, path):
    child = element.first(name)
    if child is None:
        raise ImportProblem(path, element.line, f"<{element.name}> has no <{name}>", "an object has a name and a bndbox of " + ", ".join(SIDES))
    return child


class Element:
    """A tag with its text, its children and the line it begins on."""

    def __init__(self, name, line):
        self.name, self.line, self.text, self.children = name, line, "", []

    def all(self, name):
        return [child for child in self.children if child.name == name]

    def first(self, name):
        return next(iter(self.all(name)), None)

    def text_of(self, name):
        child = self.first(name)
        return child.text.strip() if child else None


def parse(path):
    """The root element; nothing outside the file is ever opened.

    Errors: ImportProblem with the line.
    """
    if os.path.getsize(path) > MOST_BYTES:
        raise ImportProblem(path, None, "the file is larger than any label", f"at most {MOST_BYTES} bytes are read")
    parser = expat.ParserCreate()
    root = Element("", 0)
    stack = [root]

    def refuse(*_):
        raise ImportProblem(path, parser.CurrentLineNumber, "it declares a document type or an entity", "labels are plain XML without <!DOCTYPE>")

    def start(name, _):
        if len(stack) > DEEPEST:
            raise ImportProblem(path, parser.CurrentLineNumber, "tags are nested too deep", f"Pascal VOC needs fewer than {DEEPEST}")
        element = Element(name, parser.CurrentLineNumber)
        stack[-1].children.append(element)
        stack.append(element)

    def text(data):
        stack[-1].text += data

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: stack.pop()
    parser.CharacterDataHandler = text
    with open(path, "rb") as file:
        try:
            parser.Parse(file.read(), True)
        except expat.ExpatError as error:
            raise ImportProblem(path, error.lineno, f"it is no XML ({expat.errors.messages[error.code]})", "Pascal VOC is XML") from None
    return root.children[0]
