"""A private PostgreSQL cluster: own data directory, own password, TCP on 127.0.0.1 alone."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

from . import paths
from .console import say, step
from .failure import StackFailure
from .managed_process import ManagedProcess
from .ports import PortBook
from .process_control import preparation
from .starting import with_fresh_ports
from .supervisor import Supervisor

USER = "matchbot"
_FAST_BUT_UNSAFE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def installations() -> dict[int, Path]:
    """The folders of PostgreSQL's server programs by major version, as Debian and Ubuntu lay them out."""
    found = {}
    for folder in Path("/usr/lib/postgresql").glob("*/bin"):
        if folder.parent.name.isdigit() and all((folder / name).exists() for name in ("postgres", "initdb", "psql")):
            found[int(folder.parent.name)] = folder
    return found


def account() -> "tuple[int, int] | None":
    """Who the server runs as: the caller, or another user where the caller is root, whom PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    raise StackFailure("PostgreSQL does not run as root, and there is neither a user `postgres` nor `nobody`. "
                       "Create one with: useradd --system postgres")


class PostgreSQL:
    """One cluster. `durable=False` trades safety at power loss for speed, and is for tests and benchmarks only."""

    def __init__(self, supervisor: Supervisor, directory: Path, password: str, ports: PortBook, log: Path, *,
                 durable: bool) -> None:
        self._supervisor = supervisor
        self._account = account()
        self.directory = _reachable(directory, self._account)
        self._password = password
        self._ports = ports
        self._log = log
        self._durable = durable
        self.port = 0
        self.programs, self.version = self._choose_programs()
        self.process: ManagedProcess | None = None

    def url(self, database: str = "matchbot") -> str:
        """The connection URI of one database of this cluster, with the password."""
        return f"postgresql://{USER}:{self._password}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Creates the cluster at first, then starts it and waits until it answers."""
        self._make_directory()
        if not (self._data / "PG_VERSION").exists():
            with step(f"creating a PostgreSQL {self.version} cluster in {self.directory}"):
                self._initialize()
        self._clear_stale_pid_file()
        with step(f"starting PostgreSQL {self.version}"):
            self.process = with_fresh_ports(self._supervisor, self._launch, self._wait)
            self.create_database("matchbot")
            say(f"    127.0.0.1:{self.port}, data in {self.directory}")

    def create_database(self, name: str) -> None:
        """Creates a database unless it is there."""
        exists = self.query("postgres", f"SELECT 1 FROM pg_database WHERE datname = '{name}'")
        if not exists:
            self.query("postgres", f'CREATE DATABASE "{name}"')

    def query(self, database: str, *statements: str, files: "tuple[Path, ...]" = ()) -> str:
        """Runs SQL with psql and returns its bare output."""
        command = [str(self.programs / "psql"), "--no-psqlrc", "--quiet", "--tuples-only", "--no-align",
                   "--set=ON_ERROR_STOP=1", "--host=127.0.0.1", f"--port={self.port}", f"--username={USER}",
                   f"--dbname={database}"]
        for statement in statements:
            command += ["--command", statement]
        for file in files:
            command += ["--file", str(file)]
        result = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            env={**os.environ, "PGPASSWORD": self._password, "PGCONNECT_TIMEOUT": "5"})
        if result.returncode != 0:
            raise StackFailure(f"PostgreSQL refused a statement: {result.stderr.strip()}")
        return result.stdout.strip()

    @property
    def _data(self) -> Path:
        return self.directory / "data"

    def _choose_programs(self) -> "tuple[Path, int]":
        available = installations()
        if not available:
            raise StackFailure("no PostgreSQL server under /usr/lib/postgresql. "
                               "Install it: sudo apt-get install -y postgresql")
        try:
            version = int((self._data / "PG_VERSION").read_text().strip())
        except (OSError, ValueError):
            version = max(available)
        if version not in available:
            raise StackFailure(
                f"{self.directory} was made by PostgreSQL {version}, and only {sorted(available)} is installed. "
                f"Install it with `sudo apt-get install -y postgresql-{version}`, "
                "or drop the data with `make clean-data`.")
        return available[version], version

    def _make_directory(self) -> None:
        self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._account is not None:
            os.chown(self.directory, *self._account)

    def _initialize(self) -> None:
        temporary = self.directory / "unfinished"
        shutil.rmtree(temporary, ignore_errors=True)
        password_file = self.directory / "password"
        password_file.write_text(self._password + "\n", encoding="ascii")
        password_file.chmod(0o600)
        identity = {}
        if self._account is not None:
            os.chown(password_file, *self._account)
            identity = {"user": self._account[0], "group": self._account[1], "extra_groups": []}
        command = [self.programs / "initdb", "-D", temporary, "-U", USER, "--auth=scram-sha-256",
                   f"--pwfile={password_file}", "--encoding=UTF8", "--locale=C.UTF-8"]
        if not self._durable:
            command.append("--no-sync")
        try:
            with open(self._log, "wb") as log:
                status = subprocess.run(
                    [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
                    cwd=self.directory, preexec_fn=preparation(signal.SIGKILL), **identity).returncode
        finally:
            password_file.unlink()
        if status != 0:
            raise StackFailure(f"initdb failed, see {self._log}:\n{self._log.read_text(errors='replace')[-2000:]}")
        # A cluster is either whole or not there: an interrupted initdb leaves only `unfinished`.
        temporary.rename(self._data)

    def _launch(self, fresh: bool) -> ManagedProcess:
        self.port, = self._ports.take(["postgresql"], fresh=fresh)
        settings = {
            "listen_addresses": "127.0.0.1", "port": str(self.port), "unix_socket_directories": "",
            "logging_collector": "off", "log_destination": "stderr", "max_connections": "200",
            **({} if self._durable else _FAST_BUT_UNSAFE)}
        command: list[str | Path] = [self.programs / "postgres", "-D", self._data]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        # SIGINT is PostgreSQL's fast shutdown: it ends sessions and writes a checkpoint.
        return self._supervisor.start(
            "PostgreSQL", command, log=self._log, directory=self.directory, account=self._account,
            stop_signal=signal.SIGINT, death_signal=signal.SIGINT, grace=30.0)

    def _wait(self, process: ManagedProcess) -> None:
        self._supervisor.wait_until("PostgreSQL", self._answers, process, timeout=60)

    def _answers(self) -> bool:
        try:
            return self.query("postgres", "SELECT 1") == "1"
        except StackFailure:
            return False

    def _clear_stale_pid_file(self) -> None:
        """After a crash the file may name a process id that now belongs to someone else, and would keep PostgreSQL
        from starting. A server of this very cluster that is still shutting down is waited for instead."""
        file = self._data / "postmaster.pid"
        try:
            first = file.read_text().splitlines()[0]
        except (OSError, IndexError):
            return
        process = int(first) if re.fullmatch(r"\d+", first) else 0
        deadline = time.monotonic() + 30
        while process and _is_server_of(process, self._data):
            if time.monotonic() > deadline:
                raise StackFailure(f"process {process} still uses {self._data}. End it with: kill -INT {process}")
            time.sleep(0.1)
        file.unlink(missing_ok=True)


def _is_server_of(process: int, data: Path) -> bool:
    try:
        return os.fsencode(data) in Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False


def _reachable(directory: Path, identity: "tuple[int, int] | None") -> Path:
    """The directory itself, or one under /var/lib where the server's user cannot pass through to it."""
    if identity is None:
        return directory
    parent = next(folder for folder in directory.parents if folder.exists())
    passes = subprocess.run(["/usr/bin/test", "-x", str(parent)], user=identity[0], group=identity[1],
                            extra_groups=[], cwd="/").returncode == 0
    if passes:
        return directory
    return paths.SYSTEM_CLUSTERS / paths.checkout_name() / directory.relative_to(paths.LOCAL)
