"""Families of processes, as /proc shows them."""

from __future__ import annotations

import os
import signal
import time
from typing import Iterable


def descendants(process: int) -> "list[int]":
    """Children, their children and so on, of which there may be more by the time this returns."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat", "rb") as file:
                    parents[int(entry)] = int(file.read().rpartition(b")")[2].split()[1])
            except (OSError, IndexError, ValueError):
                continue  # it has ended
    found: "list[int]" = []
    level = [process]
    while level:
        level = [child for child, parent in parents.items() if parent in level]
        found += level
    return found


def kill_all(processes: "Iterable[int]") -> None:
    """SIGKILL for each, the first one first: a postmaster that is gone can no longer start others."""
    waiting = []
    for process in processes:
        try:
            os.kill(process, signal.SIGKILL)
            waiting.append(process)
        except ProcessLookupError:
            pass
    deadline = time.monotonic() + 10
    while any(is_running(process) for process in waiting) and time.monotonic() < deadline:
        time.sleep(0.01)


def is_running(process: int) -> bool:
    """Whether a process runs, one that has ended and was not waited for yet excepted."""
    try:
        with open(f"/proc/{process}/stat", "rb") as file:
            return file.read().rpartition(b")")[2].split()[0] not in (b"Z", b"X")
    except (OSError, IndexError):
        return False


def resident_kilobytes(process: int) -> int:
    """The memory of a process that is in RAM now, or 0 when it has ended."""
    try:
        with open(f"/proc/{process}/status", encoding="ascii", errors="replace") as file:
            for line in file:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1])
    except (OSError, ValueError, IndexError):
        pass
    return 0
