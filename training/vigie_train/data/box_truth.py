"""Command: a set for judging from boxes drawn by hand on single pictures of clips.

`python3 -m vigie_train.data.box_truth <folder of truth files> <folder of clips> <folder of the new set>`
"""
import glob
import json
import os
import sys

import cv2

from ..classes import CLASSES




def write_box_truth(truth_folder, clip_folder, out):
    """Writes pictures and labels; returns how many pictures. Errors: ValueError when a clip or a frame of it is missing."""
    os.makedirs(os.path.join(out, "images"), exist_ok=True)
    images, annotations = [], []
    for path in sorted(glob.glob(os.path.join(truth_folder, "*.json"))):
        with open(path, encoding="utf-8") as file:
            truth = json.load(file)
        scene = os.path.splitext(truth["clip"])[0]
        pictures = _frames(os.path.join(clip_folder, truth["clip"]), [frame["frame"] for frame in truth["frames"]])
        for frame in truth["frames"]:
            name = f"{scene}-{frame['frame']}.jpg"
            cv2.imwrite(os.path.join(out, "images", name), pictures[frame["frame"]], [cv2.IMWRITE_JPEG_QUALITY, 95])
            images.append({"id": len(images) + 1, "file_name": name, "width": truth["widthPx"], "height": truth["heightPx"],
                           "scene": scene, "split": "test", "source": "human", "lighting": "day", "unlabelled_classes": []})
            annotations += [_annotation(images[-1]["id"], box["class"], box["box"]) for box in frame["boxes"] if box["class"] in CLASSES]
            # Nobody judges anything there, whatever it may be.
            annotations += [
                {**_annotation(images[-1]["id"], name_of, region), "ignore": 1}
                for region in frame.get("ignore", ()) for name_of in ("person", "bicycle", "car")
            ]
    info = {"title": "Boxes drawn by hand on unseen clips", "licence": "labels Apache-2.0 (this project)",
            "origin": "test/product/truth/boxes", "how": "by people"}
    categories = [{"id": number + 1, "name": name} for number, name in enumerate(CLASSES)]
    with open(os.path.join(out, "annotations.json"), "w", encoding="utf-8") as file:
        json.dump({"info": info, "categories": categories, "images": images, "annotations": annotations}, file)
    return len(images)


def _annotation(image_id, name, box):
    x1, y1, x2, y2 = box
    return {"image_id": image_id, "category_id": CLASSES.index(name) + 1, "bbox": [x1, y1, x2 - x1, y2 - y1], "score": 1, "source": "human"}


def _frames(path, wanted):
    clip = cv2.VideoCapture(path)
    frames, index = {}, 0
    while len(frames) < len(set(wanted)):
        there, picture = clip.read()
        if not there:
            raise ValueError(f"The clip {path} has no frame {min(set(wanted) - set(frames))}.")
        if index in wanted:
            frames[index] = picture
        index += 1
    return frames


if __name__ == "__main__":
    print(f"{write_box_truth(*sys.argv[1:4])} pictures")
