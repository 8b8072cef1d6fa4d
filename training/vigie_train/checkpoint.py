"""The state of a run on disk: there whole or not at all."""
import os

import torch


def save_checkpoint(path, state):
    draft = f"{path}.part"
    torch.save(state, draft)
    os.replace(draft, path)


def load_checkpoint(path):
    """Errors: FileNotFoundError."""
    return torch.load(path, map_location="cpu")
