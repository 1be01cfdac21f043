"""System packages that a fresh Debian or Ubuntu lacks: found out without running anything, installed when missing."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from typing import Sequence

from . import paths
from .console import step
from .failure import StackFailure
from .postgresql import installations

_LIBRARIES = {"libpq-dev": "libpq", "libssl-dev": "libcrypto", "libyaml-dev": "yaml-0.1", "libzip-dev": "libzip",
              "libexpat1-dev": "expat"}
_INSTALL = "apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends"


def require_packages(extra_programs: Sequence[str] = ()) -> None:
    """Installs what is missing, or raises the one line that a person must run. `extra_programs` are packages that
    bring a program of the same name."""
    missing = _missing(extra_programs)
    if not missing:
        return
    line = f"sudo apt-get update && sudo apt-get install -y {' '.join(missing)}"
    if shutil.which("apt-get") is None:
        raise StackFailure(f"not installed: {', '.join(missing)} (names of Debian packages), and there is "
                           "no apt-get here. Install their equivalents and start again.")
    prefix = administrator()
    if prefix is None:
        raise StackFailure("packages are missing and this user may not install them. "
                           "Run this line, then start again:\n\n"
                           f"    {line}\n")
    with step(f"installing {' '.join(missing)}"):
        log = paths.LOGS / "apt.log"
        with open(log, "wb") as output:
            status = subprocess.run(
                [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "sh", "-c", _script(missing)],
                stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT).returncode
    remaining = _missing(extra_programs)
    if status != 0 or remaining:
        tail = log.read_text(encoding="utf-8", errors="replace").splitlines()[-12:]
        raise StackFailure(f"could not install {' '.join(remaining or missing)}; the end of {log}:\n"
                           + "\n".join(f"    {text}" for text in tail)
                           + f"\nOnce that is solved, run this line, then start again:\n\n    {line}\n")


def _missing(extra_programs: Sequence[str]) -> list[str]:
    missing = []
    has_pkg_config = shutil.which("pkg-config") is not None
    if not has_pkg_config:
        missing.append("pkg-config")
    for package, module in _LIBRARIES.items():
        if not (_is_installed(package) or has_pkg_config and _knows(module)):
            missing.append(package)
    if not installations():
        missing.append("postgresql")
    if importlib.util.find_spec("ensurepip") is None and not os.path.exists(paths.VIRTUAL_ENVIRONMENT / "bin" / "weed"):
        # Debian ships `ensurepip` apart from its Python.
        missing.append("python3-venv" if sys.executable.startswith("/usr/bin/") else "python3-pip")
    missing += [program for program in extra_programs if shutil.which(program) is None]
    return missing


def _is_installed(package: str) -> bool:
    try:
        result = subprocess.run(["dpkg-query", "--show", "--showformat=${db:Status-Status}", package],
                                stdin=subprocess.DEVNULL, capture_output=True, text=True)
    except OSError:
        return False
    return result.returncode == 0 and result.stdout.strip() == "installed"


def _knows(module: str) -> bool:
    command = ["pkg-config", "--exists", module]
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True).returncode == 0


def administrator() -> list[str] | None:
    """What to put before a command to run it as root without a question, or None where that is not possible."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is not None:
        allowed = subprocess.run(["sudo", "-n", "true"], stdin=subprocess.DEVNULL, capture_output=True).returncode == 0
        if allowed:
            return ["sudo", "-n"]
    return None


def _script(packages: Sequence[str]) -> str:
    install = f"{_INSTALL} {' '.join(packages)}"
    # Without package lists, or with old ones, the first try fails quickly, and only then are they fetched.
    script = f"{install} || {{ apt-get -q update && {install}; }}"
    if "postgresql" not in packages:
        return script
    # Debian's package would create a cluster of its own and start it on port 5432. Only programs are wanted here, so
    # that is switched off while the package is installed, unless PostgreSQL's common files are there already.
    return f"""
        folder=/etc/postgresql-common/createcluster.d
        switch=$folder/matchbot-files.conf
        if [ ! -e /etc/postgresql-common ]; then
            mkdir -p "$folder" && echo 'create_main_cluster = false' > "$switch"
        fi
        ( {script} )
        status=$?
        rm -f "$switch"
        exit $status
    """
