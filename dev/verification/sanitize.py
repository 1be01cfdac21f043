"""The tests under AddressSanitizer and then under ThreadSanitizer; any report of any process is a failure."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from typing import Mapping, NamedTuple

from stack import paths
from stack.console import duration, say, step
from stack.failure import StackFailure
from stack.setup import set_up
from stack.supervisor import Supervisor

from .test_stack import TestStack

_TIMEOUT = 90 * 60.0
_FALSE_REPORTS = Path(__file__).with_name("thread-sanitizer.txt")
_MOST_SHOWN = 5
_MOST_CHARACTERS = 6_000


class Sanitizer(NamedTuple):
    """One of the compiler's sanitizers: the value of `--sanitize`, its folder, and what its runtime is told."""

    name: str
    folder: str
    variable: str
    options: str
    patience: int
    """How many times as long as usual tests wait for what must come."""

    @property
    def scratch(self) -> Path:
        """Sanitized code has a folder of its own, so that it does not undo other builds."""
        return paths.CHECKOUT / self.folder

    def environment(self, reports: Path) -> "dict[str, str]":
        """Every process writes what it finds into a file of its own, and still runs to its end."""
        return {self.variable: f"{self.options}:log_path={reports / self.name}", "TEST_PATIENCE": str(self.patience)}


SANITIZERS = (
    # Leaks cannot be told: Swift marks pointers to the payload of an enum with bits that LeakSanitizer does not know,
    # and everything that only such a pointer reaches, each compiled Regex for one, looks lost.
    Sanitizer("address", ".build-asan", "ASAN_OPTIONS", "detect_leaks=0", 2),
    Sanitizer("thread", ".build-tsan", "TSAN_OPTIONS", f"suppressions={_FALSE_REPORTS}", 6),
)


def sanitize() -> int:
    """Returns 0 only if the tests passed under both sanitizers without a report. `SANITIZER` picks one, `FILTER` some
    of the tests."""
    chosen = choose(os.environ)
    pattern = os.environ.get("FILTER", "")
    set_up()
    outcome = [(one.name, *_run(one, pattern)) for one in chosen]
    for name, status, found, seconds in outcome:
        say(f"{name}: tests {'passed' if status == 0 else f'FAILED (status {status})'}, "
            f"{found} reports, {duration(seconds)}")
    return 0 if all(status == 0 and found == 0 for _, status, found, _ in outcome) else 1


def choose(variables: "Mapping[str, str]") -> "tuple[Sanitizer, ...]":
    """Both, or the one that `SANITIZER` names."""
    name = variables.get("SANITIZER", "")
    chosen = tuple(one for one in SANITIZERS if name in ("", one.name))
    if not chosen:
        raise StackFailure(f"SANITIZER must be {' or '.join(one.name for one in SANITIZERS)}, not {name!r}")
    return chosen


def collect(folder: Path) -> "list[str]":
    """The text of every report that a sanitizer's runtime has left in a folder."""
    return [text for file in sorted(folder.iterdir()) if file.is_file()
            for text in [file.read_text(encoding="utf-8", errors="replace").strip()] if text]


def _run(sanitizer: Sanitizer, pattern: str) -> "tuple[int, int, float]":
    start = time.monotonic()
    options = [f"--sanitize={sanitizer.name}", f"--scratch-path={sanitizer.scratch}"]
    with Supervisor() as supervisor, TestStack(supervisor) as stack:
        reports = stack.directory / "reports"
        reports.mkdir()
        with step(f"building everything with its tests, --sanitize={sanitizer.name}"):
            status = supervisor.run(
                "swift build", ["swift", "build", "--build-tests", *options], directory=paths.CHECKOUT,
                environment={sanitizer.variable: sanitizer.options}, timeout=_TIMEOUT)
        if status != 0:
            raise StackFailure("the build failed, see above")
        environment = {**stack.start(), **sanitizer.environment(reports)}
        command = ["swift", "test", "--skip-build", "--no-parallel", *options]
        command += ["--filter", pattern] if pattern else []
        with step(" ".join(command)):
            status = supervisor.run("swift test", command, directory=paths.CHECKOUT, environment=environment,
                                    timeout=_TIMEOUT)
        found = collect(reports)
        kept = paths.LOGS / f"sanitizer-{sanitizer.name}"
        shutil.rmtree(kept, ignore_errors=True)
        if found:
            shutil.copytree(reports, kept)
    for text in found[:_MOST_SHOWN]:
        say(text[:_MOST_CHARACTERS])
    if found:
        say(f"{len(found)} processes were reported by the {sanitizer.name} sanitizer; all of it is in {kept}")
    return status, len(found), time.monotonic() - start
