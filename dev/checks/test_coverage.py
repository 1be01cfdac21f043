"""The table of coverage counts handwritten files by room, and nothing else."""

from __future__ import annotations

import unittest
from pathlib import Path

from verification.coverage import Room, by_file, by_room, table, total


def _file(name: str, count: int, covered: int) -> "dict":
    return {"filename": name, "summary": {"lines": {"count": count, "covered": covered, "percent": 0}}}


class CoverageTests(unittest.TestCase):
    """Over an export as llvm-cov writes it."""

    def setUp(self) -> None:
        self.files = by_file({"data": [{"files": [
            _file("/checkout/Sources/YAML/Loader.swift", 90, 45),
            _file("/checkout/Sources/YAML/Deep/Node.swift", 10, 10),
            _file("/checkout/Sources/Server/Main.swift", 300, 240),
            _file("/checkout/.build/plugins/outputs/Generated/API.swift", 5_000, 0),
            _file("/checkout/.build/checkouts/swift-nio/Sources/NIO/Loop.swift", 5_000, 0),
            _file("/checkout/Tests/YAML/LoaderTests.swift", 5_000, 5_000),
        ]}]}, Path("/checkout/Sources"))
        self.rooms = by_room(self.files)

    def test_generated_files_dependencies_and_tests_do_not_count(self) -> None:
        self.assertEqual(self.rooms, [Room("Server", 300, 240), Room("YAML", 100, 55)])

    def test_files_are_named_by_their_path_under_sources(self) -> None:
        self.assertEqual([file.name for file in self.files], ["YAML/Loader.swift", "YAML/Deep/Node.swift",
                                                              "Server/Main.swift"])

    def test_the_total_weighs_by_lines(self) -> None:
        self.assertEqual(total(self.rooms), Room("total", 400, 295))
        self.assertAlmostEqual(total(self.rooms).percent, 73.75)

    def test_the_table_ends_with_the_total(self) -> None:
        lines = table(self.rooms)
        self.assertEqual(len(lines), 4)
        self.assertEqual(lines[-1].split(), ["total", "400", "295", "73.8"])

    def test_a_room_without_code_is_covered(self) -> None:
        self.assertEqual(Room("Empty", 0, 0).percent, 100)
