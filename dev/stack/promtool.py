"""promtool, which checks metrics and alert rules: Debian ships it in the package `prometheus`."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from . import paths
from .console import step
from .failure import StackFailure
from .prerequisites import administrator

_PROGRAM = paths.LOCAL / "prometheus" / "promtool"


def require_promtool() -> Path:
    """Finds promtool, or takes it out of Debian's package without installing that: the package would start a Prometheus
    of its own on port 9090."""
    found = shutil.which("promtool")
    if found is not None:
        return Path(found)
    if not os.access(_PROGRAM, os.X_OK):
        with step("fetching promtool"):
            _fetch()
    return _PROGRAM


def _fetch() -> None:
    if shutil.which("apt-get") is None:
        raise StackFailure("promtool is missing and there is no apt-get here. Install Prometheus (its promtool must be "
                           "on the PATH) and start again.")
    _PROGRAM.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_PROGRAM.parent) as name:
        folder = Path(name)
        # apt's own user must be able to write here, or it warns.
        folder.chmod(0o777)
        if not _download(folder):
            prefix = administrator()
            # Without package lists, or with old ones, the first try fails.
            if prefix is None or not _run([*prefix, "apt-get", "-q", "update"], folder) or not _download(folder):
                raise StackFailure("could not download Debian's package prometheus. Run this line, then start again:\n\n"
                                   "    sudo apt-get update && sudo apt-get install -y prometheus\n")
        package = next(folder.glob("prometheus_*.deb"))
        if not _run(["dpkg-deb", "-x", str(package), str(folder / "content")], folder):
            raise StackFailure("could not unpack Debian's package prometheus; is the disk full?")
        # Renamed at once, so that nobody finds half of it.
        os.replace(folder / "content" / "usr" / "bin" / "promtool", _PROGRAM)


def _download(folder: Path) -> bool:
    return _run(["apt-get", "-q", "download", "prometheus"], folder) and any(folder.glob("prometheus_*.deb"))


def _run(command: list[str], folder: Path) -> bool:
    with open(paths.LOGS / "promtool.log", "ab") as log:
        return subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log,
                              stderr=subprocess.STDOUT).returncode == 0
