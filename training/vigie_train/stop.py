"""Stopping in an orderly way: the first signal ends the run after its step, with a checkpoint."""
import signal


class StopRequest:
    """True once SIGINT or SIGTERM has come."""

    def __init__(self):
        self.requested = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._note)

    def _note(self, *_):
        self.requested = True

    def __bool__(self):
        return self.requested
