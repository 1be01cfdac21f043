"""Which lines of the handwritten sources the tests reach, children that they start included."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path
from typing import Any, Mapping, NamedTuple, Sequence

from stack import paths
from stack.console import say
from stack.failure import StackFailure

LEAST_PERCENT = 80.0
"""A whole run of the tests that reaches fewer lines fails."""
SCRATCH = paths.CHECKOUT / ".build-coverage"
"""Instrumented code has a folder of its own, so that it and an ordinary `swift build` do not undo each other."""
_SWITCH = "MATCHBOT_COVERAGE"


class Room(NamedTuple):
    """The lines of one folder of Sources, or of one file."""

    name: str
    lines: int
    covered: int

    @property
    def percent(self) -> float:
        """From 0 to 100; a room without code is covered."""
        return 100.0 * self.covered / self.lines if self.lines else 100.0


class Coverage:
    """The measurement of one run of the tests: switches it on, collects it, and judges it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "coverage"

    @property
    def build_environment(self) -> "dict[str, str]":
        """Makes Package.swift instrument; what the build itself runs leaves no measurements behind."""
        return {_SWITCH: "1", "LLVM_PROFILE_FILE": os.devnull}

    @property
    def test_environment(self) -> "dict[str, str]":
        """Has every process write its own file as it ends in order: the tests, and each server and command they
        start. What is killed writes none."""
        self._folder.mkdir(exist_ok=True)
        return {_SWITCH: "1", "LLVM_PROFILE_FILE": str(self._folder / "%p.profraw")}

    def report(self, products: Path) -> int:
        """Prints the table, and keeps one by file beside the logs; returns 1 if too few lines were reached."""
        files = by_file(self._export(products), paths.CHECKOUT / "Sources")
        rooms = by_room(files)
        for line in table(rooms):
            say(line)
        details = paths.LOGS / "coverage.txt"
        most_missed_first = sorted(files, key=lambda file: file.covered - file.lines)
        details.write_text("".join(f"{line}\n" for line in table(most_missed_first)), encoding="utf-8")
        say(f"by file, those with the most missed lines first: {details}")
        percent = total(rooms).percent
        if percent < LEAST_PERCENT:
            say(f"{percent:.1f} % of the handwritten lines are reached by tests; {LEAST_PERCENT:g} % are needed.")
            return 1
        return 0

    def _export(self, products: Path) -> "dict[str, Any]":
        raw = sorted(self._folder.glob("*.profraw"))
        if not raw:
            raise StackFailure(f"the tests left no coverage data in {self._folder}")
        merged, listed = self._folder / "merged.profdata", self._folder / "files.txt"
        listed.write_text("".join(f"{file}\n" for file in raw), encoding="utf-8")
        # A process that was killed while it wrote leaves a broken file, which is left out.
        _run(["llvm-profdata", "merge", "--sparse", "--failure-mode=all", f"--input-files={listed}", f"-o={merged}"])
        # The tests are linked with every library; the two programs are where main functions are.
        objects = [*products.glob("*.xctest"), products / "matchbot", *products.glob("codegen-tool")]
        first, *others = map(str, objects)
        text = _run(["llvm-cov", "export", "--summary-only", f"--instr-profile={merged}", first,
                     *(f"--object={other}" for other in others)])
        shutil.rmtree(self._folder)
        return json.loads(text)


def by_file(export: "Mapping[str, Any]", sources: Path) -> "list[Room]":
    """Each file under Sources by its path there. Generated files lie elsewhere and are left out."""
    result = []
    for file in export["data"][0]["files"]:
        try:
            name = Path(file["filename"]).relative_to(sources).as_posix()
        except ValueError:
            continue
        lines = file["summary"]["lines"]
        result.append(Room(name, lines["count"], lines["covered"]))
    return result


def by_room(files: Sequence[Room]) -> "list[Room]":
    """Adds files up by their first folder."""
    lines: "defaultdict[str, int]" = defaultdict(int)
    covered: "defaultdict[str, int]" = defaultdict(int)
    for file in files:
        name = file.name.partition("/")[0]
        lines[name] += file.lines
        covered[name] += file.covered
    return [Room(name, lines[name], covered[name]) for name in sorted(lines)]


def total(rooms: Sequence[Room]) -> Room:
    """All rooms as one."""
    return Room("total", sum(room.lines for room in rooms), sum(room.covered for room in rooms))


def table(rooms: Sequence[Room]) -> "list[str]":
    """Room, lines, covered lines, percent; the total last."""
    everything = [*rooms, total(rooms)]
    width = max(len(room.name) for room in everything)
    return [f"{'coverage':<{width}}   lines  covered   percent",
            *(f"{room.name:<{width}}  {room.lines:>6}   {room.covered:>6}   {room.percent:>6.1f}"
              for room in everything)]


def _run(command: "list[str]") -> str:
    result = subprocess.run([_tool(command[0]), *command[1:]], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if result.returncode != 0:
        raise StackFailure(f"{command[0]} failed:\n{result.stderr.strip()[-2000:]}")
    return result.stdout


def _tool(name: str) -> str:
    """LLVM's tools lie beside the compiler that wrote the data; those of another version may not read it."""
    swift = shutil.which("swift")
    if swift is not None:
        beside = Path(swift).resolve().with_name(name)
        if beside.exists():
            return str(beside)
        # A version manager's `swift` stands elsewhere; the compiler itself says where it lives.
        result = subprocess.run(
            ["swiftc", "-print-target-info"], stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if result.returncode == 0:
            beside = Path(json.loads(result.stdout)["paths"]["runtimeResourcePath"]).parents[1] / "bin" / name
            if beside.exists():
                return str(beside)
    raise StackFailure(f"{name} is not beside `swift`; install the whole toolchain")
