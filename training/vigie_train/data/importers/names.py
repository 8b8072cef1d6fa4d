"""From the words of a foreign set to the detector's classes."""
from ...classes import CLASSES
from .imported import ImportProblem, shortened

ALIASES = {
    "people": "person", "pedestrian": "person", "man": "person", "woman": "person", "child": "person",
    "bike": "bicycle", "cycle": "bicycle", "motorbike": "motorcycle", "scooter": "motorcycle", "moped": "motorcycle",
    "automobile": "car", "coach": "bus", "lorry": "truck", "van": "truck",
}


class Names:
    """`given` maps words of the set to classes, to "ignore" (not to be judged) or to "-" (left out)."""

    def __init__(self, given=None, skip_unknown=False):
        self.given = {word.lower(): target for word, target in (given or {}).items()}
        self.skip_unknown = skip_unknown
        for word, target in self.given.items():
            if target not in (*CLASSES, "ignore", "-"):
                raise ImportProblem(
                    "the class map", None, f"\"{shortened(word)}\" is to be \"{shortened(target)}\"",
                    f"allowed are {', '.join(CLASSES)}, ignore and -",
                )

    def of(self, word, path, line=None):
        """Class name, "ignore", or None for what is left out.

        Errors: ImportProblem for a word that nobody has given a meaning.
        """
        word = str(word).strip().lower()
        known = self.given.get(word) or (word if word in CLASSES else ALIASES.get(word))
        if known == "-" or (known is None and self.skip_unknown):
            return None
        if known is None:
            raise ImportProblem(
                path, line, f"the class \"{shortened(word)}\" is unknown",
                f"say what it means with --class \"{shortened(word)}=...\" ({', '.join(CLASSES)}, ignore, or - to leave it out)",
            )
        return known
