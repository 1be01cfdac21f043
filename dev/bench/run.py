"""Starts everything, measures in turn (A B C A B C), and prints the medians."""

from __future__ import annotations

import os
import time

from stack.console import duration, say, step
from stack.failure import StackFailure
from stack.locks import FileLock
from stack.setup import set_up
from stack.supervisor import Supervisor
from stack.swift_toolchain import build_release

from .contestant import Contestant
from .load import Measurement, measure
from .peers import Peers
from .report import print_report
from .seeding import seed
from .servers import FOLDER, LOGS, Servers

_OURS = "matchbot"
_TESTS = ("sign_upload", "status", "download_url")
_CONNECTIONS = (64, 1)
_WARM_UP = 2
# Each measurement begins with the same rows and fresh statistics.
_RESET = ("DELETE FROM file_uploads WHERE status = 'pending'", "VACUUM FULL ANALYZE file_uploads", "CHECKPOINT")


def run_benchmark() -> int:
    """Returns 0 only if every answer under load was a success."""
    rounds, seconds = number("BENCH_ROUNDS", 3), number("BENCH_SECONDS", 5)
    set_up(extra_programs=("wrk",))
    FOLDER.mkdir(mode=0o755, exist_ok=True)
    lock = FileLock(FOLDER / "lock")
    if not lock.try_acquire():
        raise StackFailure("a benchmark of this checkout is running already")
    start = time.monotonic()
    results: dict[tuple[str, int], dict[str, list[Measurement]]] = {}
    with Supervisor() as supervisor:
        bench = _Bench(supervisor)
        try:
            contestants = bench.start()
            for test in _TESTS:
                for connections in _CONNECTIONS:
                    with step(f"{test}, {connections} connection(s), {rounds} rounds of {seconds} s each"):
                        by_server: dict[str, list[Measurement]] = {one.name: [] for one in contestants}
                        for _ in range(rounds):
                            for one in contestants:
                                by_server[one.name].append(bench.measure(one, test, connections, seconds))
                        results[test, connections] = by_server
        finally:
            supervisor.stop_all()
            bench.remove()
    print_report(results, _OURS)
    failed = sum(one.failed for by_server in results.values() for some in by_server.values() for one in some)
    say(f"make bench took {duration(time.monotonic() - start)}; {failed} requests failed.")
    return 0 if failed == 0 else 1


class _Bench:
    """The servers of one benchmark: ours, and the peers on the same PostgreSQL and store."""

    def __init__(self, supervisor: Supervisor) -> None:
        self._supervisor = supervisor
        self._servers: Servers | None = None

    def start(self) -> list[Contestant]:
        """Builds and starts everything, ours first since it creates the buckets, and seeds each server."""
        LOGS.mkdir(exist_ok=True)
        peers = Peers(self._supervisor, FOLDER / "peers", LOGS)
        peers.set_up()
        servers = self._servers = Servers(
            self._supervisor, build_release(self._supervisor), {"DATABASE_POOL_SIZE": "20"})
        ours = Contestant(_OURS, servers.service.url, "matchbot", LOGS / "matchbot.data")
        seed(ours, servers.secrets.token_secret, ingests=True)
        others = peers.start(servers.database, servers.ports, servers.service.environment)
        for one in others:
            seed(one, servers.secrets.token_secret, ingests=False)
        return [ours, *others]

    def measure(self, contestant: Contestant, test: str, connections: int, seconds: int) -> Measurement:
        """One measurement from the same starting point as every other."""
        if self._servers is not None:
            self._servers.database.query(contestant.database, *_RESET)
        measure(contestant, test, connections, _WARM_UP)
        measured = measure(contestant, test, connections, seconds)
        say(f"    {contestant.name:<10}{measured.requests_per_second:>10,.0f} requests/s, "
            f"p50 {measured.p50_milliseconds:.2f} ms, p99 {measured.p99_milliseconds:.2f} ms, {measured.failed} failed")
        return measured

    def remove(self) -> None:
        """Deletes the data."""
        if self._servers is not None:
            self._servers.remove()


def number(name: str, default: int) -> int:
    """A parameter of a benchmark from the environment, 1 to 600."""
    text = os.environ.get(name, "") or str(default)
    if not text.isdecimal() or not 1 <= int(text) <= 600:
        raise StackFailure(f"{name} must be a number from 1 to 600, not {text!r}")
    return int(text)
