"""The classes of the project's own detectors, by id, and the two groups by which they are judged."""

CLASSES = ("person", "bicycle", "motorcycle", "car", "bus", "truck")
PERSON = (0,)
VEHICLE = (3, 4, 5)
TWO_WHEELER = (1, 2)
GROUPS = {"person": PERSON, "vehicle": VEHICLE, "two-wheeler": TWO_WHEELER}
