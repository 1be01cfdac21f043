"""The benchmark's file has the promised size and is CSV, and memory is read as the kernel tells it."""

from __future__ import annotations

import csv
import os
import random
import tempfile
import unittest
from pathlib import Path

from ingestion_bench import memory, statement


class StatementTests(unittest.TestCase):
    """Rows of a fixed length make exactly the largest upload."""

    def test_rows_add_up_to_the_largest_upload(self) -> None:
        source = random.Random(1)
        numbers = [0, 1, 50, 500, 2_000, statement._LONGER_ROWS, statement.ROWS - 1]
        lengths = [len(statement._row(number, ["2025-01-01"] * 366, source)) for number in numbers]
        self.assertEqual(lengths, [statement._SHORT + (number < statement._LONGER_ROWS) for number in numbers])
        total = len(statement._HEADER) + statement._SHORT * statement.ROWS + statement._LONGER_ROWS
        self.assertEqual(total, statement.SIZE)

    def test_every_row_has_three_columns(self) -> None:
        source = random.Random(1)
        lines = [statement._row(number, ["2025-01-01"] * 366, source) for number in range(10_000)]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "rows.csv"
            path.write_bytes("".join(lines).encode("ascii"))
            with open(path, encoding="ascii", newline="") as file:
                rows = list(csv.reader(file, strict=True))
        self.assertEqual(len(rows), 10_000)
        self.assertEqual({len(row) for row in rows}, {3})
        self.assertTrue(any("\n" in row[2] for row in rows) and any('"' in row[2] for row in rows))


class MemoryTests(unittest.TestCase):
    """Of this very process."""

    def test_the_peak_is_remembered_until_it_is_forgotten(self) -> None:
        block = bytearray(os.urandom(1 << 20) * 64)
        held = memory.peak_bytes(os.getpid())
        del block
        memory.forget_peak(os.getpid())
        self.assertLess(memory.peak_bytes(os.getpid()), held - (32 << 20))
        self.assertLessEqual(memory.resident_bytes(os.getpid()), memory.peak_bytes(os.getpid()))
