"""The JSON Schema Test Suite through generated types: a struct for each group, tried with each of its values."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from stack import paths
from stack.console import say

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
_EXCEPTIONS = {
    # `additionalProperties: false` beside `allOf` holds for the whole, as docs/generator.md says.
    "additionalProperties: additionalProperties does not look in applicators: properties defined in allOf are not "
    "examined",
}


def run_suite(program: Path, output: Path, settings: list[str]) -> list[str]:
    """Generates, compiles and runs; returns what is wrong."""
    folder = output / "suite"
    folder.mkdir()
    schemas, cases = _read(paths.CHECKOUT / "Tests" / "OpenAPI" / "Fixtures" / "JSON-Schema-Test-Suite.jsonl")
    document = {
        "openapi": "3.1.0", "info": {"title": "Suite", "version": "1"}, "paths": {},
        "components": {"schemas": schemas}}
    (folder / "suite.json").write_text(json.dumps(document, indent=1), encoding="utf-8")
    (folder / "main.swift").write_text(_program(cases), encoding="utf-8")
    subprocess.run(
        [str(program), "generate", str(folder / "suite.json"), "--output", str(folder / "types"), "--mode", "types"],
        check=True, capture_output=True, timeout=600)
    sources = [str(path) for path in sorted((paths.CHECKOUT / "Sources" / "ContractRuntime").rglob("*.swift"))]
    subprocess.run(
        ["swiftc", "-emit-module", "-emit-library", "-static", "-parse-as-library", "-module-name", "ContractRuntime",
         *settings, "-emit-module-path", str(folder / "ContractRuntime.swiftmodule"),
         "-o", str(folder / "libContractRuntime.a"), *sources], check=True, timeout=900)
    subprocess.run(
        ["swiftc", *settings, "-I", str(folder), "-L", str(folder), "-lContractRuntime", "-o", str(folder / "suite"),
         str(folder / "main.swift"), *map(str, sorted((folder / "types").glob("*.swift")))], check=True, timeout=900)
    answers = subprocess.run(
        [str(folder / "suite")], check=True, capture_output=True, text=True, timeout=600).stdout.split()
    wrong = [case[1] for case, answer in zip(cases, answers, strict=True) if (answer == "true") != case[3]]
    say(f"JSON Schema Test Suite through generated types: {len(cases) - len(wrong)} of {len(cases)} tests are right")
    return [name for name in wrong if name not in _EXCEPTIONS] + [
        f"an exception that is right: {name}" for name in _EXCEPTIONS - set(wrong)]


def _read(file: Path) -> tuple[dict[str, object], list[tuple[str, str, str, bool]]]:
    schemas: dict[str, object] = {}
    cases = []
    for line in file.read_text(encoding="utf-8").splitlines():
        group = json.loads(line)
        if any(word in group["schema"] for word in _OWN_REFERENCES) or "\\u0000" in line or group["file"] == "format":
            continue
        schema = json.loads(group["schema"])
        if isinstance(schema, dict):
            schema.pop("$schema", None)
        name = f"Group{len(schemas)}"
        schemas[name] = {"type": "object", "required": ["value"], "properties": {"value": schema}}
        for test in group["tests"]:
            if _is_of_another_type(schema, json.loads(test["data"])):
                continue
            title = f"{group['file']}: {group['group']}: {test['description']}"
            cases.append((name, title, f'{{"value":{test["data"]}}}', test["valid"]))
    return schemas, cases


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
