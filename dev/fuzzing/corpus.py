"""Where a fuzzer begins: the cases of the tests, one a file."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Iterator

from stack import paths

_TESTS = paths.CHECKOUT / "Tests"


def json_texts() -> "Iterator[bytes]":
    """The JSON Parsing Test Suite, its repeated bytes left out: they make large files of one idea."""
    for fields in _rows(_TESTS / "ContractRuntime" / "Fixtures" / "JSONTestSuite.tsv"):
        yield base64.b64decode(fields[1]) + base64.b64decode(fields[3] if len(fields) > 3 else "")


def yaml_texts() -> "Iterator[bytes]":
    """The YAML Test Suite."""
    for fields in _rows(_TESTS / "YAML" / "Fixtures" / "yaml-test-suite.tsv"):
        yield base64.b64decode(fields[1])


def contracts() -> "Iterator[bytes]":
    """The documents of the generator's tests, right and wrong ones, and those of this project."""
    documents = [paths.CHECKOUT / "openapi.yaml", *(paths.CHECKOUT / "Examples").glob("*/openapi.yaml")]
    for folder in ("SwiftGenerator/Fixtures", "GeneratedTypes"):
        documents += sorted((_TESTS / folder).rglob("*.yaml"))
    for document in documents:
        if document.name != "codegen.yaml":
            yield document.read_bytes()


def write(texts: "Iterator[bytes]", folder: Path) -> int:
    """Puts each text into a file of its own and returns how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for count, text in enumerate(texts, start=1):
        (folder / f"{count:05}").write_bytes(text)
    return count


def _rows(table: Path) -> "Iterator[list[str]]":
    for line in table.read_text(encoding="utf-8").splitlines():
        yield line.split("\t")
