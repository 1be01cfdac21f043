"""Builds the fuzzers of Tests/Fuzzing with libFuzzer and AddressSanitizer, and lets each run for a while."""

from __future__ import annotations

import os
import re
import shutil
import time
from pathlib import Path
from typing import Callable, Iterator, Mapping, NamedTuple

from stack import paths
from stack.console import duration, say, step
from stack.failure import StackFailure
from stack.setup import set_up
from stack.supervisor import Supervisor
from stack.swift_toolchain import products

from . import corpus

_BUILD_TIMEOUT = 30 * 60.0
_FOLDER = paths.LOCAL / "fuzzing"
# The seconds that one input may take: what takes 0.3 s otherwise takes 11 s with sanitizers on a machine that is busy.
_LONGEST = 30
# Of two options `-sanitize` the compiler takes the last, and SwiftPM gives its own in any order: one build would have no
# coverage, another no AddressSanitizer. So both are asked for at once.
_OPTIONS = [
    f"--scratch-path={paths.CHECKOUT / '.build-fuzzing'}", "--sanitize=address", "--sanitize=fuzzer", "-Xswiftc",
    "-sanitize=address,fuzzer"]


class Fuzzer(NamedTuple):
    """A program of Tests/Fuzzing, what it begins with, and the largest input that it is given, in bytes."""

    name: str
    seeds: "Callable[[], Iterator[bytes]]"
    largest: int


FUZZERS = (
    Fuzzer("JSON", corpus.json_texts, 8_192),
    Fuzzer("YAML", corpus.yaml_texts, 8_192),
    Fuzzer("Contract", corpus.contracts, 16_384),
    Fuzzer("Multipart", corpus.forms, 2_048),
)


def fuzz() -> int:
    """Returns 0 only if no fuzzer has found anything. `TARGET` picks one, `MINUTES` is how long each runs; what was
    learnt is kept under `.local/fuzzing`, so the next run goes on from there."""
    chosen, minutes = choose(os.environ)
    set_up()
    outcome = []
    with Supervisor() as supervisor:
        for one in chosen:
            outcome.append((one, *_run(supervisor, one, minutes)))
    for one, inputs, finding, seconds in outcome:
        found = "nothing found" if finding is None else f"FOUND something: {finding}"
        say(f"{one.name}: {inputs} inputs in {duration(seconds)}, {found}")
    return 0 if all(finding is None for _, _, finding, _ in outcome) else 1


def choose(variables: "Mapping[str, str]") -> "tuple[tuple[Fuzzer, ...], float]":
    """Which fuzzers run, and for how many minutes each."""
    name = variables.get("TARGET", "").lower()
    chosen = tuple(one for one in FUZZERS if name in ("", one.name.lower()))
    if not chosen:
        raise StackFailure(f"TARGET must be {', '.join(one.name.lower() for one in FUZZERS)}, not {name!r}")
    try:
        minutes = float(variables.get("MINUTES") or "1")
    except ValueError:
        minutes = 0
    if not 0.05 <= minutes <= 1_440:
        raise StackFailure("MINUTES must be a number from 0.05 to 1440")
    return chosen, minutes


def _run(supervisor: Supervisor, fuzzer: Fuzzer, minutes: float) -> "tuple[str, Path | None, float]":
    product = f"{fuzzer.name}Fuzzing"
    environment = {"MATCHBOT_FUZZING": "1"}
    # The linker says of each of AddressSanitizer's functions that it stays inside, which would hide all else.
    build_log = paths.LOGS / f"fuzzing-{fuzzer.name}-build.log"
    with step(f"building {product}"):
        status = supervisor.run(
            "swift build", ["swift", "build", *_OPTIONS, "--product", product], directory=paths.CHECKOUT,
            environment=environment, log=build_log, timeout=_BUILD_TIMEOUT)
    if status != 0:
        raise StackFailure(f"the build failed; {build_log} ends with\n{_end(build_log)}")
    learnt, seeds, findings = (_FOLDER / fuzzer.name / part for part in ("learnt", "seeds", "findings"))
    shutil.rmtree(seeds, ignore_errors=True)
    count = corpus.write(fuzzer.seeds(), seeds, fuzzer.largest)
    for folder in (learnt, findings):
        folder.mkdir(parents=True, exist_ok=True)
    before = set(findings.iterdir())
    log = paths.LOGS / f"fuzzing-{fuzzer.name}.log"
    start = time.monotonic()
    with step(f"{product} for {minutes:g} min, beginning with {count} inputs"):
        # Leaks cannot be told, as in the sanitized tests; memory that grows without bounds is seen by its limit.
        status = supervisor.run(
            product,
            [products(_OPTIONS) / product, f"-max_total_time={max(1, round(minutes * 60))}",
             f"-max_len={fuzzer.largest}", f"-timeout={_LONGEST}", f"-report_slow_units={_LONGEST}",
             "-rss_limit_mb=3000", "-print_final_stats=1",
             f"-artifact_prefix={findings}/", learnt, seeds],
            log=log, environment={"ASAN_OPTIONS": "detect_leaks=0"}, timeout=minutes * 60 + 300)
    new = sorted(set(findings.iterdir()) - before)
    if status != 0:
        say(_end(log))
    elif b"PC tables" not in log.read_bytes():
        raise StackFailure(f"{product} was built without coverage, so it has tried nothing but noise")
    match = re.search(r"stat::number_of_executed_units: (\d+)", _end(log))
    finding = new[0] if new else log if status != 0 else None
    return match[1] if match else "an unknown number of", finding, time.monotonic() - start


def _end(log: Path) -> str:
    return log.read_bytes()[-4_000:].decode("utf-8", "replace")
