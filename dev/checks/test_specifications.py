"""What `make specs` declares and leaves out is what the generator and the suite know."""

from __future__ import annotations

import re
import unittest

from specifications.faults import FAULTS
from specifications.suite import _is_of_another_type, _read
from stack import paths


class SpecificationsTests(unittest.TestCase):
    def test_declared_faults_have_codes_that_the_generator_knows(self) -> None:
        registry = paths.CHECKOUT / "Sources" / "OpenAPI" / "Diagnostics" / "DiagnosticCode.swift"
        codes = set(re.findall(r'= "([a-z-]+)"', registry.read_text(encoding="utf-8")))
        for name, declared in FAULTS.items():
            self.assertTrue(declared and declared <= codes, name)

    def test_values_of_another_type_than_the_implied_one_are_left_out(self) -> None:
        self.assertTrue(_is_of_another_type({"minLength": 1}, 5))
        self.assertFalse(_is_of_another_type({"minLength": 1}, "a"))
        self.assertFalse(_is_of_another_type({"minLength": 1, "minimum": 1}, True))
        self.assertFalse(_is_of_another_type({"type": "string", "minLength": 1}, 5))
        self.assertFalse(_is_of_another_type({"anyOf": [], "minLength": 1}, 5))

    def test_the_suite_has_its_tests(self) -> None:
        schemas, cases = _read(
            paths.CHECKOUT / "Tests" / "OpenAPI" / "Fixtures" / "JSON-Schema-Test-Suite.jsonl")
        self.assertGreater(len(schemas), 250)
        self.assertGreater(len(cases), 850)


if __name__ == "__main__":
    unittest.main()
