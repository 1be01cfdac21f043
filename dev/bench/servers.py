"""One PostgreSQL with its ordinary, durable settings, one S3 store and our service: what a benchmark measures on."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Mapping

from stack import paths
from stack.engines import seaweedfs_program
from stack.managed_process import ManagedProcess
from stack.ports import PortBook
from stack.postgresql import PostgreSQL
from stack.seaweedfs import SeaweedFS
from stack.secret_store import Secrets
from stack.service import Service
from stack.supervisor import Supervisor

FOLDER = paths.LOCAL / "bench"
LOGS = paths.LOGS / "bench"


class Servers:
    """Starts with no data; `remove` deletes what was stored."""

    def __init__(self, supervisor: Supervisor, binary: Path, settings: Mapping[str, str]) -> None:
        LOGS.mkdir(exist_ok=True)
        _remove_data()
        self.secrets, self.ports = Secrets.generate(), PortBook(None)
        self.database = PostgreSQL(supervisor, FOLDER / "postgresql", self.secrets.database_password, self.ports,
                                   LOGS / "postgresql.log", durable=True)
        self._store = SeaweedFS(supervisor, seaweedfs_program(), FOLDER / "seaweedfs", self.secrets.access_key,
                                self.secrets.secret_key, self.ports, LOGS / "seaweedfs.log")
        self.database.start()
        self._store.start()
        self.service = Service(
            supervisor, binary, self.database.url(), self._store.endpoint, self.secrets, self.ports, FOLDER,
            LOGS / "matchbot.log", preferred_port=None,
            settings={"MATCHBOT_RATE_LIMITS": "off", "QUOTA_FILES": str(10**9), "QUOTA_BYTES": str(10**18),
                      "LOG_LEVEL": "warning", **settings})
        self.process: ManagedProcess = self.service.start()

    def remove(self) -> None:
        """Deletes the data, once everything has been stopped; the set-up of the peers stays for the next time."""
        self._store.remove_sockets()
        _remove_data()


def _remove_data() -> None:
    for parent in (paths.LOCAL, paths.SYSTEM_CLUSTERS / paths.checkout_name()):
        for name in ("postgresql", "seaweedfs"):
            shutil.rmtree(parent / "bench" / name, ignore_errors=True)
