"""One server under measurement."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Contestant(NamedTuple):
    """A running server, its database, and the file of its users' file ids and tokens."""

    name: str
    url: str
    database: str
    data: Path
