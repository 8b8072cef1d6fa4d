"""How far a run is, by steps or by minutes, and what follows from it: phase, learning rate, time left."""
import math


class Progress:
    """Counts steps and seconds, also over interruptions."""

    def __init__(self, config, steps=0, seconds=0.0):
        self.budget_s = config["budget_minutes"] * 60 if "budget_minutes" in config else None
        self.total_steps = config.get("steps")
        if (self.budget_s is None) == (self.total_steps is None):
            raise ValueError("A configuration says either how many \"steps\" or how many \"budget_minutes\" a run has.")
        self.phases = config["phases"]
        self.steps, self.seconds = steps, seconds

    @property
    def share(self):
        """0 at the start, 1 at the end."""
        done = self.steps / self.total_steps if self.budget_s is None else self.seconds / self.budget_s
        return min(1.0, done)

    @property
    def phase(self):
        """The number of the phase that the run is in."""
        end = 0.0
        for number, phase in enumerate(self.phases):
            end += phase["share"]
            if self.share < end - 1e-9:
                return number
        return len(self.phases) - 1

    @property
    def finished(self):
        return self.share >= 1.0

    def seconds_left(self):
        """None before anything is known."""
        if self.share <= 0:
            return None
        return self.seconds / self.share * (1 - self.share)


def rate_at(progress, settings):
    """Learning rate: a short rise, a flat start, then down along a cosine."""
    warm = min(1.0, (progress.steps + 1) / max(1, settings["warm_steps"]))
    flat = settings.get("flat_share", 0.25)
    share = max(0.0, (progress.share - flat) / (1 - flat))
    low = settings["final_share"]
    return settings["rate"] * warm * (low + (1 - low) * (1 + math.cos(math.pi * share)) / 2)
