"""The three verbs of the trainer, and what goes wrong said in one sentence."""
import sys

from .config import load_config

USAGE = "Usage: python3 -m vigie_train train|evaluate|export <config.json>"


def main(arguments):
    """Returns the exit code: 0 done, 1 failed, 2 wrong use, 3 stopped before the end (start again to resume)."""
    if len(arguments) < 2 or arguments[0] not in VERBS:
        print(USAGE, file=sys.stderr)
        return 2
    try:
        return VERBS[arguments[0]](load_config(arguments[1]), arguments[2:])
    except (ValueError, FileNotFoundError) as error:
        print(f"vigie_train: {error}", file=sys.stderr)
        return 1


def train(config, _):
    from .loop import Run

    run = Run(config)
    run.load_data()
    return 0 if run.train() else 3


def export(config, rest):
    import os

    from .export import TOLERANCE, export_onnx, largest_difference
    from .loop import load_average

    target = rest[0] if rest else os.path.join(config["out"], "exported.onnx")
    width, height = config["input"]
    module = export_onnx(load_average(os.path.join(config["out"], "last.pt")), target, width, height)
    difference = largest_difference(module, target, width, height)
    if difference is None:
        print(f"{target}: written; not compared, there is no Node.js here to run it.")
        return 0
    print(f"{target}: differs from PyTorch by at most {difference:.1e}")
    return 0 if difference <= TOLERANCE else 1


VERBS = {"train": train, "export": export}
