"""`dev.env` comes back as it was written, and nobody else may read it."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

from stack.environment_file import read_environment, write_environment
from stack.secret_store import Secrets


class EnvironmentFileTests(unittest.TestCase):
    """Over a temporary folder."""

    def setUp(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.addCleanup(self._folder.cleanup)
        self.folder = Path(self._folder.name)

    def test_values_survive(self) -> None:
        values = {"MATCHBOT_URL": "http://127.0.0.1:8080", "MATCHBOT_TOKEN": "a.b=.c", "EMPTY": ""}
        write_environment(self.folder / "dev.env", values)
        self.assertEqual(read_environment(self.folder / "dev.env"), values)

    def test_only_the_owner_may_read_it(self) -> None:
        write_environment(self.folder / "dev.env", {"JWT_SECRET": "secret"})
        self.assertEqual((self.folder / "dev.env").stat().st_mode & 0o777, 0o600)

    def test_a_missing_file_has_no_variables(self) -> None:
        self.assertEqual(read_environment(self.folder / "dev.env"), {})

    def test_secrets_are_made_once(self) -> None:
        first = Secrets.load(self.folder / "secrets.json")
        self.assertEqual(Secrets.load(self.folder / "secrets.json"), first)
        self.assertEqual(len(set(first)), 4)
        self.assertTrue(all(value.isalnum() for value in first))
