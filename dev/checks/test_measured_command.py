"""What a command took is told with how it ended and with what it wrote."""

from __future__ import annotations

import unittest

from codegen_bench.command import run
from stack.failure import StackFailure
from stack.measured_command import run_measured

_BOTH = "echo out; echo error >&2; exit 3"


class MeasuredCommandTests(unittest.TestCase):
    """Of a shell that writes to both streams and fails."""

    def test_status_and_both_streams_are_told(self) -> None:
        measured = run_measured(["sh", "-c", _BOTH])
        self.assertEqual((measured.status, measured.output), (3, "out\nerror\n"))
        self.assertGreater(measured.seconds, 0)
        self.assertGreater(measured.megabytes, 0)

    def test_errors_alone_leave_out_the_rest(self) -> None:
        self.assertEqual(run_measured(["sh", "-c", _BOTH], errors_alone=True).output, "error\n")

    def test_a_command_of_the_benchmark_fails_with_its_last_words(self) -> None:
        with self.assertRaises(StackFailure) as told:
            run(["sh", "-c", _BOTH])
        self.assertEqual(str(told.exception), "sh ended with status 3:\nout\nerror\n")
