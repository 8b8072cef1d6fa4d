"""What training never sees: whole scenes, or the end of each film. Neighbours in time never stand on both sides of a split."""
import hashlib

from .imported import ImportProblem


def split_by_time(pictures, train=0.8, val=0.0):
    """Per picture "train", "val" or "test": of each scene the first part of its time is for training, the last for the test.

    Errors: ImportProblem when a picture has no time.
    """
    _check_shares(train, val)
    splits = [""] * len(pictures)
    for members in _scenes(pictures).values():
        untimed = next((pictures[i] for i in members if pictures[i].time is None), None)
        if untimed is not None:
            raise ImportProblem(untimed.path, None, "its time is unknown", "to split by time every picture needs one; split by scene instead")
        ordered = sorted(members, key=lambda i: pictures[i].time)
        for rank, i in enumerate(ordered):
            share = rank / len(ordered)
            splits[i] = "train" if share < train else "val" if share < train + val else "test"
    return splits


def split_by_scene(pictures, train=0.8, val=0.0, seed=1):
    """Per picture "train", "val" or "test", the same for all of a scene; the same seed gives the same split."""
    _check_shares(train, val)
    scenes = _scenes(pictures)
    order = sorted(scenes, key=lambda scene: hashlib.sha256(f"{seed}/{scene}".encode()).digest())
    splits = [""] * len(pictures)
    done = 0
    for scene in order:
        # A scene goes where its middle falls, so that large scenes do not all end in the last part.
        share = (done + len(scenes[scene]) / 2) / len(pictures)
        for i in scenes[scene]:
            splits[i] = "train" if share < train else "val" if share < train + val else "test"
        done += len(scenes[scene])
    return splits


def _scenes(pictures):
    scenes = {}
    for i, picture in enumerate(pictures):
        scenes.setdefault(picture.scene or picture.path, []).append(i)
    return scenes


def _check_shares(train, val):
    if not (0 <= train <= 1 and 0 <= val <= 1 and train + val <= 1.000001):
        raise ImportProblem("the split", None, f"the shares are {train} and {val}", "they lie between 0 and 1 and add up to at most 1")
