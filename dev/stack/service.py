"""The MatchBot service itself: its environment, its token, and when it is ready."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Mapping

from .console import say, step
from .failure import StackFailure
from .http_probe import get_status
from .managed_process import ManagedProcess
from .ports import PortBook, is_free
from .secret_store import Secrets
from .starting import with_fresh_ports
from .supervisor import Supervisor

DEVELOPER = "5eed0000-0000-4000-8000-000000000001"
"""The user whom the printed token names."""

_PREFERRED_PORT = 8080


class Service:
    """One `matchbot serve` process over a given database and store."""

    def __init__(self, supervisor: Supervisor, binary: Path, database_url: str, storage_endpoint: str,
                 secrets: Secrets, ports: PortBook, directory: Path, log: Path,
                 settings: "Mapping[str, str] | None" = None, preferred_port: int | None = _PREFERRED_PORT) -> None:
        self._supervisor = supervisor
        self._binary = binary
        self._ports = ports
        self._port_file = directory / "service.port"
        self._log = log
        self._preferred_port = preferred_port
        self.port = 0
        self.environment = {
            "DATABASE_URL": database_url,
            "MINIO_ENDPOINT": storage_endpoint,
            "MINIO_PUBLIC_ENDPOINT": storage_endpoint,
            "MINIO_ACCESS_KEY": secrets.access_key,
            "MINIO_SECRET_KEY": secrets.secret_key,
            "MINIO_SECURE": "false",
            "MINIO_REGION": "us-east-1",
            "JWT_SECRET": secrets.token_secret,
            **(settings or {}),
        }

    @property
    def url(self) -> str:
        """The base of every address of the service, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> ManagedProcess:
        """Starts the service, which migrates first, and waits until it is ready for requests."""
        with step("starting matchbot (migrates first)"):
            process = with_fresh_ports(self._supervisor, self._launch, self._wait)
            say(f"    {self.url}")
        return process

    def token(self, seconds: int = 86_400) -> str:
        """A token for the developer, signed by the service's own command."""
        result = subprocess.run(
            [str(self._binary), "token", "--user", DEVELOPER, "--expires-in", str(seconds)],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, env={**os.environ, **self.environment})
        token = result.stdout.strip()
        if result.returncode != 0 or not token:
            raise StackFailure(f"`matchbot token` failed: {result.stderr.strip()[-1000:]}")
        return token

    def _launch(self, fresh: bool) -> ManagedProcess:
        self._port_file.unlink(missing_ok=True)
        port = self._choose_port(fresh)
        return self._supervisor.start(
            "matchbot", [self._binary, "serve", "--port-file", self._port_file], log=self._log, grace=15.0,
            environment={**self.environment, "MATCHBOT_HOST": "127.0.0.1", "MATCHBOT_PORT": str(port)})

    def _choose_port(self, fresh: bool) -> int:
        wanted = os.environ.get("MATCHBOT_PORT", "") if self._preferred_port is not None else ""
        if wanted:
            if not wanted.isdecimal() or int(wanted) > 65_535:
                raise StackFailure(f"MATCHBOT_PORT must be a number from 0 to 65535, not {wanted!r}")
            if int(wanted) and not is_free(int(wanted)):
                raise StackFailure(f"port {wanted} (MATCHBOT_PORT) is in use. "
                                   "Choose another, or leave MATCHBOT_PORT out.")
            return int(wanted)
        if self._preferred_port is not None and not fresh and is_free(self._preferred_port):
            return self._preferred_port
        return self._ports.take(["matchbot"], fresh=fresh)[0]

    def _wait(self, process: ManagedProcess) -> None:
        self._supervisor.wait_until("matchbot", self._is_ready, process, timeout=90)

    def _is_ready(self) -> bool:
        try:
            text = self._port_file.read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            return False
        if not text.isdecimal():
            return False
        self.port = int(text)
        return get_status(self.port, "/health/ready") == 200
