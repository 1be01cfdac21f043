"""Starts everything, measures in turn (service, \\copy, Python; and again), and prints the medians."""

from __future__ import annotations

import time

from bench.peers import Peers
from bench.run import number
from bench.servers import FOLDER, LOGS, Servers
from stack.console import duration, say, step
from stack.failure import StackFailure
from stack.locks import FileLock
from stack.setup import set_up
from stack.supervisor import Supervisor
from stack.swift_toolchain import build_release

from .contest import Contest
from .memory import resident_bytes
from .report import COPY, SERVICE, print_report
from .statement import write_statement

_BINARY_COPY = "psql \\copy, binary"
_PYTHON = "Python reference (no index)"
_REJECTIONS = "matchbot, every row rejected"
_SETTLING = 2.0


def run_benchmark() -> int:
    """Returns 0 only if every way stored the same rows and the targets hold."""
    rounds = number("BENCH_ROUNDS", 3)
    set_up()
    FOLDER.mkdir(mode=0o755, exist_ok=True)
    lock = FileLock(FOLDER / "lock")
    if not lock.try_acquire():
        raise StackFailure("a benchmark of this checkout is running already")
    start = time.monotonic()
    seconds: dict[str, list[float]] = {}
    with Supervisor() as supervisor:
        LOGS.mkdir(exist_ok=True)
        peers = Peers(supervisor, FOLDER / "peers", LOGS)
        peers.set_up(("python",))
        with step("writing the file"):
            path = FOLDER / "statement.csv"
            write_statement(path)
        servers = Servers(supervisor, build_release(supervisor), {"INGESTION_WORKERS": "1"})
        try:
            contest = Contest(servers, peers)
            time.sleep(_SETTLING)
            idle = resident_bytes(servers.process.process.pid)
            peak = 0
            for current in range(1, rounds + 1):
                with step(f"round {current} of {rounds}"):
                    peak = max(peak, _measure(contest, path.read_bytes(), seconds))
        finally:
            supervisor.stop_all()
            servers.remove()
            for form in ("csv", "binary"):
                (FOLDER / f"rows.{form}").unlink(missing_ok=True)
    holds = print_report(seconds, idle, peak)
    say(f"make bench-ingest took {duration(time.monotonic() - start)}.")
    return 0 if holds else 1


def _measure(contest: Contest, statement: bytes, seconds: "dict[str, list[float]]") -> int:
    """One round; returns the most memory that the service held in it."""
    ingested = contest.service(statement)
    exports = [(COPY, "csv", contest.export("csv")), (_BINARY_COPY, "binary", contest.export("binary"))]
    say(f"    {SERVICE}: {ingested.seconds:.2f} s, of which confirm {ingested.confirm_seconds:.2f} s")
    seconds.setdefault(SERVICE, []).append(ingested.seconds)
    for name, form, path in exports:
        measured = contest.copy(form, path)
        say(f"    {name}: {measured:.2f} s")
        seconds.setdefault(name, []).append(measured)
    measured_python = contest.python(ingested)
    if measured_python is not None:
        say(f"    {_PYTHON}: {measured_python:.2f} s")
        seconds.setdefault(_PYTHON, []).append(measured_python)
    rejections = contest.rejections(statement)
    say(f"    {_REJECTIONS}: {rejections.seconds:.2f} s")
    seconds.setdefault(_REJECTIONS, []).append(rejections.seconds)
    return max(ingested.peak_bytes, rejections.peak_bytes)
