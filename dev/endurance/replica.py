"""One `matchbot serve` of several over the same database and store, on a port that outlives its process."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Mapping

from stack.failure import StackFailure
from stack.http_probe import get_status
from stack.managed_process import ManagedProcess
from stack.supervisor import Supervisor


class Replica:
    """May be started again and again; a start does not wait for the database or the store."""

    def __init__(self, supervisor: Supervisor, binary: Path, name: str, port: int, folder: Path,
                 environment: "Mapping[str, str]") -> None:
        self._supervisor = supervisor
        self._binary = binary
        self._name = name
        self._port = port
        self.environment = {**environment, "MATCHBOT_HOST": "127.0.0.1", "MATCHBOT_PORT": str(port),
                            "TMPDIR": str(folder)}
        self.process: "ManagedProcess | None" = None

    @property
    def url(self) -> str:
        """The base of its addresses."""
        return f"http://127.0.0.1:{self._port}"

    def start(self, log: Path) -> None:
        """Starts the process."""
        self.process = self._supervisor.start(
            self._name, [self._binary, "serve"], log=log, environment=self.environment, grace=15.0)

    def wait_until_ready(self, seconds: float) -> None:
        """Waits until it says that it may be sent requests."""
        deadline = time.monotonic() + seconds
        while get_status(self._port, "/health/ready") != 200:
            if self.process is not None:
                self.process.check()
            if time.monotonic() > deadline:
                raise StackFailure(f"{self._name} was not ready within {seconds:g} s\n"
                                   f"{self.process.log_tail() if self.process else ''}")
            time.sleep(0.05)
