// The names of things that a detector can tell, and the groups under which people tick them.

/** COCO's 80 lower-case class names in COCO order; the vocabulary of every detector and scenario file. */
export const COCO_CLASSES = [
  "person",
  "bicycle",
  "car",
  "motorcycle",
  "airplane",
  "bus",
  "train",
  "truck",
  "boat",
  "traffic light",
  "fire hydrant",
  "stop sign",
  "parking meter",
  "bench",
  "bird",
  "cat",
  "dog",
  "horse",
  "sheep",
  "cow",
  "elephant",
  "bear",
  "zebra",
  "giraffe",
  "backpack",
  "umbrella",
  "handbag",
  "tie",
  "suitcase",
  "frisbee",
  "skis",
  "snowboard",
  "sports ball",
  "kite",
  "baseball bat",
  "baseball glove",
  "skateboard",
  "surfboard",
  "tennis racket",
  "bottle",
  "wine glass",
  "cup",
  "fork",
  "knife",
  "spoon",
  "bowl",
  "banana",
  "apple",
  "sandwich",
  "orange",
  "broccoli",
  "carrot",
  "hot dog",
  "pizza",
  "donut",
  "cake",
  "chair",
  "couch",
  "potted plant",
  "bed",
  "dining table",
  "toilet",
  "tv",
  "laptop",
  "mouse",
  "remote",
  "keyboard",
  "cell phone",
  "microwave",
  "oven",
  "toaster",
  "sink",
  "refrigerator",
  "book",
  "clock",
  "vase",
  "scissors",
  "teddy bear",
  "hair drier",
  "toothbrush",
] as const;

/** What the `motion` detector reports: something moves, and nothing is claimed about what it is. */
export const MOVING_CLASS = "moving";

/** Group name to member classes; a scenario may tick a group wherever it may tick a class. */
export const CLASS_GROUPS: Readonly<Record<string, readonly string[]>> = {
  vehicle: ["car", "motorcycle", "bus", "truck"],
};

/** Replaces groups by their members; order kept, doubles removed. Unknown names pass through unchanged. */
export function expandClasses(names: readonly string[]): string[] {
  return [...new Set(names.flatMap((name) => (Object.hasOwn(CLASS_GROUPS, name) ? CLASS_GROUPS[name]! : [name])))];
}

/** True for a class or group name that a scenario file may use. */
export function isKnownClass(name: string): boolean {
  return (
    name === MOVING_CLASS || Object.hasOwn(CLASS_GROUPS, name) || (COCO_CLASSES as readonly string[]).includes(name)
  );
}
