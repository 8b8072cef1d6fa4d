"""The verbs of the trainer, and what goes wrong said in one sentence."""
import sys

from .config import load_config

USAGE = "Usage: python3 -m vigie_train train|evaluate|export|release <config.json>"


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


def evaluate(config, rest):
    """With `--finds <file>` the finds of another model are judged instead of the run's own network."""
    import json
    import os

    from .judge.evaluation import evaluate_finds, evaluate_network, load_split, read_finds, truth_of
    from .loop import load_average

    if rest[:1] == ["--finds"]:
        aside, unseen = (read_finds(rest[1], load_split(config, split)) for split in ("val", "test"))
        report = evaluate_finds(aside, unseen, truth_of(config, unseen.pictures))
        target = os.path.splitext(rest[1])[0] + ".report.json"
    else:
        report = evaluate_network(load_average(os.path.join(config["out"], "last.pt")), config)
        target = os.path.join(config["out"], "report.json")
    with open(target, "w", encoding="utf-8") as file:
        json.dump(report, file, indent=1)
    for kind, groups in report["truth"].items():
        for group, rows in groups.items():
            for name, row in rows.items():
                print(f"{kind:8} {group:11} {name:32} F1 {row['f1']:.3f}  AP {row['ap']:.3f}  ({row['things']} things)")
    print(f"{target}: written; threshold {report['threshold']}")
    return 0


def release(config, rest):
    """`release <config> <folder> <facts.json> [name=report.json ...]`: see `release.release`."""
    import json

    from .release import release as write

    if len(rest) < 2:
        raise ValueError("release needs the folder to write into and a file of facts")

    def read(path):
        with open(path, encoding="utf-8") as file:
            return json.load(file)

    write(config, rest[0], read(rest[1]), {name: read(path) for name, path in (pair.split("=", 1) for pair in rest[2:])})
    print(f"{rest[0]}: weights, manifest and card written")
    return 0


VERBS = {"evaluate": evaluate, "release": release, "train": train, "export": export}
