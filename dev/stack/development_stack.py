"""The stack of `make run` and `make demo`: kept data, one at a time in each checkout."""

from __future__ import annotations

import time
from pathlib import Path

from . import paths
from .console import say
from .engines import seaweedfs_program
from .environment_file import live_environment, read_environment, write_environment
from .failure import StackFailure
from .locks import FileLock, is_locked
from .ports import PortBook
from .postgresql import PostgreSQL
from .seaweedfs import SeaweedFS
from .secret_store import Secrets
from .service import DEVELOPER, Service
from .supervisor import Supervisor
from .swift_toolchain import build_release


class DevelopmentStack:
    """PostgreSQL, SeaweedFS and the service with data under `.local`. Use it in a `with` block."""

    def __init__(self, supervisor: Supervisor) -> None:
        self._supervisor = supervisor
        self._lock = FileLock(paths.RUN_LOCK)
        self._store: SeaweedFS | None = None
        self.environment: dict[str, str] = {}

    def __enter__(self) -> "DevelopmentStack":
        paths.prepare_local()
        if not self._lock.try_acquire():
            url = read_environment(paths.ENVIRONMENT_FILE).get("MATCHBOT_URL")
            where = f"at {url}" if url else "and is still starting"
            raise StackFailure(f"a stack of this checkout is running already, {where}. "
                               "Stop it first with Ctrl-C where it runs.")
        paths.ENVIRONMENT_FILE.unlink(missing_ok=True)
        return self

    def __exit__(self, *_: object) -> None:
        paths.ENVIRONMENT_FILE.unlink(missing_ok=True)
        self._supervisor.stop_all()
        if self._store is not None:
            self._store.remove_sockets()
        self._lock.release()

    def start(self) -> None:
        """Builds, starts everything and writes the environment file once the service is ready."""
        binary = build_release(self._supervisor)
        secrets = Secrets.load(paths.SECRETS_FILE)
        ports = PortBook(paths.PORTS_FILE)
        database = PostgreSQL(self._supervisor, paths.LOCAL / "postgresql", secrets.database_password, ports,
                              paths.LOGS / "postgresql.log", durable=True)
        database.start()
        self._store = SeaweedFS(self._supervisor, seaweedfs_program(), paths.LOCAL / "seaweedfs", secrets.access_key,
                                secrets.secret_key, ports, paths.LOGS / "seaweedfs.log")
        self._store.start()
        service = Service(self._supervisor, binary, database.url(), self._store.endpoint, secrets, ports, paths.LOCAL,
                          paths.LOGS / "matchbot.log")
        service.start()
        self.environment = {
            "MATCHBOT_URL": service.url,
            "MATCHBOT_TOKEN": service.token(),
            "MATCHBOT_USER": DEVELOPER,
            **service.environment,
        }
        write_environment(paths.ENVIRONMENT_FILE, self.environment)


def running_environment(patience: float = 1_800) -> dict[str, str]:
    """The environment of a stack that runs in this checkout, waiting for one that is still starting; none if none."""
    deadline = time.monotonic() + patience
    announced = False
    while True:
        values = live_environment()
        if values or not is_locked(Path(paths.RUN_LOCK)):
            return values
        if time.monotonic() > deadline:
            raise StackFailure(
                "the stack of this checkout did not become ready; see what it prints where it was started")
        if not announced:
            say("==> waiting for the stack that is starting in this checkout ...")
            announced = True
        time.sleep(0.5)
