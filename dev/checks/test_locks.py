"""A lock counts while its holder lives, whatever the file says."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from stack.locks import FileLock, is_locked


class FileLockTests(unittest.TestCase):
    """Over a fresh file each."""

    def setUp(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.addCleanup(self._folder.cleanup)
        self.file = Path(self._folder.name) / "lock"

    def test_only_one_holder_at_a_time(self) -> None:
        first, second = FileLock(self.file), FileLock(self.file)
        self.assertTrue(first.try_acquire())
        self.assertFalse(second.try_acquire())
        first.release()
        self.assertTrue(second.try_acquire())
        second.release()

    def test_a_missing_file_is_not_locked_and_is_not_made(self) -> None:
        self.assertFalse(is_locked(self.file))
        self.assertFalse(self.file.exists())

    def test_a_started_process_does_not_keep_the_lock(self) -> None:
        lock = FileLock(self.file)
        self.assertTrue(lock.try_acquire())
        with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
            lock.release()
            self.assertFalse(is_locked(self.file))
            child.communicate(b"\n")
