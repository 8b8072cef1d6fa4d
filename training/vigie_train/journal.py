"""The record of a run as JSON lines: one object an event, for people and for pages that draw curves."""
import json
import time


class Journal:
    """Appends to `<out>/journal.jsonl`; every line has `event` and `at` (seconds since 1970)."""

    def __init__(self, path, echo=True):
        self.path, self.echo = path, echo

    def write(self, event, **facts):
        line = json.dumps({"event": event, "at": round(time.time(), 1), **facts})
        with open(self.path, "a", encoding="utf-8") as file:
            file.write(line + "\n")
        if self.echo:
            print(line, flush=True)
