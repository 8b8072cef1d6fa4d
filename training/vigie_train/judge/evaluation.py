"""A whole evaluation: thresholds chosen on scenes kept aside, figures on scenes that training never saw."""
import json
import os

import numpy as np

from ..classes import CLASSES, GROUPS
from ..data.picture_cache import read_rgb
from ..data.pictures import load_set
from .calibration import calibrate
from .measure import tally
from .predict import predict
from .sections import CONDITIONS, Judged, by_class, by_kind, by_truth

# Which sets people labelled, and which a teacher did.
TRUTH = {
    "human": {
        "person": ["hard-hat", "coco-train128"],
        "vehicle": ["street-vehicles", "vehicles", "coco-train128"],
        "two-wheeler": ["street-vehicles", "vehicles", "coco-train128"],
    },
    "teacher": {"person": ["clips"], "vehicle": ["clips"]},
    "rendered": {"person": ["rendered"], "vehicle": ["rendered"]},
}


def load_split(config, split):
    root = config["data"]
    return [p for name in config["sets"] for p in load_set(os.path.join(root, name), (split,))]


def look(network, pictures, size, condition=None):
    """What the network finds, in pictures as they are or in a condition."""
    shown = (condition(read_rgb(p.path)) if condition else read_rgb(p.path) for p in pictures)
    return Judged(pictures, list(predict(network, shown, *size)))


def read_finds(path, pictures):
    """Finds of another model, written by `training/finds.ts`. Errors: KeyError for a picture it has not seen."""
    with open(path, encoding="utf-8") as file:
        by_file = json.load(file)["finds"]
    finds = []
    for picture in pictures:
        rows = by_file[f"{picture.set_name}/{os.path.basename(picture.path)}"]
        known = [[*row[:5], CLASSES.index(row[5])] for row in rows if row[5] in CLASSES]
        finds.append(np.array(known, np.float32).reshape(-1, 6))
    return Judged(pictures, finds)


def choose_thresholds(judged):
    """One threshold for everything: where the mean F1 of people and vehicles is best on scenes kept aside."""
    steps = np.arange(0.1, 0.81, 0.01)
    both = [tally(judged.pictures, judged.finds, GROUPS[group]) for group in ("person", "vehicle")]
    means = [np.mean([t.f1(step) for t in both if t.things]) for step in steps]
    best = float(round(steps[int(np.argmax(means))], 2))
    return {group: best for group in GROUPS}


def evaluate_finds(aside, unseen):
    """All figures that need no other look at the pictures."""
    thresholds = choose_thresholds(aside)
    return {
        "threshold": thresholds["person"],
        "truth": by_truth(unseen, TRUTH, thresholds),
        "class": by_class(unseen, TRUTH, thresholds),
        **by_kind(unseen, TRUTH, thresholds),
        "calibration": calibrate(aside),
    }


def evaluate_network(network, config):
    """As `evaluate_finds`, and the same stills again under bad conditions. Cost: about 30 ms a picture."""
    size = config["input"]
    aside = look(network, load_split(config, "val"), size)
    unseen = look(network, load_split(config, "test"), size)
    report = evaluate_finds(aside, unseen)
    thresholds = {group: report["threshold"] for group in GROUPS}
    stills = [p for p in unseen.pictures if p.set_name not in ("clips", "rendered")]
    report["condition"] = {
        name: {
            group: rows["all"]
            for group, rows in by_truth(look(network, stills, size, change), TRUTH, thresholds)["human"].items()
        }
        for name, change in CONDITIONS.items()
    }
    return report
