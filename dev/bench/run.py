"""Starts everything, measures in turn (A B C A B C), and prints the medians."""

from __future__ import annotations

import os
import shutil
import time

from stack import paths
from stack.console import duration, say, step
from stack.engines import seaweedfs_program
from stack.failure import StackFailure
from stack.locks import FileLock
from stack.ports import PortBook
from stack.postgresql import PostgreSQL
from stack.seaweedfs import SeaweedFS
from stack.secret_store import Secrets
from stack.service import Service
from stack.setup import set_up
from stack.supervisor import Supervisor
from stack.swift_toolchain import build_release

from .contestant import Contestant
from .load import Measurement, measure
from .peers import Peers
from .report import print_report
from .seeding import seed

_OURS = "matchbot"
_TESTS = ("sign_upload", "status", "download_url")
_CONNECTIONS = (64, 1)
_WARM_UP = 2
# Each measurement begins with the same rows and fresh statistics.
_RESET = ("DELETE FROM file_uploads WHERE status = 'pending'", "VACUUM FULL ANALYZE file_uploads", "CHECKPOINT")


def run_benchmark() -> int:
    """Returns 0 only if every answer under load was a success."""
    rounds, seconds = _number("BENCH_ROUNDS", 3), _number("BENCH_SECONDS", 5)
    set_up(extra_programs=("wrk",))
    folder = paths.LOCAL / "bench"
    folder.mkdir(mode=0o755, exist_ok=True)
    lock = FileLock(folder / "lock")
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
    """The servers of one benchmark over one PostgreSQL with its ordinary, durable settings and one S3 store."""

    def __init__(self, supervisor: Supervisor) -> None:
        self._supervisor = supervisor
        self._folder = paths.LOCAL / "bench"
        self._logs = paths.LOGS / "bench"
        self._store: SeaweedFS | None = None
        self._database: PostgreSQL | None = None

    def start(self) -> list[Contestant]:
        """Builds and starts everything, ours first since it creates the buckets, and seeds each server."""
        self._logs.mkdir(exist_ok=True)
        peers = Peers(self._supervisor, self._folder / "peers", self._logs)
        peers.set_up()
        binary = build_release(self._supervisor)
        secrets, ports = Secrets.generate(), PortBook(None)
        self.remove()
        database = self._database = PostgreSQL(
            self._supervisor, self._folder / "postgresql", secrets.database_password, ports,
            self._logs / "postgresql.log", durable=True)
        database.start()
        self._store = SeaweedFS(self._supervisor, seaweedfs_program(), self._folder / "seaweedfs", secrets.access_key,
                                secrets.secret_key, ports, self._logs / "seaweedfs.log")
        self._store.start()
        service = Service(
            self._supervisor, binary, database.url(), self._store.endpoint, secrets, ports, self._folder,
            self._logs / "matchbot.log", preferred_port=None,
            settings={"MATCHBOT_RATE_LIMITS": "off", "QUOTA_FILES": str(10**9), "QUOTA_BYTES": str(10**18),
                      "DATABASE_POOL_SIZE": "20", "LOG_LEVEL": "warning"})
        service.start()
        ours = Contestant(_OURS, service.url, "matchbot", self._logs / "matchbot.data")
        seed(ours, secrets.token_secret, ingests=True)
        others = peers.start(database, ports, service.environment)
        for one in others:
            seed(one, secrets.token_secret, ingests=False)
        return [ours, *others]

    def measure(self, contestant: Contestant, test: str, connections: int, seconds: int) -> Measurement:
        """One measurement from the same starting point as every other."""
        if self._database is not None:
            self._database.query(contestant.database, *_RESET)
        measure(contestant, test, connections, _WARM_UP)
        measured = measure(contestant, test, connections, seconds)
        say(f"    {contestant.name:<10}{measured.requests_per_second:>10,.0f} requests/s, "
            f"p50 {measured.p50_milliseconds:.2f} ms, p99 {measured.p99_milliseconds:.2f} ms, {measured.failed} failed")
        return measured

    def remove(self) -> None:
        """Deletes the data; the set-up of the peers stays for the next time."""
        if self._store is not None:
            self._store.remove_sockets()
        for parent in (paths.LOCAL, paths.SYSTEM_CLUSTERS / paths.checkout_name()):
            for name in ("postgresql", "seaweedfs"):
                shutil.rmtree(parent / "bench" / name, ignore_errors=True)


def _number(name: str, default: int) -> int:
    text = os.environ.get(name, "") or str(default)
    if not text.isdecimal() or not 1 <= int(text) <= 600:
        raise StackFailure(f"{name} must be a number from 1 to 600, not {text!r}")
    return int(text)
