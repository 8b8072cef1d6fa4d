"""Command: a labelled set of another tool becomes one of ours. `python3 -m vigie_train.data.importers coco|yolo|voc|csv <labels> <out>`"""
import argparse
import os
import sys

from . import coco, csv, voc, yolo
from .imported import ImportProblem
from .names import Names
from .split import split_by_scene, split_by_time
from .write import write_set


def arguments():
    parser = argparse.ArgumentParser(prog="vigie_train.data.importers", description="Reads a labelled set of another tool.")
    parser.add_argument("form", choices=("coco", "yolo", "voc", "csv"))
    parser.add_argument("labels", help="the JSON or CSV file, or the folder of the YOLO or VOC set")
    parser.add_argument("out", help="folder of the new set")
    parser.add_argument("--pictures", help="folder of the pictures, where the form does not say")
    parser.add_argument("--class", dest="classes", action="append", default=[], metavar="WORD=CLASS", help="what a word of the set means")
    parser.add_argument("--skip-unknown", action="store_true", help="leave out classes that have no meaning here")
    parser.add_argument("--by", choices=("scene", "time"), help="split by whole scenes, or by the time within each (csv)")
    parser.add_argument("--train", type=float, default=0.8, help="share for training")
    parser.add_argument("--val", type=float, default=0.0, help="share for watching the training; the rest is the test")
    parser.add_argument("--first-frame", type=int, default=0, help="number of the picture file that shows frame 0 (csv)")
    parser.add_argument("--title", default="")
    parser.add_argument("--licence", default="")
    parser.add_argument("--origin", default="")
    return parser


def read(options):
    names = Names(dict(_pair(text) for text in options.classes), options.skip_unknown)
    if options.form == "coco":
        return coco.read(options.labels, names, options.pictures)
    if options.form == "yolo":
        return yolo.read(options.labels, names)
    if options.form == "voc":
        return voc.read(options.labels, names, options.pictures)
    if not options.pictures:
        raise ImportProblem(options.labels, None, "the folder of its frames is not known", "give it with --pictures")
    return csv.read(options.labels, options.pictures, options.first_frame)


def _pair(text):
    word, sign, target = text.rpartition("=")
    if not sign:
        raise ImportProblem("--class", None, f"\"{text}\" has no equals sign", "write WORD=CLASS")
    return word, target


def main():
    options = arguments().parse_args()
    try:
        pictures = read(options)
        by = options.by or ("time" if options.form == "csv" else "scene")
        splits = (split_by_time if by == "time" else split_by_scene)(pictures, options.train, options.val)
        info = {"title": options.title or os.path.basename(os.path.normpath(options.labels)), "licence": options.licence, "origin": options.origin}
        counts = write_set(pictures, splits, options.out, info)
    except (ImportProblem, OSError) as problem:
        print(f"import: {problem}", file=sys.stderr)
        return 1
    except (ValueError, TypeError, KeyError, AttributeError, LookupError, RecursionError) as problem:
        # What no reader foresaw in somebody's file: one sentence all the same, nothing written.
        print(f"import: {options.labels} cannot be read as {options.form} labels: {type(problem).__name__}, {problem}", file=sys.stderr)
        return 1
    told = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    print(f"{len(pictures)} pictures ({', '.join(f'{splits.count(s)} {s}' for s in ('train', 'val', 'test'))}); {told or 'no labels'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
