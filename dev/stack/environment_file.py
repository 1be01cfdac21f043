"""`.local/dev.env`: how other programs find the running stack."""

from __future__ import annotations

import re
import urllib.parse
from pathlib import Path
from typing import Mapping

from . import paths
from .http_probe import get_status
from .locks import is_locked
from .secret_store import write_private

_HEADER = """\
# Written by `make run` once the stack is ready, removed when it stops.
# Use it with: set -a; . {path}; set +a
"""


def write_environment(file: Path, values: Mapping[str, str]) -> None:
    """Writes the variables, one a line. No value needs quoting in a shell: generated ones are made that way."""
    lines = "".join(f"{name}={value}\n" for name, value in values.items())
    write_private(file, _HEADER.format(path=file) + lines)


def read_environment(file: Path) -> dict[str, str]:
    """The variables of the file, or none if it is missing."""
    try:
        text = file.read_text(encoding="utf-8")
    except OSError:
        return {}
    return dict(re.findall(r"^([A-Z][A-Z0-9_]*)=(.*)$", text, re.MULTILINE))


def live_environment() -> dict[str, str]:
    """The variables of this checkout's stack if it runs and is ready now, else none."""
    values = read_environment(paths.ENVIRONMENT_FILE)
    url = urllib.parse.urlsplit(values.get("MATCHBOT_URL", ""))
    # The lock tells a running stack from the file of a killed one whose port another checkout uses by now.
    if url.port is None or not is_locked(paths.RUN_LOCK):
        return {}
    return values if get_status(url.port, "/health/ready") == 200 else {}
