"""The stack of one soak: a durable PostgreSQL, SeaweedFS and two replicas, each of which can be killed and revived."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from stack import paths
from stack.engines import seaweedfs_program
from stack.failure import StackFailure
from stack.locks import FileLock, is_locked
from stack.managed_process import ManagedProcess
from stack.ports import PortBook
from stack.postgresql import PostgreSQL
from stack.seaweedfs import SeaweedFS
from stack.secret_store import Secrets
from stack.supervisor import Supervisor

from .incidents import DATABASE, REPLICAS, STORE
from .process_tree import descendants, kill_all
from .replica import Replica

PREFIX = "soak-"


class Place:
    """Everything that a soak runs against. Use it in a `with` block; `start` it once."""

    def __init__(self, supervisor: Supervisor, binary: Path) -> None:
        self._supervisor = supervisor
        self._binary = binary
        self._directory = paths.LOCAL / f"{PREFIX}{os.getpid()}"
        self._logs = paths.LOGS / "soak"
        self._lock = FileLock(self._directory / "lock")
        self._secrets = Secrets.generate()
        self._generations: "dict[str, int]" = {}
        self._store: "SeaweedFS | None" = None
        self.database: "PostgreSQL | None" = None
        self.replicas: "dict[str, Replica]" = {}

    def __enter__(self) -> "Place":
        remove_abandoned()
        self._directory.mkdir(mode=0o755)
        self._lock.try_acquire()
        shutil.rmtree(self._logs, ignore_errors=True)
        self._logs.mkdir()
        return self

    def __exit__(self, *_: object) -> None:
        self._supervisor.stop_all()
        if self._store is not None:
            self._store.remove_sockets()
        for folder in (self._directory, paths.SYSTEM_CLUSTERS / paths.checkout_name() / self._directory.name):
            shutil.rmtree(folder, ignore_errors=True)
        self._lock.release()

    @property
    def logs(self) -> Path:
        """Where every process of the soak writes, one file for each of its lives."""
        return self._logs

    def start(self, settings: "dict[str, str]") -> None:
        """Starts all of it; `settings` are further variables of the service."""
        self._start_database()
        self._start_store()
        database, store = self._running()
        environment = {
            "DATABASE_URL": database.url(), "MINIO_ENDPOINT": store.endpoint,
            "MINIO_ACCESS_KEY": self._secrets.access_key, "MINIO_SECRET_KEY": self._secrets.secret_key,
            "JWT_SECRET": self._secrets.token_secret, **settings}
        for name in REPLICAS:
            folder = self._directory / name.replace(" ", "-")
            folder.mkdir()
            port, = PortBook(folder / "ports.json").take(["matchbot"])
            self.replicas[name] = Replica(self._supervisor, self._binary, name, port, folder, environment)
            self.replicas[name].start(self._log(name))
            self.replicas[name].wait_until_ready(90)

    def kill(self, name: str) -> None:
        """Ends a part with SIGKILL, with every process that belongs to it."""
        process = self._process(name)
        family = [process.process.pid, *descendants(process.process.pid)]
        kill_all(family)
        process.process.wait(timeout=10)
        self._supervisor.stop(process)

    def revive(self, name: str) -> None:
        """Starts a killed part again on its old port; a database or a store answers when this returns."""
        if name == DATABASE:
            self._start_database()
        elif name == STORE:
            self._start_store()
        else:
            self.replicas[name].start(self._log(name))

    def check(self) -> None:
        """Fails with the end of its log if a part is gone that nobody has killed."""
        for name in (DATABASE, STORE, *REPLICAS):
            self._process(name).check()

    def command(self, *arguments: str) -> str:
        """Runs `matchbot` as an operator does and returns what it printed."""
        result = subprocess.run(
            [str(self._binary), *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300,
            env={**os.environ, **self.replicas[REPLICAS[0]].environment})
        if result.returncode != 0:
            raise StackFailure(f"`matchbot {' '.join(arguments)}` failed: {result.stderr.strip()[-1000:]}")
        return result.stdout.strip()

    def query(self, *statements: str) -> str:
        """Asks the database directly, past the service."""
        return self._running()[0].query("matchbot", *statements)

    def _process(self, name: str) -> ManagedProcess:
        database, store = self._running()
        process = (database.process if name == DATABASE else store.process if name == STORE
                   else self.replicas[name].process)
        if process is None:
            raise StackFailure(f"the {name} has not been started")
        return process

    def _running(self) -> "tuple[PostgreSQL, SeaweedFS]":
        if self.database is None or self._store is None:
            raise StackFailure("the database and the store have not been started")
        return self.database, self._store

    def _start_database(self) -> None:
        # The same book gives the same port at every start; that PostgreSQL syncs is what a crash is worth trying for.
        again = PostgreSQL(self._supervisor, self._directory / "postgresql", self._secrets.database_password,
                           PortBook(self._directory / "database-ports.json"), self._log(DATABASE), durable=True)
        again.start()
        if self.database is not None and self.database.port != again.port:
            raise StackFailure("another program took the database's port while it was down; run the soak again")
        self.database = again

    def _start_store(self) -> None:
        if self._store is not None:
            self._store.remove_sockets()
        again = SeaweedFS(self._supervisor, seaweedfs_program(), self._directory / "seaweedfs",
                          self._secrets.access_key, self._secrets.secret_key,
                          PortBook(self._directory / "store-ports.json"), self._log(STORE))
        again.start()
        if self._store is not None and self._store.ports != again.ports:
            raise StackFailure("another program took a port of the store while it was down; run the soak again")
        self._store = again

    def _log(self, name: str) -> Path:
        number = self._generations[name] = self._generations.get(name, 0) + 1
        return self._logs / f"{name.replace(' ', '-')}-{number:03d}.log"


def remove_abandoned() -> None:
    """Deletes what soaks that were killed have left; one that runs now is left alone."""
    system = paths.SYSTEM_CLUSTERS / paths.checkout_name()
    for folder in [*paths.LOCAL.glob(f"{PREFIX}*"), *system.glob(f"{PREFIX}*")]:
        if not is_locked(paths.LOCAL / folder.name / "lock"):
            shutil.rmtree(folder, ignore_errors=True)
