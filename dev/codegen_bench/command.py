"""The commands of the benchmark, which must succeed."""

from __future__ import annotations

from pathlib import Path

from stack import paths
from stack.failure import StackFailure
from stack.measured_command import Measured, run_measured


def run(command: list[str], *, directory: Path | None = None) -> Measured:
    """Runs a command to its end, and fails with its last words where it does."""
    measured = run_measured(command, directory=directory)
    if measured.status != 0:
        raise StackFailure(f"{Path(command[0]).name} ended with status {measured.status}:\n{measured.output[-2_000:]}")
    return measured


def generation(document: Path, output: Path, mode: str = "types") -> list[str]:
    """The command that generates a document's code with the release build of our generator."""
    program = paths.CHECKOUT / ".build" / "release" / "codegen"
    return [str(program), "generate", str(document), "--output", str(output), "--mode", mode, "--lenient"]
