"""Which pictures are shown, how large and where: single views, mosaics and things pasted from elsewhere."""
import cv2
import numpy as np

from ..classes import CLASSES
from .canvas import Canvas, place

INTERPOLATIONS = (cv2.INTER_AREA, cv2.INTER_LINEAR, cv2.INTER_LINEAR)


class Composer:
    """Makes one canvas from a random generator; the same generator state gives the same canvas.

    `weights` is the share of each set in what is shown; within a set, scenes count by the root of their pictures,
    times the factor that `settings["scenes"]` gives for the beginning of their name; a picture with a thing of a class
    in `settings["rare"]` counts as many times as that says.
    """

    def __init__(self, pictures, cache, weights, settings):
        self.pictures, self.cache, self.settings = pictures, cache, settings
        self.chances = np.cumsum(sampling_chances(pictures, weights, settings["scenes"], settings["rare"]))
        self.things = [
            (index, k)
            for index, picture in enumerate(pictures)
            for k in range(len(picture.boxes))
            if _worth_pasting(picture, k)
        ]
        self.people = [(index, k) for index, k in self.things if _is_upright_person(pictures[index], k)]

    def compose(self, rng, width, height):
        canvas = Canvas(np.empty((height, width, 3), np.uint8))
        draw = rng.random()
        if draw < self.settings["mosaic"]:
            self._mosaic(canvas, rng, width, height, 2)
        elif draw < self.settings["mosaic"] + self.settings["mosaic9"]:
            self._mosaic(canvas, rng, width, height, 3)
        else:
            low, high = self.settings["scale"]
            scale = np.exp(rng.uniform(np.log(low), np.log(high)))
            self._view(canvas, rng, (0, 0, width, height), width, height, scale)
        if self.things and rng.random() < self.settings["paste"]:
            for _ in range(rng.integers(1, 4)):
                self._paste(canvas, rng, width, height)
        if self.people and self.settings["lying"] and rng.random() < self.settings["lying"]:
            for _ in range(rng.integers(1, 3)):
                self._lay_down(canvas, rng, width, height)
        if self.settings["nothing"] and rng.random() < self.settings["nothing"]:
            for _ in range(rng.integers(1, 4)):
                self._paste_nothing(canvas, rng, width, height)
        return canvas

    def _mosaic(self, canvas, rng, width, height, parts):
        xs = _cuts(rng, width, parts)
        ys = _cuts(rng, height, parts)
        for row in range(parts):
            for column in range(parts):
                tile = (xs[column], ys[row], xs[column + 1], ys[row + 1])
                fill = max((tile[2] - tile[0]) / width, (tile[3] - tile[1]) / height)
                self._view(canvas, rng, tile, width, height, fill * np.exp(rng.uniform(0, np.log(2.2))))

    def _view(self, canvas, rng, tile, width, height, scale):
        """Fills the tile with a part of a picture that is `scale` times as large as when it fills the whole input."""
        index = int(np.searchsorted(self.chances, rng.random() * self.chances[-1], side="right"))
        picture = self.pictures[min(index, len(self.pictures) - 1)]
        aspect = np.exp(rng.uniform(-1, 1) * np.log(1 + self.settings["aspect"]) / 2)
        # Share of the picture that the tile shows.
        wide = min(1.0, (tile[2] - tile[0]) / width / (scale * aspect))
        high = min(1.0, (tile[3] - tile[1]) / height / (scale / aspect))
        x = rng.uniform(0, 1 - wide) * picture.width
        y = rng.uniform(0, 1 - high) * picture.height
        crop = (x, y, x + wide * picture.width, y + high * picture.height)
        flip = rng.random() < 0.5
        place(canvas, self.cache, index, picture, tile, crop, flip, INTERPOLATIONS[rng.integers(3)])

    def _paste(self, canvas, rng, width, height):
        index, k = self.things[rng.integers(len(self.things))]
        picture = self.pictures[index]
        x1, y1, x2, y2 = picture.boxes[k]
        # As tall as anything between far away and half of the picture, but hardly larger than it was.
        tall = min(np.exp(rng.uniform(np.log(12), np.log(0.5 * height))), 1.3 * (y2 - y1) * height / picture.height)
        aspect = np.exp(rng.uniform(-0.12, 0.12))
        w = int((x2 - x1) / (y2 - y1) * picture.height / picture.width * width / height * tall * aspect)
        h = int(tall)
        if w < 6 or h < 8 or w > width * 0.6 or h > height * 0.8:
            return
        left, top = int(rng.integers(0, width - w)), int(rng.integers(0, height - h))
        box = np.array([left, top, left + w, top + h], np.float32)
        if any(_covered(other, box) > 0.25 for other in canvas.boxes):
            return
        factor = self.cache.levels[index][0].shape[1] / picture.width
        source = self.cache.levels[index][0]
        piece = source[int(y1 * factor):int(y2 * factor), int(x1 * factor):int(x2 * factor)]
        if piece.shape[0] < 4 or piece.shape[1] < 4:
            return
        piece = cv2.resize(piece, (w, h), interpolation=cv2.INTER_AREA)
        if rng.random() < 0.5:
            piece = piece[:, ::-1]
        mask = _soft_edge(w, h)
        under = canvas.pixels[top:top + h, left:left + w]
        under[:] = (piece * mask + under * (1 - mask)).astype(np.uint8)
        canvas.boxes.append(box)
        canvas.classes.append(picture.classes[k])
        canvas.scores.append(picture.scores[k])
        canvas.maybe.append(picture.maybe[k])


    def _lay_down(self, canvas, rng, width, height):
        """Pastes an upright person turned by a quarter, as one who lies; few lie in any picture."""
        index, k = self.people[rng.integers(len(self.people))]
        picture = self.pictures[index]
        x1, y1, x2, y2 = picture.boxes[k]
        scale_x, scale_y = width / picture.width, height / picture.height
        tall = min(np.exp(rng.uniform(np.log(24), np.log(0.5 * height))), 1.3 * (y2 - y1) * scale_y)
        shrink = tall / ((y2 - y1) * scale_y)
        # Seen from a slope the body is lower than wide.
        slope = np.exp(rng.uniform(np.log(0.65), np.log(1.15)))
        w, h = int((y2 - y1) * scale_x * shrink), int((x2 - x1) * scale_y * shrink * slope)
        piece = np.rot90(self._piece(index, picture.boxes[k]), rng.choice((1, 3)))
        box = self._put(canvas, rng, width, height, piece, w, h, _rounded)
        if box is None:
            return
        canvas.boxes.append(box)
        canvas.classes.append(picture.classes[k])
        canvas.scores.append(picture.scores[k])
        canvas.maybe.append(picture.maybe[k])

    def _paste_nothing(self, canvas, rng, width, height):
        """Pastes a part of a picture in which nothing is, so that neither seams nor turned pieces mean a person."""
        index = int(np.searchsorted(self.chances, rng.random() * self.chances[-1], side="right"))
        picture = self.pictures[min(index, len(self.pictures) - 1)]
        tall = np.exp(rng.uniform(np.log(0.06), np.log(0.45))) * picture.height
        wide = min(tall * np.exp(rng.uniform(np.log(0.25), np.log(2.5))), 0.6 * picture.width)
        x, y = rng.uniform(0, picture.width - wide), rng.uniform(0, picture.height - tall)
        part = np.array([x, y, x + wide, y + tall], np.float32)
        if picture.unlabelled or any(_covered(part, other) > 0 for other in (*picture.boxes, *picture.ignored)):
            return
        turns = rng.choice((0, 0, 1, 2))
        piece = np.rot90(self._piece(index, part), turns)
        if turns == 1:
            wide, tall = tall, wide
        factor = np.exp(rng.uniform(-0.5, 0.3))
        w, h = int(wide * width / picture.width * factor), int(tall * height / picture.height * factor)
        self._put(canvas, rng, width, height, piece, w, h, _rounded if rng.random() < 0.5 else _soft_edge)

    def _piece(self, index, box):
        source = self.cache.levels[index][0]
        factor = source.shape[1] / self.pictures[index].width
        x1, y1, x2, y2 = (int(value * factor) for value in box)
        return source[y1:y2, x1:x2]

    def _put(self, canvas, rng, width, height, piece, w, h, mask_of):
        """Blends the piece in somewhere; returns its box, or None where it does not fit or would cover something."""
        if min(w, h) < 6 or min(piece.shape[:2]) < 4 or w > width * 0.7 or h > height * 0.7:
            return None
        left, top = int(rng.integers(0, width - w)), int(rng.integers(0, height - h))
        box = np.array([left, top, left + w, top + h], np.float32)
        if any(_covered(other, box) > 0.2 for other in canvas.boxes):
            return None
        piece = cv2.resize(piece, (w, h), interpolation=cv2.INTER_AREA)
        if rng.random() < 0.5:
            piece = piece[::-1]
        mask = mask_of(w, h)
        under = canvas.pixels[top:top + h, left:left + w]
        under[:] = (piece * mask + under * (1 - mask)).astype(np.uint8)
        return box


def sampling_chances(pictures, weights, factors, rare):
    """The chance of each picture to be shown. Errors: ValueError when a set has no weight."""
    scenes, sets = {}, {}
    for picture in pictures:
        if picture.set_name not in weights:
            raise ValueError(f"The set \"{picture.set_name}\" has no weight in the configuration.")
        key = (picture.set_name, picture.scene)
        scenes[key] = scenes.get(key, 0) + 1
    shares = {}
    for (set_name, scene), count in scenes.items():
        factor = next((value for begin, value in factors.items() if scene.startswith(begin)), 1.0)
        shares[(set_name, scene)] = factor * count ** 0.5
        sets[set_name] = sets.get(set_name, 0.0) + shares[(set_name, scene)]
    return np.array([
        weights[p.set_name] * shares[(p.set_name, p.scene)] / sets[p.set_name] / scenes[(p.set_name, p.scene)]
        * max([rare.get(CLASSES[class_id], 1.0) for class_id in set(p.classes.tolist())], default=1.0)
        for p in pictures
    ])


def _worth_pasting(picture, k):
    x1, y1, x2, y2 = picture.boxes[k]
    if y2 - y1 < 24 or x2 - x1 < 10 or picture.scores[k] < 0.6 or picture.unlabelled & 1:
        return False
    if x1 < 2 or y1 < 2 or x2 > picture.width - 2 or y2 > picture.height - 2:
        return False
    others = np.delete(picture.boxes, k, 0)
    return not any(_covered(picture.boxes[k], other) > 0.15 for other in others)


def _is_upright_person(picture, k):
    x1, y1, x2, y2 = picture.boxes[k]
    return CLASSES[picture.classes[k]] == "person" and y2 - y1 > 1.7 * (x2 - x1)


def _covered(box, by):
    """Share of `box` that lies under `by`."""
    w = min(box[2], by[2]) - max(box[0], by[0])
    h = min(box[3], by[3]) - max(box[1], by[1])
    return w * h / ((box[2] - box[0]) * (box[3] - box[1])) if w > 0 and h > 0 else 0.0


def _cuts(rng, length, parts):
    inner = [int(length * (k + rng.uniform(-0.3, 0.3)) / parts) for k in range(1, parts)]
    return [0, *inner, length]


def _soft_edge(w, h):
    x = np.minimum(np.arange(w) + 1, w - np.arange(w)) / max(2.0, 0.08 * w)
    y = np.minimum(np.arange(h) + 1, h - np.arange(h)) / max(2.0, 0.04 * h)
    return np.minimum(1.0, np.minimum.outer(y, x))[..., None].astype(np.float32)


def _rounded(w, h):
    """A soft blob without the corners, in which bodies seldom reach."""
    x, y = np.abs(np.linspace(-1, 1, w)) ** 3, np.abs(np.linspace(-1, 1, h)) ** 3
    return np.clip((1.15 - np.add.outer(y, x)) / 0.3, 0, 1)[..., None].astype(np.float32)
