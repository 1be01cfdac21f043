"""What the service has promised: one entry for each file whose confirmation was accepted."""

from __future__ import annotations

import threading
from typing import NamedTuple

from .samples import Sample


class User(NamedTuple):
    """Somebody who uploads: an identifier, a token, and a reconciliation of theirs."""

    id: str
    token: str
    reconciliation: str


class Promise:
    """One file on its way: what was uploaded, and what the service has said of it so far."""

    def __init__(self, user: User, file_id: str, sample: Sample) -> None:
        self.user = user
        self.file_id = file_id
        self.name = sample.name
        self.is_readable = sample.is_readable
        self.rows = sample.rows
        self.total = sample.total
        self.size = len(sample.content)
        self.digest = sample.digest
        self.is_confirmed = False
        self.is_refused = False
        """Whether confirm refused what cannot be read."""
        self.is_linked = False
        self.is_deleted = False
        self.deletion_is_unknown = False
        self.confirmation_is_unknown = False


class Ledger:
    """All promises of all clients."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._promises: "list[Promise]" = []

    def add(self, promise: Promise) -> None:
        """Notes a file whose bytes the store has accepted."""
        with self._lock:
            self._promises.append(promise)

    def all(self) -> "list[Promise]":
        """Every promise so far."""
        with self._lock:
            return list(self._promises)
