"""A sanitizer is chosen by name, and none of its reports is overlooked."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

from stack.failure import StackFailure
from verification.sanitize import SANITIZERS, choose, collect


class SanitizerTests(unittest.TestCase):
    """Without a compiler."""

    def test_both_run_unless_one_is_named(self) -> None:
        self.assertEqual([one.name for one in choose({})], ["address", "thread"])
        self.assertEqual([one.name for one in choose({"SANITIZER": "thread"})], ["thread"])
        with self.assertRaises(StackFailure):
            choose({"SANITIZER": "memory"})

    def test_reports_go_where_they_are_looked_for(self) -> None:
        for one in SANITIZERS:
            options = one.environment(Path("/reports"))[one.variable]
            self.assertTrue(one.variable.endswith("SAN_OPTIONS") and options.endswith(f":log_path=/reports/{one.name}"))

    def test_the_list_of_false_reports_is_there(self) -> None:
        thread, = choose({"SANITIZER": "thread"})
        self.assertTrue(Path(thread.options.partition("suppressions=")[2]).is_file())

    def test_every_report_that_says_something_is_collected(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            for name, text in (("thread.7", "WARNING: data race\n"), ("thread.8", ""), ("thread.9", "WARNING: more")):
                Path(folder, name).write_text(text, encoding="utf-8")
            self.assertEqual(collect(Path(folder)), ["WARNING: data race", "WARNING: more"])
