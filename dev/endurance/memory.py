"""How much memory the replicas take: at rest before the load, and at most under it."""

from __future__ import annotations

import threading
from typing import Callable, Sequence

from .process_tree import resident_kilobytes

_INTERVAL = 0.25


class MemoryWatch(threading.Thread):
    """Samples the resident memory of processes that may be replaced by others meanwhile."""

    def __init__(self, processes: "Callable[[], Sequence[int]]") -> None:
        super().__init__(name="memory", daemon=True)
        self._processes = processes
        self._ended = threading.Event()
        self.idle = max(map(resident_kilobytes, processes()), default=0)
        self.peak = self.idle

    def run(self) -> None:
        """Until `end`."""
        while not self._ended.wait(_INTERVAL):
            self.peak = max([self.peak, *map(resident_kilobytes, self._processes())])

    def end(self) -> None:
        """Takes no more samples."""
        self._ended.set()
        self.join(timeout=5)
