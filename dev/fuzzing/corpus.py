"""Where a fuzzer begins: the cases of the tests, one a file."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Iterator

from stack import paths

_TESTS = paths.CHECKOUT / "Tests"
_SHARED = paths.CHECKOUT.parent / "shared"
"""Real documents and the suites as they were published lie beside the checkout where they are at hand."""


def json_texts() -> "Iterator[bytes]":
    """The JSON Parsing Test Suite, its repeated bytes left out: they make large files of one idea."""
    for fields in _rows(_TESTS / "ContractRuntime" / "Fixtures" / "JSONTestSuite.tsv"):
        yield base64.b64decode(fields[1]) + base64.b64decode(fields[3] if len(fields) > 3 else "")
    yield from _files("suites/JSON-Schema-Test-Suite/tests", "*.json")
    yield from _files("specs", "*.json")


def yaml_texts() -> "Iterator[bytes]":
    """The YAML Test Suite, and real documents."""
    for fields in _rows(_TESTS / "YAML" / "Fixtures" / "yaml-test-suite.tsv"):
        yield base64.b64decode(fields[1])
    yield from _files("specs", "*.*")


def contracts() -> "Iterator[bytes]":
    """The documents of the generator's tests, right and wrong ones, those of this project, and real ones."""
    documents = [paths.CHECKOUT / "openapi.yaml", *(paths.CHECKOUT / "Examples").glob("*/openapi.yaml")]
    for folder in ("SwiftGenerator/Fixtures", "GeneratedTypes"):
        documents += sorted((_TESTS / folder).rglob("*.yaml"))
    for document in documents:
        if document.name != "codegen.yaml":
            yield document.read_bytes()
    yield from _files("specs", "*.*")


def forms() -> "Iterator[bytes]":
    """Forms of parts with the boundary `b`, behind the count of bytes that arrive at once."""
    disposition = b"Content-Disposition: form-data; name="
    bodies = (
        b"--b--",
        b"--b\r\n" + disposition + b"a\r\n\r\n1\r\n--b--",
        b"before\r\n--b \t\r\n" + disposition + b'"f"; filename="x%22.txt"\r\nContent-Type: text/plain\r\n\r\n'
        b"\r\n--c\r\n\r\n--b\r\n" + disposition + b"a; filename*=UTF-8''%e2%82%ac\r\nContent-Transfer-Encoding: binary\r\n"
        b"X-Angle: 1\r\n\r\n\r--b\n--b--after",
        b"--b\r\n\r\n--b\r\n" + disposition + b"\r\n--b--",
        b"--b\r\n" + disposition + b"a\r\n\r\n\r\n--b\r\n" + disposition + b"a\r\n\r\n--b",
    )
    for body in bodies:
        for size in (1, 2, 7, 64, 255):
            yield bytes([size]) + body


def write(texts: "Iterator[bytes]", folder: Path, largest: int) -> int:
    """Puts each text of at most `largest` bytes into a file of its own and returns how many there are; the fuzzer would
    cut off the others somewhere, which makes large inputs that mean nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for text in texts:
        if len(text) <= largest:
            count += 1
            (folder / f"{count:05}").write_bytes(text)
    return count


def _files(folder: str, pattern: str) -> "Iterator[bytes]":
    for file in sorted((_SHARED / folder).rglob(pattern)):
        yield file.read_bytes()


def _rows(table: Path) -> "Iterator[list[str]]":
    for line in table.read_text(encoding="utf-8").splitlines():
        yield line.split("\t")
