"""The JuiceFS gateway: MinIO's own S3 front end over a local folder, the second dialect of the tests."""

from __future__ import annotations

import subprocess
from pathlib import Path

from .console import say, step
from .failure import StackFailure
from .http_probe import get_status
from .managed_process import ManagedProcess
from .ports import PortBook
from .s3_probe import accepts_credentials
from .starting import with_fresh_ports
from .supervisor import Supervisor


class JuiceFS:
    """A gateway with its own empty volume: metadata in SQLite, objects in files."""

    def __init__(self, supervisor: Supervisor, program: Path, directory: Path, access_key: str, secret_key: str,
                 ports: PortBook, log: Path) -> None:
        self._supervisor = supervisor
        self._program = program
        self._directory = directory
        self._access_key = access_key
        self._secret_key = secret_key
        self._ports = ports
        self._log = log
        self.port = 0

    @property
    def endpoint(self) -> str:
        """Host and port, the form in which MinIO's clients take an endpoint."""
        return f"127.0.0.1:{self.port}"

    def start(self) -> None:
        """Formats the volume at first, then starts the gateway and waits until it accepts the keys."""
        with step("starting the JuiceFS gateway"):
            self._format()
            with_fresh_ports(self._supervisor, self._launch, self._wait)
            say(f"    {self.endpoint}, data in {self._directory}")

    @property
    def _metadata(self) -> str:
        return f"sqlite3://{self._directory / 'metadata.db'}"

    def _format(self) -> None:
        self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if (self._directory / "metadata.db").exists():
            return
        command = [str(self._program), "--no-agent", "format", "--storage", "file",
                   "--bucket", f"{self._directory / 'objects'}/", "--trash-days", "0", self._metadata, "matchbot"]
        result = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if result.returncode != 0:
            raise StackFailure(f"juicefs format failed: {result.stderr.strip()[-2000:]}")

    def _launch(self, fresh: bool) -> ManagedProcess:
        self.port, metrics = self._ports.take(["juicefs", "juicefs-metrics"], fresh=fresh)
        command: list[str | Path] = [
            self._program, "--no-agent", "gateway", "--multi-buckets", "--keep-etag", "--object-tag", "--object-meta",
            "--no-usage-report", "--no-banner", "--backup-meta", "0", "--metrics", f"127.0.0.1:{metrics}",
            "--cache-dir", self._directory / "cache", "--cache-size", "64", "--log", self._directory / "gateway.log",
            self._metadata, self.endpoint]
        return self._supervisor.start(
            "JuiceFS gateway", command, log=self._log, directory=self._directory, grace=5.0,
            environment={"MINIO_ROOT_USER": self._access_key, "MINIO_ROOT_PASSWORD": self._secret_key})

    def _wait(self, process: ManagedProcess) -> None:
        self._supervisor.wait_until("the JuiceFS gateway", self._answers, process, timeout=60)

    def _answers(self) -> bool:
        return (get_status(self.port, "/minio/health/ready") == 200
                and accepts_credentials(self.port, self._access_key, self._secret_key))
