"""The same API in Python and Go, where the folder `shared/peers` lies beside the checkout."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Callable, Mapping

from stack import paths
from stack.console import say, step
from stack.failure import StackFailure
from stack.http_probe import get_status
from stack.ports import PortBook
from stack.postgresql import PostgreSQL
from stack.supervisor import Supervisor

from .contestant import Contestant

_SOURCE = paths.CHECKOUT.parent / "shared" / "peers"
_SETUP_TIMEOUT = 900


class Peers:
    """Copies the peers into a folder, sets up what can be, and starts each over a database of its own."""

    def __init__(self, supervisor: Supervisor, folder: Path, logs: Path) -> None:
        self._supervisor = supervisor
        self._folder = folder
        self._logs = logs
        self._available: list[str] = []

    def set_up(self, names: "tuple[str, ...]" = ("python", "go")) -> None:
        """Sets up those of the peers that are named; leaves out, with one line, whatever cannot be had here."""
        if not _SOURCE.is_dir():
            say("==> no peers beside the checkout: measuring our service alone")
            return
        _copy_writable(_SOURCE, self._folder)
        for name, set_up in (("python", self._set_up_python), ("go", self._set_up_go)):
            if name in names:
                self._try(name, set_up)

    @property
    def python_folder(self) -> "Path | None":
        """The Python peer with its interpreter under `v/bin`; None where it could not be set up."""
        return self._folder / "fastapi" if "python" in self._available else None

    def create_database(self, name: str, database: PostgreSQL) -> str:
        """Creates a peer's database with the peers' own schema and users, and returns the database's name."""
        database_name = f"peer_{name}"
        database.create_database(database_name)
        sql = self._folder / "bench" / "sql"
        database.query(database_name, files=(sql / "schema.sql", sql / "seed.sql"))
        return database_name

    def start(self, database: PostgreSQL, ports: PortBook, environment: Mapping[str, str]) -> list[Contestant]:
        """Starts those that were set up; `environment` is our service's own."""
        contestants = []
        for name in self._available:
            with step(f"starting the {name} peer"):
                database_name = self.create_database(name, database)
                port, = ports.take([f"peer-{name}"])
                self._start_one(name, port, {
                    **environment, "DATABASE_URL": database.url(database_name), "RATE_LIMIT": "off", "PORT": str(port)})
                contestants.append(Contestant(
                    name, f"http://127.0.0.1:{port}", database_name, self._logs / f"{name}.data"))
        return contestants

    def _start_one(self, name: str, port: int, environment: Mapping[str, str]) -> None:
        # Twenty database connections for each server: two Python workers have ten each.
        if name == "python":
            command, pool = [self._folder / "fastapi" / "run.sh", str(port), "2"], "10"
        else:
            command, pool = [self._folder / "go" / "bin" / "api"], "20"
        process = self._supervisor.start(
            f"{name} peer", command, log=self._logs / f"{name}.log", environment={**environment, "DB_POOL_SIZE": pool})
        self._supervisor.wait_until(
            f"the {name} peer", lambda: get_status(port, "/health/live") == 200, process, timeout=60)

    def _try(self, name: str, set_up: Callable[[Path], bool]) -> None:
        log = self._logs / f"{name}-setup.log"
        with step(f"setting up the {name} peer"):
            if set_up(log):
                self._available.append(name)
            else:
                say(f"    cannot be had here, going on without it (why: {log})")

    def _set_up_python(self, log: Path) -> bool:
        folder = self._folder / "fastapi"
        pip = folder / "v" / "bin" / "pip"
        if (folder / "v" / "bin" / "uvicorn").exists():
            return True
        return (_logged([sys.executable, "-m", "venv", folder / "v"], log)
                and _logged([pip, "install", "--quiet", "--requirement", folder / "requirements.txt"], log))

    def _set_up_go(self, log: Path) -> bool:
        if (self._folder / "go" / "bin" / "api").exists():
            return True
        return _logged([self._folder / "go" / "setup.sh"], log)


def _logged(command: "list[str | Path]", log: Path) -> bool:
    with open(log, "ab") as output:
        try:
            return subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=output,
                                  stderr=subprocess.STDOUT, timeout=_SETUP_TIMEOUT).returncode == 0
        except (OSError, subprocess.TimeoutExpired) as error:
            output.write(f"{error}\n".encode())
            return False


def _copy_writable(source: Path, target: Path) -> None:
    """Copies a folder that may be read-only over what an earlier run has copied and built."""
    try:
        shutil.copytree(source, target, dirs_exist_ok=True, copy_function=_copy_file)
    except (OSError, shutil.Error) as error:
        raise StackFailure(f"cannot copy {source} to {target}: {error}") from error


def _copy_file(source: str, target: str) -> str:
    os.makedirs(os.path.dirname(target), exist_ok=True)
    os.chmod(os.path.dirname(target), 0o755)
    shutil.copyfile(source, target)
    os.chmod(target, stat.S_IMODE(os.stat(source).st_mode) | stat.S_IWUSR)
    return target
