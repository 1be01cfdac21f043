"""Commands, with the time and the memory that they took."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path
from typing import NamedTuple


class Measured(NamedTuple):
    """What one command took."""

    status: int
    seconds: float
    megabytes: float
    """The peak of its memory, or of that of one of the children that it waited for."""
    output: str


def run_measured(command: list[str], *, directory: Path | None = None, errors_alone: bool = False) -> Measured:
    """Runs a command to its end; its output is what it writes to both streams, or to standard error alone."""
    start = time.monotonic()
    process = subprocess.Popen(
        command, text=True, cwd=directory, stdout=subprocess.DEVNULL if errors_alone else subprocess.PIPE,
        stderr=subprocess.PIPE if errors_alone else subprocess.STDOUT)
    stream = process.stderr if errors_alone else process.stdout
    assert stream is not None
    output = stream.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Measured(process.returncode, time.monotonic() - start, usage.ru_maxrss / 1_024, output)
