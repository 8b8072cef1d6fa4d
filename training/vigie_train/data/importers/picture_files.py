"""The pictures beside the labels: found safely, measured and seen to be whole without decoding them."""
import os
import struct

from .imported import ImportProblem

ENDINGS = (".jpg", ".jpeg", ".png")
# Frame headers of JPEG that carry the size.
JPEG_SIZES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}


def picture_path(folder, name, told_by, line=None):
    """The file of that name in the folder.

    Errors: ImportProblem when it is missing, no picture, or outside the folder.
    """
    path = os.path.realpath(os.path.join(folder, name))
    if os.path.commonpath([path, os.path.realpath(folder)]) != os.path.realpath(folder):
        raise ImportProblem(told_by, line, f"the picture \"{name}\" lies outside {folder}", "pictures must lie below that folder")
    if not path.lower().endswith(ENDINGS):
        raise ImportProblem(told_by, line, f"\"{name}\" is no picture", "JPEG and PNG are read")
    if not os.path.isfile(path):
        raise ImportProblem(told_by, line, f"the picture \"{name}\" is missing", f"it must lie in {folder}")
    return path


def pictures_below(folder):
    """Paths of all pictures, sorted."""
    found = []
    for place, _, names in os.walk(folder):
        found += [os.path.join(place, name) for name in names if name.lower().endswith(ENDINGS)]
    return sorted(found)


def picture_size(path):
    """Width and height from the file's header, as it is stored.

    Errors: ImportProblem when it is neither JPEG nor PNG, or ends before its picture does.
    """
    with open(path, "rb") as file:
        head = file.read(24)
        size, end = None, b""
        if head[:8] == b"\x89PNG\r\n\x1a\n" and head[12:16] == b"IHDR":
            size, end = struct.unpack(">II", head[16:24]), b"IEND"
        elif head[:2] == b"\xff\xd8":
            file.seek(2)
            # The end of a small picture in the header comes before the size of the large one.
            size, end = _jpeg_size(file), b"\xff\xd9"
        if size and end not in file.read():
            raise ImportProblem(path, None, "the file ends before its picture does", "give the whole file")
        if size:
            return size
    raise ImportProblem(path, None, "it is no JPEG or PNG that can be read", "JPEG and PNG are read")


def _jpeg_size(file):
    while True:
        byte = file.read(1)
        if byte != b"\xff":
            return None
        while byte == b"\xff":
            byte = file.read(1)
        if not byte or byte[0] in (0xD9, 0xDA):
            return None
        if byte[0] == 0x01 or 0xD0 <= byte[0] <= 0xD7:
            continue
        length = file.read(2)
        if len(length) < 2:
            return None
        (length,) = struct.unpack(">H", length)
        if byte[0] in JPEG_SIZES:
            data = file.read(5)
            if len(data) < 5:
                return None
            height, width = struct.unpack(">HH", data[1:5])
            return (width, height) if width and height else None
        file.seek(length - 2, os.SEEK_CUR)
