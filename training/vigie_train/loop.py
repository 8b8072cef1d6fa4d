"""The training run: steps through its phases, keeps the average, writes checkpoints, stops and resumes."""
import os
import time

import torch

from .beginning import begin_with
from .checkpoint import load_checkpoint, save_checkpoint
from .data.batches import Batches, loader
from .data.picture_cache import PictureCache
from .data.pictures import load_set
from .ema import Average
from .export import export_onnx
from .journal import Journal
from .losses import DetectionLoss
from .model.network import Detector
from .progress import Progress, rate_at
from .stop import StopRequest
from .validate import validate

# Items a loader is asked for at once; it ends earlier with its phase.
LOADER_SPAN = 1_000_000


class Run:
    """One run of a configuration; `train()` returns when it is finished or was asked to stop."""

    def __init__(self, config, resume=True):
        self.config = config
        self.out = config["out"]
        os.makedirs(self.out, exist_ok=True)
        self.journal = Journal(os.path.join(self.out, "journal.jsonl"))
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        if config["threads"]:
            torch.set_num_threads(config["threads"])
        torch.manual_seed(config["seed"])
        self.network = Detector(**config["model"]).to(self.device).to(memory_format=torch.channels_last)
        self.average = Average(self.network, **config["average"])
        self.optimiser = torch.optim.AdamW(self._groups(), lr=0.0, betas=(0.9, 0.999), foreach=True)
        self.progress = Progress(config)
        self.stop = StopRequest()
        # Weights that the run began with, where a share of them is kept.
        self.start = None
        self.last_path = os.path.join(self.out, "last.pt")
        if resume and os.path.exists(self.last_path):
            self._resume()

    def _groups(self):
        decayed = [p for p in self.network.parameters() if p.ndim > 1]
        plain = [p for p in self.network.parameters() if p.ndim <= 1]
        decay = self.config["optimiser"]["decay"]
        return [{"params": decayed, "weight_decay": decay}, {"params": plain, "weight_decay": 0.0}]

    def load_data(self):
        """Reads all labels and pictures. Errors: ValueError that names the set, file or field."""
        root = self.config["data"]
        everything = [p for name in self.config["sets"] for p in load_set(os.path.join(root, name))]
        self.pictures = [p for p in everything if p.split == "train"]
        aside = [p for p in everything if p.split == "val"]
        self.kept_aside = aside[:: max(1, -(-len(aside) // self.config["validate_most"]))]
        if not self.pictures:
            raise ValueError(f"There is no picture to train on under {root}.")
        self.cache = PictureCache(self.pictures)
        self.kept_aside_cache = PictureCache(self.kept_aside)
        self.journal.write(
            "data", pictures=len(self.pictures), things=sum(len(p.boxes) for p in self.pictures),
            scenes=len({(p.set_name, p.scene) for p in self.pictures}), kept_aside=len(self.kept_aside),
        )
        if "start_from" in self.config and self.progress.steps == 0:
            self._start_from(self.config["start_from"])

    def train(self):
        """Returns True when the run came to its end."""
        parameters = sum(p.numel() for p in self.network.parameters())
        self.journal.write("start", name=self.config["name"], parameters=parameters, device=self.device.type,
                           step=self.progress.steps, seconds=round(self.progress.seconds))
        self.last_validation = self.last_save = self.progress.seconds
        while not self.progress.finished and not self.stop:
            self._phase(self.progress.phase)
        self.save()
        if self.kept_aside:
            self._validate()
        self.journal.write("end", finished=self.progress.finished, step=self.progress.steps,
                           seconds=round(self.progress.seconds))
        return self.progress.finished

    def _phase(self, number):
        phase = self.config["phases"][number]
        (width, height), batch = phase["size"], phase["batch"]
        self.journal.write("phase", number=number, width=width, height=height, batch=batch)
        config = self.config
        if "augment" in phase:
            config = {**config, "augment": {**config["augment"], **phase["augment"]}}
        batches = Batches(self.pictures, self.cache, config, width, height, batch, self.progress.steps, LOADER_SPAN)
        settings = self.config["loader"]
        source = iter(loader(batches, settings["workers"], settings["cores"], settings["niceness"]))
        loss_of = DetectionLoss(height, width, self.device)
        log_every = self.config["log_every"]
        sums, steps, waited, began = {}, 0, 0.0, time.monotonic()
        while self.progress.phase == number and not self.progress.finished and not self.stop:
            step_began = time.monotonic()
            item = next(source)
            waited += time.monotonic() - step_began
            parts = self._step(item, loss_of)
            for name, value in parts.items():
                sums[name] = sums.get(name, 0.0) + value
            steps += 1
            self.progress.steps += 1
            self.progress.seconds += time.monotonic() - step_began
            if self.progress.steps % log_every == 0:
                took = time.monotonic() - began
                left = self.progress.seconds_left()
                self.journal.write(
                    "step", step=self.progress.steps, share=round(self.progress.share, 4),
                    rate=round(self.optimiser.param_groups[0]["lr"], 7),
                    **{name: round(value / steps, 4) for name, value in sums.items()},
                    pictures_per_s=round(batch * steps / took, 1), waited=round(waited / took, 3),
                    seconds_left=None if left is None else round(left),
                )
                sums, steps, waited, began = {}, 0, 0.0, time.monotonic()
            self._housekeeping()
        del source

    def _step(self, item, loss_of):
        rate = rate_at(self.progress, self.config["optimiser"])
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        pictures = item["pictures"].to(self.device).float().contiguous(memory_format=torch.channels_last)
        labels, unjudged = item["labels"].to(self.device), item["unjudged"].to(self.device)
        self.network.train()
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.config["bfloat16"]):
            raw = self.network(pictures)
        trust = min(1.0, self.progress.share / max(1e-6, self.config["trust_share"]))
        loss, parts = loss_of(raw, labels, unjudged, trust)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(self.network.parameters(), 10.0)
        if torch.isfinite(norm):
            self.optimiser.step()
            self.average.update(self.network)
        return {"loss": float(loss.detach()), **parts, "norm": float(norm)}

    def _housekeeping(self):
        now = self.progress.seconds
        if now - self.last_save >= self.config["checkpoint_every_s"]:
            self.last_save = now
            self.save()
        if self.kept_aside and now - self.last_validation >= self.config["validate_every_s"]:
            began = time.monotonic()
            self._validate()
            self.progress.seconds += time.monotonic() - began
            self.last_validation = self.progress.seconds

    def _validate(self):
        width, height = self.config["input"]
        result = validate(self.average.network, self.kept_aside, self.kept_aside_cache, width, height)
        self.journal.write("validation", step=self.progress.steps, share=round(self.progress.share, 4), **result)

    def save(self):
        """The checkpoint to resume from, and beside it the averaged network as it would be shipped now."""
        save_checkpoint(self.last_path, {
            "config": self.config, "network": self.network.state_dict(), "average": self.average.network.state_dict(),
            "average_steps": self.average.steps, "optimiser": self.optimiser.state_dict(),
            "steps": self.progress.steps, "seconds": self.progress.seconds, "start": self.start,
        })
        width, height = self.config["input"]
        export_onnx(load_average(self.last_path), os.path.join(self.out, "latest.onnx"), width, height)
        self.journal.write("checkpoint", step=self.progress.steps)

    def _resume(self):
        state = load_checkpoint(self.last_path)
        self.network.load_state_dict(state["network"])
        self.average.network.load_state_dict(state["average"])
        self.average.steps = state["average_steps"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.progress.steps, self.progress.seconds = state["steps"], state["seconds"]
        self.start = state.get("start")
        self.journal.write("resume", step=self.progress.steps)

    def _start_from(self, path):
        (width, height), batch = self.config["phases"][0]["size"], 16
        shown = Batches(self.pictures, self.cache, self.config, width, height, batch, 0, 1)[0]["pictures"]
        begin_with(self.network, path, shown.to(self.device).float())
        self.average.network.load_state_dict(self.network.state_dict())
        if self.config.get("keep_of_start"):
            self.start = {name: value.detach().clone() for name, value in self.network.state_dict().items()}
        self.journal.write("start-from", path=path)


def load_average(path):
    """The averaged network of a checkpoint, ready to look at pictures; `keep_of_start` of it are the weights that the run began with.

    Errors: FileNotFoundError.
    """
    state = load_checkpoint(path)
    network = Detector(**state["config"]["model"])
    weights, keep = state["average"], state["config"].get("keep_of_start", 0)
    if keep and state.get("start"):
        weights = {
            name: value.lerp(state["start"][name].to(value.device), keep) if value.dtype.is_floating_point else value
            for name, value in weights.items()
        }
    network.load_state_dict(weights)
    return network.eval()
