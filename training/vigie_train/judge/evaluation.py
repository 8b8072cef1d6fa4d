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

def load_split(config, split):
    """The pictures of one part; of those kept aside only the sets that choices are made on (`chosen_on`)."""
    chosen = config.get("chosen_on", config["sets"])
    sets = [name for name in config["sets"] if split != "val" or name in chosen]
    return [p for name in sets for p in load_set(os.path.join(config["data"], name), (split,))]


def truth_of(config, pictures):
    """For each kind of truth and group the sets it holds for: as the configuration says (`truth`), else by the pictures' source."""
    if "truth" in config:
        return config["truth"]
    kinds = {}
    for picture in pictures:
        groups = kinds.setdefault(picture.source, {group: [] for group in GROUPS})
        for sets in groups.values():
            if picture.set_name not in sets:
                sets.append(picture.set_name)
    return kinds


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


def evaluate_finds(aside, unseen, truth):
    """All figures that need no other look at the pictures."""
    thresholds = choose_thresholds(aside)
    best = truth.get("human") or next(iter(truth.values()))
    return {
        "threshold": thresholds["person"],
        "truth": by_truth(unseen, truth, thresholds),
        "class": by_class(unseen, best, thresholds),
        **by_kind(unseen, best, thresholds),
        "calibration": calibrate(aside),
    }


def evaluate_network(network, config):
    """As `evaluate_finds`, and the same stills again under bad conditions. Cost: about 30 ms a picture."""
    size = config["input"]
    aside = look(network, load_split(config, "val"), size)
    unseen = look(network, load_split(config, "test"), size)
    truth = truth_of(config, unseen.pictures)
    report = evaluate_finds(aside, unseen, truth)
    thresholds = {group: report["threshold"] for group in GROUPS}
    kind = "human" if "human" in truth else next(iter(truth))
    judged = {name for sets in truth[kind].values() for name in sets}
    stills = [p for p in unseen.pictures if p.set_name in judged]
    report["condition"] = {
        name: {
            group: rows["all"]
            for group, rows in by_truth(look(network, stills, size, change), {kind: truth[kind]}, thresholds)[kind].items()
            if "all" in rows
        }
        for name, change in CONDITIONS.items()
    }
    return report
