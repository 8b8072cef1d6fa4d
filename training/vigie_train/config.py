"""What a run is made from: read from a JSON file, checked before anything is started."""
import json

DEFAULTS = {
    "seed": 1,
    "input": [416, 256],
    "model": {},
    "optimiser": {"rate": 0.0015, "decay": 0.03, "warm_steps": 300, "flat_share": 0.25, "final_share": 0.02},
    "average": {"decay": 0.998, "warm_steps": 1000},
    "trust_share": 0.06,
    "loader": {"workers": 2, "cores": [], "niceness": 0},
    "threads": 0,
    "augment": {
        "mosaic": 0.5, "mosaic9": 0.08, "scale": [0.75, 1.9], "aspect": 0.35, "paste": 0.15,
        "saturation": 0.5, "grey": 0.1, "night": 0.1, "coarse": 0.12, "blur": 0.08, "motion_blur": 0.04,
        "erosion": 0.04, "noise": 0.12, "low_bit_rate": 0.2, "lying": 0.0, "nothing": 0.0, "scenes": {}, "rare": {},
    },
    "bfloat16": True,
    "log_every": 50,
    "validate_every_s": 300,
    "validate_most": 250,
    "checkpoint_every_s": 300,
}
OPTIONAL = ("steps", "budget_minutes", "start_from", "keep_of_start", "truth", "chosen_on", "notes")
REQUIRED = ("name", "out", "data", "sets", "phases")


def load_config(path):
    """The whole configuration; what the file leaves out stands in `DEFAULTS`.

    Errors: ValueError that names the field.
    """
    try:
        with open(path, encoding="utf-8") as file:
            given = json.load(file)
    except OSError:
        raise ValueError(f"There is no configuration that can be read at {path}; it is a JSON file such as configs/embedded.json.") from None
    except ValueError as error:
        raise ValueError(f"{path} is no JSON file: {error}.") from None
    if not isinstance(given, dict):
        raise ValueError(f"{path} must hold one JSON object with fields such as \"sets\" and \"phases\".")
    return complete(given, path)


def complete(given, place="the configuration"):
    for key in REQUIRED:
        if key not in given:
            raise ValueError(f"In {place} the field \"{key}\" is missing.")
    for key in given:
        if key not in DEFAULTS and key not in REQUIRED and key not in OPTIONAL:
            raise ValueError(f"In {place} the field \"{key}\" is unknown.")
    config = {**DEFAULTS, **given}
    for key in ("optimiser", "average", "loader", "augment"):
        config[key] = {**DEFAULTS[key], **given.get(key, {})}
    for phase in config["phases"]:
        width, height = phase["size"]
        if width % 32 or height % 32:
            raise ValueError(f"In {place} a phase has the size {width}x{height}; both must be multiples of 32.")
    if sum(phase["share"] for phase in config["phases"]) > 1.0001:
        raise ValueError(f"In {place} the shares of the phases add up to more than 1.")
    return config
