"""Commands, with the time and the memory that they took."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

from stack import paths
from stack.failure import StackFailure


class Measured(NamedTuple):
    """What one command took."""

    seconds: float
    megabytes: float
    output: str


def run(command: list[str], *, directory: Path | None = None) -> Measured:
    """Runs a command to its end; children that it waited for count in the peak of memory."""
    start = time.monotonic()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=directory)
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise StackFailure(f"{Path(command[0]).name} ended with status {process.returncode}:\n{output[-2_000:]}")
    return Measured(time.monotonic() - start, _peak(usage), output)


def generation(document: Path, output: Path, mode: str = "types") -> list[str]:
    """The command that generates a document's code with the release build of our generator."""
    program = paths.CHECKOUT / ".build" / "release" / "codegen"
    return [str(program), "generate", str(document), "--output", str(output), "--mode", mode, "--lenient"]


def _peak(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / 1_024
