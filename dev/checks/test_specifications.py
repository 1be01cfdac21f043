"""What `make specs` declares and leaves out is what the generator and the suite know."""

from __future__ import annotations

import re
import tempfile
import unittest
from pathlib import Path

from specifications import run
from specifications.faults import FAULTS
from specifications.suite import SUITES, _identifiers, _is_of_another_type, _is_of_openapi_3_0, read, table
from stack import paths


class SpecificationsTests(unittest.TestCase):
    def test_declared_faults_have_codes_that_the_generator_knows(self) -> None:
        registry = paths.CHECKOUT / "Sources" / "OpenAPI" / "Diagnostics" / "DiagnosticCode.swift"
        codes = set(re.findall(r'= "([a-z-]+)"', registry.read_text(encoding="utf-8")))
        for name, declared in FAULTS.items():
            self.assertTrue(declared and declared <= codes, name)

    def test_a_generator_that_crashes_is_no_document_without_faults(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            def faults(script: str) -> "tuple[set[str], list[str]]":
                program = Path(folder) / "codegen"
                program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
                program.chmod(0o755)
                return run._faults([str(program)])

            self.assertEqual(faults("exit 0"), (set(), []))
            findings = '[{"code": "a", "severity": "error"}, {"code": "b", "severity": "warning"}]'
            self.assertEqual(faults(f"echo '{findings}' >&2; exit 1"), ({"a"}, []))
            found, ending = faults("kill -SEGV $$")
            self.assertTrue(found == set() and len(ending) == 1 and "-11" in ending[0], ending)

    def test_values_of_another_type_than_the_implied_one_are_left_out(self) -> None:
        self.assertTrue(_is_of_another_type({"minLength": 1}, 5))
        self.assertFalse(_is_of_another_type({"minLength": 1}, "a"))
        self.assertFalse(_is_of_another_type({"minLength": 1, "minimum": 1}, True))
        self.assertFalse(_is_of_another_type({"type": "string", "minLength": 1}, 5))
        self.assertFalse(_is_of_another_type({"anyOf": [], "minLength": 1}, 5))

    def test_schemas_that_openapi_3_0_cannot_say_are_left_out(self) -> None:
        self.assertTrue(_is_of_openapi_3_0({"items": {"type": "integer"}, "exclusiveMinimum": True, "minimum": 1}))
        self.assertTrue(_is_of_openapi_3_0({"properties": {"a": {"$ref": "#"}}}))
        for schema in ({"type": ["string"]}, {"items": [{}]}, {"not": {"patternProperties": {}}}, {"type": "null"},
                       {"properties": {"a": {"$ref": "#", "not": {}}}}, {"anyOf": [{"dependencies": {}}]}):
            self.assertFalse(_is_of_openapi_3_0(schema), schema)

    def test_the_suites_have_their_tests(self) -> None:
        for suite, groups, tests in zip(SUITES, (330, 80), (1050, 320)):
            batches, refused = read(suite)
            self.assertGreater(sum(len(batch.schemas) for batch in batches), groups)
            self.assertGreater(sum(len(batch.cases) for batch in batches), tests)
            # What is refused must be there.
            self.assertEqual(refused.keys(), suite.refused.keys())

    def test_no_two_groups_of_a_document_give_the_same_identifier(self) -> None:
        self.assertEqual(
            _identifiers({"$id": "a", "allOf": [{"$dynamicAnchor": "b"}], "properties": {"$id": {"const": 1}}}),
            {"$id a", "$dynamicAnchor b"})
        for suite in SUITES:
            for batch in read(suite)[0]:
                each = [_identifiers(schema) for schema in batch.files.values()]
                self.assertEqual(sum(map(len, each)), len(set().union(*each)))

    def test_the_table_counts_by_file(self) -> None:
        cases = [("G", "a: b: c", "{}", True), ("G", "a: b: d", "{}", True), ("H", "b: c: d", "{}", False)]
        self.assertIn(
            "| a | 2 | 1 | 1 |\n| b | 1 | 1 | 0 |\n| all | 3 | 2 | 1 |", table(SUITES[1], cases, {"a: b: c"}, {}))


if __name__ == "__main__":
    unittest.main()
