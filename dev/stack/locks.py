"""Advisory locks that the kernel releases when their holder dies, so none is ever stale."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from .failure import StackFailure


class FileLock:
    """An exclusive lock on a file; the file itself stays, only the lock counts."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def try_acquire(self) -> bool:
        """Takes the lock if nobody holds it."""
        return self._lock(fcntl.LOCK_EX | fcntl.LOCK_NB)

    def acquire(self) -> None:
        """Waits for the lock."""
        self._lock(fcntl.LOCK_EX)

    def release(self) -> None:
        """Gives the lock back; harmless when it is not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _lock(self, operation: int) -> bool:
        try:
            # Python opens files close-on-exec: no process that is started later keeps the lock alive.
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StackFailure(f"cannot open {self.path}: {error.strerror}") from error
        try:
            fcntl.flock(descriptor, operation)
        except BlockingIOError:
            os.close(descriptor)
            return False
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor
        return True


def is_locked(path: Path) -> bool:
    """Tells whether some process holds the lock on this file now."""
    if not path.exists():
        return False
    lock = FileLock(path)
    if lock.try_acquire():
        lock.release()
        return False
    return True
