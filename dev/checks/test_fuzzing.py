"""What make fuzz does before any fuzzer runs."""

import tempfile
import unittest
from pathlib import Path

from fuzzing import corpus
from fuzzing.run import FUZZERS, choose
from stack.failure import StackFailure


class ChoosingFuzzers(unittest.TestCase):
    def test_all_run_for_a_minute_when_nothing_is_said(self):
        self.assertEqual(choose({}), (FUZZERS, 1.0))

    def test_one_is_picked_by_name_and_given_its_time(self):
        chosen, minutes = choose({"TARGET": "yaml", "MINUTES": "10"})
        self.assertEqual(([one.name for one in chosen], minutes), (["YAML"], 10.0))

    def test_another_name_or_time_is_refused(self):
        for variables in ({"TARGET": "xml"}, {"MINUTES": "soon"}, {"MINUTES": "-1"}, {"MINUTES": "nan"}):
            with self.assertRaises(StackFailure):
                choose(variables)


class Corpora(unittest.TestCase):
    def test_every_fuzzer_has_inputs_to_begin_with(self):
        for fuzzer in FUZZERS:
            with tempfile.TemporaryDirectory() as folder:
                count = corpus.write(fuzzer.seeds(), Path(folder) / "seeds", fuzzer.largest)
                self.assertGreater(count, 20)
                written = list((Path(folder) / "seeds").iterdir())
                self.assertEqual(len(written), count)
                self.assertLessEqual(max(seed.stat().st_size for seed in written), fuzzer.largest)


if __name__ == "__main__":
    unittest.main()
