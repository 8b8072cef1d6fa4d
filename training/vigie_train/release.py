"""A finished run as it is shipped: weights, their manifest with the calibration, and the card."""
import hashlib
import json
import os

from .card import write_card
from .classes import CLASSES
from .export import TOLERANCE, export_onnx, largest_difference
from .loop import load_average


def release(config, folder, facts, rivals):
    """Writes `<name>.onnx`, `manifest.json` and `CARD.md` into the folder. Needs the run's `report.json`.

    Errors: ValueError when the exported file does not say what PyTorch says.
    """
    os.makedirs(folder, exist_ok=True)
    width, height = config["input"]
    with open(os.path.join(config["out"], "report.json"), encoding="utf-8") as file:
        report = json.load(file)
    network = load_average(os.path.join(config["out"], "last.pt"))
    name = f"{config['name']}.onnx"
    path = os.path.join(folder, name)
    difference = largest_difference(export_onnx(network, path, width, height), path, width, height)
    if difference is not None and difference > TOLERANCE:
        raise ValueError(f"The exported file {path} differs from PyTorch by {difference:.1e}.")
    with open(path, "rb") as file:
        content = file.read()
    manifest = [{
        "name": "embedded", "file": name, "family": "vigie", "licence": "Apache-2.0", "author": "the Vigie project",
        "origin": facts.get("origin", f"trained by training/, seed {config['seed']}; see CARD.md"),
        "classes": ",".join(CLASSES), "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content),
        "calibration": {"perClass": report["calibration"]},
    }]
    with open(os.path.join(folder, "manifest.json"), "w", encoding="utf-8") as file:
        json.dump(manifest, file, indent=1)
        file.write("\n")
    made = {"parameters": sum(p.numel() for p in network.parameters()), "bytes": len(content)}
    write_card(os.path.join(folder, "CARD.md"), config, report, rivals, {**facts, **made})
