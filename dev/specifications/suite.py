"""The JSON Schema Test Suite through generated types: a struct for each group, tried with each of its values."""

from __future__ import annotations

import json
import os
import subprocess
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from stack import paths
from stack.console import say
from stack.swift_toolchain import compile_runtime

_FIXTURES = paths.CHECKOUT / "Tests" / "JSONSchemaSuite" / "Fixtures"
_TABLES = paths.CHECKOUT / "docs" / "json-schema.md"

_OWN_REFERENCES = ('"$ref"', '"$id"', '"$anchor"', '"$dynamicRef"', '"$dynamicAnchor"', '"$vocabulary"')
_IMPLIED = {
    "properties": "object", "required": "object", "additionalProperties": "object", "patternProperties": "object",
    "propertyNames": "object", "minProperties": "object", "maxProperties": "object", "dependentRequired": "object",
    "dependentSchemas": "object", "unevaluatedProperties": "object", "items": "array", "prefixItems": "array",
    "contains": "array", "minContains": "array", "maxContains": "array", "minItems": "array", "maxItems": "array",
    "uniqueItems": "array", "unevaluatedItems": "array", "minLength": "string", "maxLength": "string",
    "pattern": "string", "minimum": "number", "maximum": "number", "exclusiveMinimum": "number",
    "exclusiveMaximum": "number", "multipleOf": "number"}
_KINDS = {dict: "object", list: "array", str: "string", int: "number", float: "number", bool: "boolean"}
_OF_OPENAPI_3_0 = {
    "type", "properties", "required", "additionalProperties", "minProperties", "maxProperties", "items", "minItems",
    "maxItems", "uniqueItems", "minLength", "maxLength", "pattern", "minimum", "maximum", "exclusiveMinimum",
    "exclusiveMaximum", "multipleOf", "enum", "allOf", "anyOf", "oneOf", "not", "default", "format", "title",
    "description"}


class Suite(NamedTuple):
    """The tests of a draft, and the version of OpenAPI whose schemas they are tried as."""

    name: str
    file: str
    version: str
    exceptions: dict[str, str]
    """The tests that are not right, each with the reason."""


_DECISIONS = {
    "additionalProperties: additionalProperties does not look in applicators: properties defined in allOf are not "
    "examined": "`additionalProperties: false` beside `allOf` holds for the whole",
}
SUITES = (
    Suite("Generated types, draft 2020-12", "JSON-Schema-Test-Suite.jsonl", "3.1.0", _DECISIONS),
    Suite("Generated types, draft 4 as OpenAPI 3.0", "JSON-Schema-Test-Suite-draft4.jsonl", "3.0.4", _DECISIONS),
)


def run_suites(program: Path, output: Path, settings: list[str]) -> list[str]:
    """Generates, compiles and runs; returns what is wrong."""
    runtime = output / "suite"
    runtime.mkdir()
    imports = compile_runtime(runtime, settings, as_library=True)
    return [wrong for suite in SUITES for wrong in _run(suite, program, runtime, settings + imports)]


def _run(suite: Suite, program: Path, runtime: Path, settings: list[str]) -> list[str]:
    folder = runtime / suite.version
    folder.mkdir()
    schemas, cases = read(suite)
    document = {
        "openapi": suite.version, "info": {"title": "Suite", "version": "1"}, "paths": {},
        "components": {"schemas": schemas}}
    (folder / "suite.json").write_text(json.dumps(document, indent=1), encoding="utf-8")
    (folder / "main.swift").write_text(_program(cases), encoding="utf-8")
    # The suite has defaults that break their schema, to show that they say nothing; OpenAPI 3.0 forbids them.
    generated = subprocess.run(
        [str(program), "generate", str(folder / "suite.json"), "--output", str(folder / "types"), "--mode", "types",
         "--lenient"], capture_output=True, text=True, timeout=600)
    if generated.returncode != 0:
        return [f"{suite.name} is refused: {line}" for line in generated.stderr.splitlines() if ": error: " in line]
    subprocess.run(
        ["swiftc", *settings, "-o", str(folder / "suite"), str(folder / "main.swift"), *map(str, sorted((folder / "types").glob("*.swift")))], check=True, timeout=900)
    answers = subprocess.run(
        [str(folder / "suite")], check=True, capture_output=True, text=True, timeout=600).stdout.split()
    wrong = [case[1] for case, answer in zip(cases, answers, strict=True) if (answer == "true") != case[3]]
    say(f"JSON Schema Test Suite, {suite.name}: {len(cases) - len(wrong)} of {len(cases)} tests are right")
    return [name for name in wrong if name not in suite.exceptions] + [
        f"an exception that is right: {name}" for name in suite.exceptions.keys() - set(wrong)] + _compare(
        suite.name, table(suite, cases, set(wrong)))


def table(suite: Suite, cases: list[tuple[str, str, str, bool]], wrong: set[str]) -> str:
    """How many tests of each file are right, as Markdown."""
    every = Counter(title.split(":")[0] for _, title, _, _ in cases)
    left = Counter(title.split(":")[0] for _, title, _, _ in cases if title in wrong)
    lines = ["| file | tests | right | left |", "|---|---|---|---|"]
    lines += [f"| {name} | {every[name]} | {every[name] - left[name]} | {left[name]} |" for name in sorted(every)]
    lines.append(f"| all | {len(cases)} | {len(cases) - sum(left.values())} | {sum(left.values())} |")
    for name, reason in sorted(suite.exceptions.items()):
        lines += ["", f"Left, for {reason}:", "", f"- {name}"]
    return "\n".join(lines)


def _compare(heading: str, seen: str) -> list[str]:
    """Says whether the document has another table; writes it there with UPDATE_GOLDEN=1."""
    sections = _TABLES.read_text(encoding="utf-8").split("\n## ")
    names = [section.split("\n", 1)[0] for section in sections]
    if os.environ.get("UPDATE_GOLDEN") == "1":
        if heading not in names:
            sections.append("")
            names.append(heading)
        sections[names.index(heading)] = f"{heading}\n\n{seen}\n"
        _TABLES.write_text("\n## ".join(sections), encoding="utf-8")
    known = sections[names.index(heading)].split("\n", 1)[1].strip("\n") if heading in names else ""
    return [] if known == seen else [f"docs/json-schema.md has another table under '{heading}'; set UPDATE_GOLDEN=1"]


def read(suite: Suite) -> tuple[dict[str, object], list[tuple[str, str, str, bool]]]:
    """A schema for each group that a generated type can carry, and the tests with the names of these schemas."""
    schemas: dict[str, object] = {}
    cases = []
    for line in (_FIXTURES / suite.file).read_text(encoding="utf-8").splitlines():
        group = json.loads(line)
        if any(word in group["schema"] for word in _OWN_REFERENCES) or "\\u0000" in line or group["file"] == "format":
            continue
        schema = json.loads(group["schema"])
        if isinstance(schema, dict):
            schema.pop("$schema", None)
        if suite.version.startswith("3.0") and not _is_of_openapi_3_0(schema):
            continue
        name = f"Group{len(schemas)}"
        schemas[name] = {"type": "object", "required": ["value"], "properties": {"value": schema}}
        for test in group["tests"]:
            if _is_of_another_type(schema, json.loads(test["data"])):
                continue
            title = f"{group['file']}: {group['group']}: {test['description']}"
            cases.append((name, title, f'{{"value":{test["data"]}}}', test["valid"]))
    return schemas, cases


def _is_of_openapi_3_0(schema: object) -> bool:
    """Whether OpenAPI 3.0 has every keyword of a schema, in the form in which it stands."""
    if not isinstance(schema, dict) or not schema.keys() <= _OF_OPENAPI_3_0:
        return False
    if not isinstance(schema.get("type", ""), str) or schema.get("type") == "null":
        return False
    parts = [schema[word] for word in ("items", "not") if word in schema]
    parts += [part for word in ("allOf", "anyOf", "oneOf") for part in schema.get(word, [])]
    parts += schema.get("properties", {}).values()
    if isinstance(schema.get("additionalProperties"), dict):
        parts.append(schema["additionalProperties"])
    return all(_is_of_openapi_3_0(part) for part in parts)


def _is_of_another_type(schema: object, value: object) -> bool:
    """A schema without `type` that speaks of one type alone is taken to mean that type."""
    if not isinstance(schema, dict) or "type" in schema:
        return False
    if any(word in schema for word in ("allOf", "anyOf", "oneOf", "enum", "const")):
        return False
    implied = {_IMPLIED[word] for word in schema if word in _IMPLIED}
    kind = "null" if value is None else _KINDS[type(value)]
    return len(implied) == 1 and kind not in implied


def _program(cases: list[tuple[str, str, str, bool]]) -> str:
    lines = [
        "import ContractRuntime", "", "func check<Value: JSONReadable>(_ type: Value.Type, _ text: String) {",
        "    print((try? Value.read(jsonBytes: Array(text.utf8))) != nil)", "}"]
    parts = [cases[start:start + 100] for start in range(0, len(cases), 100)]
    for number, part in enumerate(parts):
        lines += ["", f"func part{number}() {{"]
        lines += [f"    check({name}.self, ##\"{text}\"##)" for name, _, text, _ in part]
        lines.append("}")
    return "\n".join([*lines, "", *(f"part{number}()" for number in range(len(parts)))]) + "\n"
