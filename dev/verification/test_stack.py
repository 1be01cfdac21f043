"""The stack of one `make test`: fresh, fast, on its own ports, and gone afterwards."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from stack import paths
from stack.console import say
from stack.engines import juicefs_program, seaweedfs_program
from stack.failure import StackFailure
from stack.juicefs import JuiceFS
from stack.locks import FileLock, is_locked
from stack.ports import PortBook
from stack.postgresql import PostgreSQL, installations
from stack.promtool import require_promtool
from stack.seaweedfs import SeaweedFS
from stack.secret_store import Secrets
from stack.supervisor import Supervisor

PREFIX = "test-"


class TestStack:
    """PostgreSQL, SeaweedFS and JuiceFS, each left out where the environment names one to use instead."""

    def __init__(self, supervisor: Supervisor) -> None:
        self._supervisor = supervisor
        self.directory = paths.LOCAL / f"{PREFIX}{os.getpid()}"
        self._lock = FileLock(self.directory / "lock")
        self._store: SeaweedFS | None = None
        self._secrets = Secrets.generate()

    def __enter__(self) -> "TestStack":
        # A missing key is told at once, not after a build of some minutes.
        self._secrets = _secrets(
            stores_given=bool(os.environ.get("MINIO_ENDPOINT") or os.environ.get("JUICEFS_ENDPOINT")))
        remove_abandoned()
        self.directory.mkdir(mode=0o755)
        self._lock.try_acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self._supervisor.stop_all()
        if self._store is not None:
            self._store.remove_sockets()
        for folder in (self.directory, _system_folder() / self.directory.name):
            shutil.rmtree(folder, ignore_errors=True)
        self._lock.release()

    def start(self) -> dict[str, str]:
        """Starts what is not given and returns the variables that the tests read."""
        given = {name: os.environ[name] for name in ("DATABASE_URL", "MINIO_ENDPOINT", "JUICEFS_ENDPOINT")
                 if os.environ.get(name)}
        secrets = self._secrets
        logs = paths.LOGS / "test"
        logs.mkdir(exist_ok=True)
        ports = PortBook(None)
        result = {
            **given,
            "MINIO_ACCESS_KEY": secrets.access_key,
            "MINIO_SECRET_KEY": secrets.secret_key,
            "MATCHBOT_TEST_WEED": str(seaweedfs_program()),
            "MATCHBOT_TEST_JUICEFS": str(juicefs_program()),
            "PROMTOOL": str(require_promtool()),
        }
        programs = installations()
        if programs:
            result["POSTGRES_BIN"] = str(programs[max(programs)])
        for name in given:
            say(f"==> using the given {name}")
        if "DATABASE_URL" not in given:
            database = PostgreSQL(
                self._supervisor, self.directory / "postgresql", secrets.database_password, ports,
                logs / "postgresql.log", durable=False)
            database.start()
            result["DATABASE_URL"] = database.url()
        if "MINIO_ENDPOINT" not in given:
            self._store = SeaweedFS(
                self._supervisor, seaweedfs_program(), self.directory / "seaweedfs", secrets.access_key,
                secrets.secret_key, ports, logs / "seaweedfs.log")
            self._store.start()
            result["MINIO_ENDPOINT"] = self._store.endpoint
        if "JUICEFS_ENDPOINT" not in given:
            gateway = JuiceFS(
                self._supervisor, juicefs_program(), self.directory / "juicefs", secrets.access_key,
                secrets.secret_key, ports, logs / "juicefs.log")
            gateway.start()
            result["JUICEFS_ENDPOINT"] = gateway.endpoint
        return result


def remove_abandoned() -> None:
    """Deletes what test runs that were killed have left; those that run now are left alone."""
    for folder in [*paths.LOCAL.glob(f"{PREFIX}*"), *_system_folder().glob(f"{PREFIX}*")]:
        if not is_locked(paths.LOCAL / folder.name / "lock"):
            shutil.rmtree(folder, ignore_errors=True)


def _system_folder() -> Path:
    return paths.SYSTEM_CLUSTERS / paths.checkout_name()


def _secrets(stores_given: bool) -> Secrets:
    generated = Secrets.generate()
    if not stores_given:
        return generated
    access_key, secret_key = os.environ.get("MINIO_ACCESS_KEY", ""), os.environ.get("MINIO_SECRET_KEY", "")
    if len(access_key) < 3 or len(secret_key) < 8:
        raise StackFailure("with MINIO_ENDPOINT or JUICEFS_ENDPOINT, set MINIO_ACCESS_KEY (3 characters or more) and "
                           "MINIO_SECRET_KEY (8 or more) too")
    return generated._replace(access_key=access_key, secret_key=secret_key)
