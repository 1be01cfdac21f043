"""The few Linux calls that let a process answer for everything that it started."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from typing import Callable

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_libc = ctypes.CDLL(None, use_errno=True)

MARK = "MATCHBOT_STACK_OWNER"
"""Environment variable that names the guardian on whose behalf a process runs; children inherit it."""


def die_with_parent(number: int) -> None:
    """Asks the kernel to send this process a signal when the thread that started it ends (prctl(2))."""
    _libc.prctl(_PR_SET_PDEATHSIG, int(number), 0, 0, 0)


def adopt_orphans() -> None:
    """Makes this process the new parent of all its descendants whose own parent dies (prctl(2))."""
    _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def preparation(death_signal: int) -> Callable[[], None]:
    """What a child does between fork and exec, so that it cannot outlive its supervisor."""
    supervisor = os.getpid()

    def prepare() -> None:
        die_with_parent(death_signal)
        if os.getppid() != supervisor:
            os._exit(1)

    return prepare


def marked_processes(owner: str) -> list[int]:
    """Every living process that carries this owner's mark, except the caller."""
    wanted = f"{MARK}={owner}".encode()
    found = []
    for entry in os.listdir("/proc"):
        if not entry.isdigit() or int(entry) == os.getpid():
            continue
        try:
            with open(f"/proc/{entry}/environ", "rb") as file:
                variables = file.read().split(b"\0")
            with open(f"/proc/{entry}/stat", "rb") as file:
                state = file.read().rpartition(b")")[2].split()[0]
        except OSError:
            continue
        if wanted in variables and state not in (b"Z", b"X"):
            found.append(int(entry))
    return found


def end_marked_processes(owner: str, patience: float) -> int:
    """Waits for an owner's processes to end, then asks them to, then kills them; returns how many had to be asked."""
    asked: set[int] = set()
    for number, seconds in ((0, patience), (signal.SIGTERM, 3.0), (signal.SIGKILL, 3.0)):
        deadline = time.monotonic() + seconds
        remaining = marked_processes(owner)
        if number:
            asked.update(remaining)
            for process in remaining:
                try:
                    os.kill(process, number)
                except OSError:
                    pass
        while remaining and time.monotonic() < deadline:
            time.sleep(0.05)
            reap_children()
            remaining = marked_processes(owner)
        if not remaining:
            break
    return len(asked)


def reap_children() -> None:
    """Collects ended children that nobody else waits for; only the guardian may call this."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0] > 0:
            pass
    except ChildProcessError:
        pass
