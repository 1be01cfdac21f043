"""The benchmark of the generator changes the schema that it names, and tells a folder that does not hold the peer."""

from __future__ import annotations

import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from codegen_bench.peer import peer_folder
from codegen_bench.plugin import asked_objects, with_a_property
from stack.failure import StackFailure

_SCHEMAS = "".join(
    f"    {name}:\n      type: object\n      properties:\n        id:\n          type: string\n"
    for name in ("First", "Second", "Third", "Fourth", "Fifth", "Sixth"))
_DOCUMENT = f"components:\n  schemas:\n{_SCHEMAS}    Word:\n      type: string\n"


class ContractChangeTests(unittest.TestCase):
    """Properties are added to every fifth schema that has some."""

    def test_every_fifth_object_is_asked(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            document = Path(folder) / "openapi.yaml"
            document.write_text(_DOCUMENT, encoding="utf-8")
            self.assertEqual(asked_objects(document), ["First", "Sixth"])

    def test_a_property_comes_to_the_schema_that_is_named(self) -> None:
        changed = with_a_property(_DOCUMENT, "Sixth")
        before, after = changed.split("    Sixth:\n")
        self.assertNotIn("one_more", before)
        self.assertTrue(after.startswith("      type: object\n      properties:\n        one_more: {type: string"))


class PeerTests(unittest.TestCase):
    """What is not there is told before anything is measured."""

    def test_without_a_folder_there_is_no_peer(self) -> None:
        with mock.patch.dict(os.environ):
            os.environ.pop("PEER", None)
            self.assertIsNone(peer_folder())

    def test_a_folder_without_a_checkout_is_told(self) -> None:
        with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ, {"PEER": folder}):
            with self.assertRaises(StackFailure) as told:
                peer_folder()
            self.assertIn("there is no checkout of swift-openapi-generator in", str(told.exception))

    def test_a_folder_with_both_checkouts_is_taken(self) -> None:
        with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ, {"PEER": folder}):
            for name in ("swift-openapi-generator", "swift-openapi-runtime"):
                (Path(folder) / name).mkdir()
                (Path(folder) / name / "Package.swift").touch()
            self.assertEqual(peer_folder(), Path(folder).resolve())
