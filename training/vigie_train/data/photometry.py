"""What cameras do to a picture: light, colour, night, noise, blur, erosion, low bit rate. Boxes stay where they are."""
import cv2
import numpy as np

LEVELS = np.arange(256, dtype=np.float32) / 255
_NOISE = np.random.default_rng(7).normal(0, 1, 1 << 20).astype(np.float32)


def degrade(pixels, rng, settings):
    """A new picture under random conditions; `settings` holds the chance of each. Shape: [h, w, 3] RGB uint8."""
    chance = lambda name: rng.random() < settings[name]
    night = chance("night")
    pixels = _tone(pixels, rng, night)
    if chance("saturation"):
        pixels = _saturate(pixels, rng.uniform(0.3, 1.6))
    if chance("grey"):
        pixels = cv2.cvtColor(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    if chance("coarse"):
        pixels = coarse(pixels, rng.uniform(0.4, 0.8))
    if chance("blur"):
        pixels = blur(pixels, rng.uniform(0.5, 1.5))
    if chance("motion_blur"):
        pixels = _motion_blur(pixels, rng)
    if chance("erosion"):
        kernel = np.ones((2, 2), np.uint8)
        pixels = cv2.erode(pixels, kernel) if rng.random() < 0.5 else cv2.dilate(pixels, kernel)
    if night or chance("noise"):
        pixels = noise(pixels, rng.uniform(2, 16), rng)
    if chance("low_bit_rate"):
        pixels = low_bit_rate(pixels, int(rng.integers(12, 55)))
    return pixels


def darken(pixels, gamma, gain):
    """A night copy without noise."""
    return cv2.LUT(pixels, (255 * np.clip(gain * LEVELS ** gamma, 0, 1)).astype(np.uint8))


def noise(pixels, sigma, rng):
    start = int(rng.integers(0, _NOISE.size))
    values = np.take(_NOISE, np.arange(start, start + pixels.size), mode="wrap")
    return np.clip(pixels + sigma * values.reshape(pixels.shape), 0, 255).astype(np.uint8)


def low_bit_rate(pixels, quality):
    return cv2.imdecode(cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_COLOR)


def blur(pixels, sigma):
    return cv2.GaussianBlur(pixels, (0, 0), sigma)


def coarse(pixels, factor):
    """As from a camera with fewer pixels."""
    h, w = pixels.shape[:2]
    small = cv2.resize(pixels, (max(8, int(w * factor)), max(8, int(h * factor))), interpolation=cv2.INTER_AREA)
    return cv2.resize(small, (w, h), interpolation=cv2.INTER_LINEAR)


def _tone(pixels, rng, night):
    gamma = rng.uniform(1.4, 2.6) if night else np.exp(rng.uniform(-0.45, 0.45))
    contrast = rng.uniform(0.65, 1.35)
    light = rng.uniform(0.35, 0.9) if night else rng.uniform(0.75, 1.25)
    shift = rng.uniform(0, 0.12) if night else rng.uniform(-0.12, 0.12)
    gains = light * np.exp(rng.uniform(-0.12, 0.12, 3))
    curve = (LEVELS ** gamma - 0.45) * contrast + 0.45
    table = np.clip(255 * (curve[:, None] * gains + shift), 0, 255).astype(np.uint8)
    return cv2.LUT(pixels, table.reshape(256, 1, 3))


def _saturate(pixels, amount):
    grey = cv2.cvtColor(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    return cv2.addWeighted(pixels, amount, grey, 1 - amount, 0)


def _motion_blur(pixels, rng):
    length = int(rng.integers(3, 8))
    kernel = np.zeros((length, length), np.float32)
    if rng.random() < 0.7:
        kernel[length // 2] = 1 / length
    else:
        kernel[:, length // 2] = 1 / length
    return cv2.filter2D(pixels, -1, kernel)
