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

_REMOTES = _FIXTURES / "JSON-Schema-Test-Suite-remotes.jsonl"
_OWN_REFERENCES = ('"$ref"', '"$id"', '"$anchor"', '"$dynamicRef"', '"$dynamicAnchor"', '"$vocabulary"')
_IMPLIED = {
    "properties": "object", "required": "object", "additionalProperties": "object", "patternProperties": "object",
    "propertyNames": "object", "minProperties": "object", "maxProperties": "object", "dependentRequired": "object",
    "dependentSchemas": "object", "unevaluatedProperties": "object", "items": "array", "prefixItems": "array",
    "contains": "array", "minContains": "array", "maxContains": "array", "minItems": "array", "maxItems": "array",
    "uniqueItems": "array", "unevaluatedItems": "array", "minLength": "string", "maxLength": "string",
    "pattern": "string", "minimum": "number", "maximum": "number", "exclusiveMinimum": "number",
    "exclusiveMaximum": "number", "multipleOf": "number", "format": "string"}
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
    refused: dict[str, str]
    """The groups of which no types are made, each with the reason."""


class Batch(NamedTuple):
    """Groups that one document can hold: no two of them give the same identifier."""

    schemas: dict[str, object]
    """A schema for each group that a generated type can carry."""
    files: dict[str, object]
    """The schemas of groups with references of their own, by the names of the files that hold them."""
    cases: list[tuple[str, str, str, bool]]
    """The tests: the name of the schema, the title, the value, and whether it is valid."""
    identifiers: set[str]
    """What the groups call themselves or parts of themselves."""


_ENFORCED_FORMATS = (
    "email", "ipv4", "ipv6", "hostname", "date", "date-time", "time", "uri", "uri-reference", "uuid", "duration")
_DECISIONS = {
    "additionalProperties: additionalProperties does not look in applicators: properties defined in allOf are not "
    "examined": "`additionalProperties: false` beside `allOf` holds for the whole",
    "ref: root pointer ref: match": "a schema without `type` is taken to mean the one type that it speaks of",
    "ref: root pointer ref: recursive match": "a schema without `type` is taken to mean the one type that it speaks of",
}
_DIALECTS = {
    "vocabulary: schema that uses custom metaschema with with no validation vocabulary: no validation: invalid number, "
    "but it still validates": "a dialect of its own is read as JSON Schema 2020-12, which is warned of",
}
_IDENTIFIERS = {
    "refRemote: Location-independent identifier in remote ref: string is invalid": "OpenAPI 3.0 has no `id`",
}
_FORMATS = {
    f"format: {name} format: invalid {name} string is only an annotation by default":
        "the format is enforced here, and an annotation by default in JSON Schema" for name in _ENFORCED_FORMATS}
_BY_DYNAMIC_SCOPE = "what `$dynamicRef` leads to depends on what refers to it"
_TO_METASCHEMA = "it refers to the metaschema, which is no part of a contract"
_REFUSED = {
    "defs: validate definition against metaschema": _TO_METASCHEMA,
    "ref: remote ref, containing refs itself": _TO_METASCHEMA,
    "unevaluatedItems: unevaluatedItems with $dynamicRef": _BY_DYNAMIC_SCOPE,
    "unevaluatedProperties: unevaluatedProperties with $dynamicRef": _BY_DYNAMIC_SCOPE,
} | {
    f"dynamicRef: {group}": _BY_DYNAMIC_SCOPE
    for group in (
        "A $dynamicRef resolves to the first $dynamicAnchor still in scope that is encountered when the schema is "
        "evaluated",
        "A $dynamicRef with intermediate scopes that don't include a matching $dynamicAnchor does not affect dynamic "
        "scope resolution",
        "A $dynamicRef that initially resolves to a schema with a matching $dynamicAnchor resolves to the first "
        "$dynamicAnchor in the dynamic scope",
        "multiple dynamic paths to the $dynamicRef keyword",
        "after leaving a dynamic scope, it is not used by a $dynamicRef",
        "strict-tree schema, guards against misspelled properties",
        "tests for implementation dynamic anchor and reference link",
        "$ref and $dynamicAnchor are independent of order - $defs first",
        "$ref and $dynamicAnchor are independent of order - $ref first",
        "$dynamicRef skips over intermediate resources - direct reference",
        "$dynamicRef avoids the root of each schema, but scopes are still registered",
    )
}
_REFUSED_IN_DRAFT_4 = {
    name: _TO_METASCHEMA
    for name in ("definitions: validate definition against metaschema", "ref: remote ref, containing refs itself")
}
SUITES = (
    Suite("Generated types, draft 2020-12", "JSON-Schema-Test-Suite.jsonl", "3.1.0", _DECISIONS | _DIALECTS | _FORMATS,
        _REFUSED),
    Suite("Generated types, draft 4 as OpenAPI 3.0", "JSON-Schema-Test-Suite-draft4.jsonl", "3.0.4",
        _DECISIONS | _IDENTIFIERS,
        _REFUSED_IN_DRAFT_4),
)


def run_suites(program: Path, output: Path, settings: list[str]) -> list[str]:
    """Generates, compiles and runs; returns what is wrong."""
    runtime = output / "suite"
    runtime.mkdir()
    imports = compile_runtime(runtime, settings, as_library=True)
    return [wrong for suite in SUITES for wrong in _run(suite, program, runtime, settings + imports)]


def _run(suite: Suite, program: Path, runtime: Path, settings: list[str]) -> list[str]:
    batches, left = read(suite)
    wrong: list[str] = []
    for number, batch in enumerate(batches):
        folder = runtime / f"{suite.version}-{number}"
        folder.mkdir()
        wrong += _try(suite, batch, folder, program, settings)
    cases = [case for batch in batches for case in batch.cases]
    seen = {case[1] for case in cases}
    say(f"JSON Schema Test Suite, {suite.name}: {len(cases) - len(seen & set(wrong))} of {len(cases)} tests are right")
    return [name for name in wrong if name not in suite.exceptions] + [
        f"an exception that is right: {name}" for name in suite.exceptions.keys() - set(wrong)] + _compare(
        suite.name, table(suite, cases, seen & set(wrong), left))


def _try(suite: Suite, batch: Batch, folder: Path, program: Path, settings: list[str]) -> list[str]:
    """The titles of the tests that are wrong, or what else is."""
    document = {
        "openapi": suite.version, "info": {"title": "Suite", "version": "1"}, "paths": {},
        "components": {"schemas": batch.schemas}}
    (folder / "suite.json").write_text(json.dumps(document, indent=1), encoding="utf-8")
    (folder / "main.swift").write_text(_program(batch.cases), encoding="utf-8")
    for name, schema in batch.files.items():
        (folder / name).write_text(json.dumps(schema), encoding="utf-8")
    for line in _REMOTES.read_text(encoding="utf-8").splitlines() if batch.files else []:
        remote = json.loads(line)
        file = folder / "remotes" / remote["path"]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(remote["schema"], encoding="utf-8")
    # The suite has defaults that break their schema, to show that they say nothing; OpenAPI 3.0 forbids them.
    generated = subprocess.run(
        [str(program), "generate", "suite.json", "--output", "types", "--mode", "types", "--lenient", "--map",
         "http://localhost:1234/=remotes/"], cwd=folder, capture_output=True, text=True, timeout=600)
    if generated.returncode != 0:
        return [f"{suite.name} is refused: {line}" for line in generated.stderr.splitlines() if ": error: " in line]
    subprocess.run(
        ["swiftc", *settings, "-o", str(folder / "suite"), str(folder / "main.swift"), *map(str, sorted((folder / "types").glob("*.swift")))], check=True, timeout=900)
    answers = subprocess.run(
        [str(folder / "suite")], check=True, capture_output=True, text=True, timeout=600).stdout.split()
    return [case[1] for case, answer in zip(batch.cases, answers, strict=True) if (answer == "true") != case[3]]


def table(
    suite: Suite, cases: list[tuple[str, str, str, bool]], wrong: set[str], refused: dict[str, int]) -> str:
    """How many tests of each file are right, and of which groups no types are made, as Markdown."""
    every = Counter(title.split(":")[0] for _, title, _, _ in cases)
    left = Counter(title.split(":")[0] for _, title, _, _ in cases if title in wrong)
    lines = ["| file | tests | right | left |", "|---|---|---|---|"]
    lines += [f"| {name} | {every[name]} | {every[name] - left[name]} | {left[name]} |" for name in sorted(every)]
    lines.append(f"| all | {len(cases)} | {len(cases) - sum(left.values())} | {sum(left.values())} |")
    for reason in dict.fromkeys(suite.exceptions.values()):
        names = sorted(name for name in suite.exceptions if suite.exceptions[name] == reason)
        lines += ["", f"Left, for {reason}:", "", *(f"- {name}" for name in names)]
    for reason in dict.fromkeys(suite.refused.values()):
        names = sorted(name for name in refused if suite.refused[name] == reason)
        lines += ["", f"Refused, for {reason}, with the number of tests:", "", *(f"- {name}: {refused[name]}" for name in names)]
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


def read(suite: Suite) -> tuple[list[Batch], dict[str, int]]:
    """The groups that a generated type can carry, and how many tests those have that are refused."""
    batches = [Batch({}, {}, [], set())]
    refused: dict[str, int] = {}
    for line in (_FIXTURES / suite.file).read_text(encoding="utf-8").splitlines():
        group = json.loads(line)
        if "\\u0000" in line:
            continue
        schema = json.loads(group["schema"])
        if isinstance(schema, dict):
            schema.pop("$schema", None)
        if suite.version.startswith("3.0") and not _is_of_openapi_3_0(schema):
            continue
        name = f"{group['file']}: {group['group']}"
        if name in suite.refused:
            refused[name] = len(group["tests"])
            continue
        number = sum(len(batch.schemas) for batch in batches)
        batch = batches[0]
        value = schema
        if any(word in group["schema"] for word in _OWN_REFERENCES):
            identifiers = _identifiers(schema)
            batch = next((batch for batch in batches[1:] if not batch.identifiers & identifiers), None)
            if batch is None:
                batch = Batch({}, {}, [], set())
                batches.append(batch)
            batch.identifiers.update(identifiers)
            batch.files[f"Group{number}.json"] = schema
            value = {"$ref": f"Group{number}.json"}
        batch.schemas[f"Group{number}"] = {"type": "object", "required": ["value"], "properties": {"value": value}}
        for test in group["tests"]:
            if _is_of_another_type(schema, json.loads(test["data"])):
                continue
            title = f"{name}: {test['description']}"
            batch.cases.append((f"Group{number}", title, f'{{"value":{test["data"]}}}', test["valid"]))
    return batches, refused


def _identifiers(schema: object) -> set[str]:
    """What schemas call themselves, which no two of a document may."""
    if isinstance(schema, list):
        return set().union(*map(_identifiers, schema))
    if not isinstance(schema, dict):
        return set()
    own = {f"{word} {schema[word]}" for word in ("$id", "$dynamicAnchor") if isinstance(schema.get(word), str)}
    return own.union(*map(_identifiers, schema.values()))


def _is_of_openapi_3_0(schema: object) -> bool:
    """Whether OpenAPI 3.0 has every keyword of a schema, in the form in which it stands."""
    if isinstance(schema, dict) and schema.keys() == {"$ref"}:
        return True
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
    if any(word in schema for word in ("allOf", "anyOf", "oneOf", "enum", "const", "$ref", "$dynamicRef")):
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
