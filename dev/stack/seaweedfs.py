"""SeaweedFS as one process: master, volume server, filer and S3 gateway."""

from __future__ import annotations

import json
import signal
from pathlib import Path

from .console import say, step
from .http_probe import get_status
from .managed_process import ManagedProcess
from .ports import PortBook
from .s3_probe import accepts_credentials
from .secret_store import write_private
from .starting import with_fresh_ports
from .supervisor import Supervisor

_PARTS = ("master", "volume", "filer", "s3")


class SeaweedFS:
    """The S3 store of the development stack. Every port is bound to 127.0.0.1."""

    def __init__(self, supervisor: Supervisor, program: Path, directory: Path, access_key: str, secret_key: str,
                 ports: PortBook, log: Path) -> None:
        self._supervisor = supervisor
        self._program = program
        self._directory = directory
        self._access_key = access_key
        self._secret_key = secret_key
        self._book = ports
        self._log = log
        self.ports: dict[str, int] = {}
        self.process: ManagedProcess | None = None

    @property
    def endpoint(self) -> str:
        """Host and port, the form in which MinIO's clients take an endpoint."""
        return f"127.0.0.1:{self.ports['s3']}"

    def start(self) -> None:
        """Starts the store and waits until it accepts the keys and can place an object."""
        (self._directory / "data").mkdir(mode=0o700, parents=True, exist_ok=True)
        identity = {"name": "matchbot", "actions": ["Admin", "Read", "Write", "List", "Tagging"],
                    "credentials": [{"accessKey": self._access_key, "secretKey": self._secret_key}]}
        write_private(self._directory / "identities.json", json.dumps({"identities": [identity]}, indent=4) + "\n")
        with step("starting SeaweedFS"):
            self.process = with_fresh_ports(self._supervisor, self._launch, self._wait)
            say(f"    {self.endpoint}, data in {self._directory}")

    def _launch(self, fresh: bool) -> ManagedProcess:
        names = [f"seaweedfs-{part}{kind}" for part in _PARTS for kind in ("", "-grpc")]
        self.ports = {name.partition("-")[2]: port for name, port in zip(names, self._book.take(names, fresh=fresh))}
        command: list[str | Path] = [
            self._program, "-logtostderr=true", "server", f"-dir={self._directory / 'data'}",
            "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-filer", "-s3",
            f"-s3.config={self._directory / 'identities.json'}", "-s3.port.iceberg=0", "-s3.port.lance=0",
            "-s3.autoCreateBucket=false",
            # Small files, made when needed: an empty store takes well under a megabyte of disk.
            "-master.volumeSizeLimitMB=64", "-volume.max=100", "-master.telemetry=false",
            # One master has nobody to elect but itself; the default waits ten seconds at each start.
            "-master.electionTimeout=500ms", "-volume.preStopSeconds=0"]
        for part in _PARTS:
            command += [f"-{part}.port={self.ports[part]}", f"-{part}.port.grpc={self.ports[f'{part}-grpc']}"]
        # Writes have reached the kernel before they are acknowledged, so ending the process loses nothing. Its own
        # orderly stop waits 15 seconds for its own open gRPC streams, hence the short grace.
        return self._supervisor.start(
            "SeaweedFS", command, log=self._log, directory=self._directory, death_signal=signal.SIGKILL, grace=2.0,
            # A bucket begins with one volume instead of seven.
            environment={"WEED_MASTER_VOLUME_GROWTH_COPY_1": "1"})

    def _wait(self, process: ManagedProcess) -> None:
        self._supervisor.wait_until("SeaweedFS", self._answers, process, timeout=60)

    def _answers(self) -> bool:
        # The master assigns a place only when a volume server with room has reported to it.
        return (get_status(self.ports["s3"], "/healthz") == 200
                and get_status(self.ports["master"], "/dir/assign") == 200
                and accepts_credentials(self.ports["s3"], self._access_key, self._secret_key))

    def remove_sockets(self) -> None:
        """Deletes the Unix sockets that a killed server leaves in /tmp under its port numbers."""
        for part in _PARTS:
            for name in (f"seaweedfs-{part}-grpc-{self.ports.get(f'{part}-grpc')}.sock",
                         f"seaweedfs-{part}-{self.ports.get(part)}.sock"):
                try:
                    Path("/tmp", name).unlink(missing_ok=True)
                except OSError:
                    pass
