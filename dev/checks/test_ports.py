"""Ports stay the same while they are free, and change when they are not."""

from __future__ import annotations

import socket
import tempfile
import unittest
from pathlib import Path

from stack.ports import PortBook, is_free


class PortBookTests(unittest.TestCase):
    """Over a file that starts out missing."""

    def setUp(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.addCleanup(self._folder.cleanup)
        self.file = Path(self._folder.name) / "ports.json"

    def test_every_name_gets_a_free_port_of_its_own(self) -> None:
        ports = PortBook(None).take([f"part-{number}" for number in range(20)])
        self.assertEqual(len(set(ports)), 20)
        self.assertTrue(all(map(is_free, ports)))

    def test_the_next_start_gets_the_same_ports(self) -> None:
        first = PortBook(self.file).take(["a", "b"])
        self.assertEqual(PortBook(self.file).take(["a", "b"]), first)

    def test_a_port_that_was_taken_meanwhile_is_replaced(self) -> None:
        first, = PortBook(self.file).take(["a"])
        with socket.socket() as other:
            other.bind(("127.0.0.1", first))
            other.listen()
            second, = PortBook(self.file).take(["a"])
        self.assertNotEqual(second, first)

    def test_a_damaged_file_is_no_obstacle(self) -> None:
        self.file.write_text("{")
        self.assertEqual(len(PortBook(self.file).take(["a"])), 1)
