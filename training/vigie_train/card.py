"""The model card: what the detector was made from, what it can do and what not, written from the figures themselves."""
import json
import os

from .classes import CLASSES
from .data.pictures import load_set
from .judge.sections import SIZES

WATTS_PER_CORE = 15
SPLITS = ("train", "val", "test")


def write_card(path, config, report, rivals, facts):
    """Writes the card in Markdown.

    `rivals` maps names of other detectors to their reports on the same pictures. `facts` holds what figures cannot
    say: `made`, `tried` (rows of what, figures, kept), `weak` (sentences), `parameters`, `bytes`, `ms`, `cpu_hours`; and
    where there is more to tell, `data` (a sentence under the table of sets) and `further` (sections of title and text).
    """
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(_lines(config, report, rivals, facts)) + "\n")


def _lines(config, report, rivals, facts):
    width, height = config["input"]
    yield f"# {config['name']}: the detector that comes with Vigie"
    yield ""
    yield (f"One-stage, anchor-free, three strides (8, 16, 32), {facts['parameters'] / 1e6:.2f} million parameters, "
           f"{facts['bytes'] / 1e6:.1f} MB, {facts['ms']} ms a picture on one core. It looks at the whole picture stretched to "
           f"{width}x{height} and tells {', '.join(CLASSES)}. {facts['made']}")
    yield ""
    yield "Written by `python3 -m vigie_train release` from the evaluation; how it was trained stands in `docs/design/training.md`."
    yield ""
    yield from _scores(report, rivals)
    yield from _details(report)
    yield from _weak(facts)
    yield from _data(config, facts)
    yield from _made(config, facts)


def _scores(report, rivals):
    yield "## Scores on pictures that training never saw"
    yield ""
    yield ("F1 at an overlap of 0.5, average precision in brackets, at one threshold for everything, chosen for each detector on other "
           f"scenes kept aside (this one: {report['threshold']}). car, bus and truck count together as vehicle. \"teacher\" means "
           "that picodet-s-416, looking several times at each frame, made the labels: its own figures there flatter it. "
           "Regions that nobody could judge are left out.")
    yield ""
    names = list(rivals)
    yield "| truth | what | pictures | things | this detector | " + " | ".join(names) + " |"
    yield "|---|---|---|---|---|" + "---|" * len(names)
    for kind, groups in report["truth"].items():
        for group, rows in groups.items():
            for name, row in rows.items():
                others = [_cell(r["truth"].get(kind, {}).get(group, {}).get(name)) for r in rivals.values()]
                what = group if name == "all" else f"{group}, {name}"
                if name != "all" and row == rows["all"]:
                    continue
                yield f"| {kind} | {what} | {row['pictures']} | {row['things']} | {_cell(row)} | " + " | ".join(others) + " |"
    yield ""


def _details(report):
    yield "## By class, size, light and condition"
    yield ""
    yield "Against people's labels. A class on its own: a bus that is called a truck is an error."
    yield ""
    yield "| class | things | F1 (AP) | precision | recall |"
    yield "|---|---|---|---|---|"
    for name, row in report["class"].items():
        if row:
            yield f"| {name} | {row['things']} | {_cell(row)} | {row['precision']:.2f} | {row['recall']:.2f} |"
    yield ""
    spans = {name: f"{name} ({int(low * 100)} to {min(100, int(high * 100))} % of the height)" for name, (low, high) in SIZES.items()}
    groups = list(report["size"])
    yield "| things or pictures | " + " | ".join(groups) + " |"
    yield "|---|" + "---|" * len(groups)
    for name, title in spans.items():
        yield f"| {title} | " + " | ".join(_counted(report["size"][g].get(name)) for g in groups) + " |"
    for light in ("day", "night"):
        yield f"| {light} | " + " | ".join(_counted(report["light"][g].get(light)) for g in groups) + " |"
    for name, rows in report.get("condition", {}).items():
        yield f"| all, {name} | " + " | ".join(_counted(rows.get(g)) for g in groups) + " |"
    yield ""


def _weak(facts):
    yield "## Known weak points"
    yield ""
    for sentence in facts["weak"]:
        yield f"- {sentence}"
    yield ""


def _data(config, facts):
    yield "## Data"
    yield ""
    yield ("Whole clips, and scenes as far as likeness could tell them apart, belong to one part only; for street-vehicles it could not (see the weak points). The pictures are not in the repository. The teacher is picodet-s-416 (Apache-2.0); "
           "its labels were used, never its weights.")
    yield ""
    yield "| set | licence and origin | labels | train / kept aside / unseen pictures | things to learn from | share shown |"
    yield "|---|---|---|---|---|---|"
    for name, weight in config["sets"].items():
        folder = os.path.join(config["data"], name)
        with open(os.path.join(folder, "annotations.json"), encoding="utf-8") as file:
            info = json.load(file).get("info", {})
        parts = {split: load_set(folder, (split,)) for split in SPLITS}
        counts = " / ".join(str(len(parts[split])) for split in SPLITS)
        things = sum(len(p.boxes) for p in parts["train"])
        share = weight / sum(config["sets"].values())
        yield (f"| {info.get('title', name)} | {info.get('licence', 'not stated')}; {info.get('origin', 'not stated')} | "
               f"{info.get('how', 'not stated')} | {counts} | {things} | {share:.0%} |")
    yield ""
    if "data" in facts:
        yield facts["data"]
        yield ""


def _made(config, facts):
    yield "## What was tried"
    yield ""
    yield "| what | figures | kept |"
    yield "|---|---|---|"
    for row in facts["tried"]:
        yield f"| {row['what']} | {row['figures']} | {row['kept']} |"
    yield ""
    yield "## Effort"
    yield ""
    kwh = facts["cpu_hours"] * WATTS_PER_CORE / 1000
    yield (f"Training took {facts['cpu_hours']:.1f} core hours; at an assumed {WATTS_PER_CORE} W for a busy core with its share of the "
           f"machine that is about {kwh:.2f} kWh. Labelling by the teacher and trials took about as much again.")
    for section in facts.get("further", ()):
        yield from ("", f"## {section['title']}", "", section["text"])


def _cell(row):
    return f"{row['f1']:.2f} ({row['ap']:.2f})" if row else "-"


def _counted(row):
    return f"{_cell(row)}, {row['things']}" if row else "-"
