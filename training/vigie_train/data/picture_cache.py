"""Decoded pictures in memory, each also at a half and a quarter, so that a small copy costs little."""
import cv2


class PictureCache:
    """Cost: about 1.3 bytes per pixel and channel; filled before worker processes start, then shared by them."""

    def __init__(self, pictures, longest_side=800):
        self.levels = [_levels(picture.path, longest_side) for picture in pictures]

    def nearest(self, index, shrink):
        """The smallest copy that is still at least as large as the picture shrunk by `shrink`. Shape: [h, w, 3] RGB."""
        levels = self.levels[index]
        for level in reversed(levels):
            if level.shape[1] >= levels[0].shape[1] * shrink:
                return level
        return levels[0]


def read_rgb(path):
    """Errors: ValueError when the file is no readable picture."""
    picture = cv2.imread(path, cv2.IMREAD_COLOR)
    if picture is None:
        raise ValueError(f"The picture {path} cannot be read.")
    return cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)


def _levels(path, longest_side):
    picture = read_rgb(path)
    shrink = longest_side / max(picture.shape[:2])
    if shrink < 1:
        picture = cv2.resize(picture, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    levels = [picture]
    for _ in range(2):
        previous = levels[-1]
        size = (max(1, previous.shape[1] // 2), max(1, previous.shape[0] // 2))
        levels.append(cv2.resize(previous, size, interpolation=cv2.INTER_AREA))
    return levels
