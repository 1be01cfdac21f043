"""Every document of a folder through the generator, and what comes out through the compiler's type checker."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

from stack import paths
from stack.console import duration, say, step
from stack.failure import StackFailure
from stack.measured_command import run_measured
from stack.setup import set_up
from stack.supervisor import Supervisor
from stack.swift_toolchain import SWIFT_SETTINGS, build_generator, compile_runtime

from specifications.faults import FAULTS
from specifications.suite import run_suites

_COMMAND_TIMEOUT = 600.0
_MODES = ("types", "server", "client", "examples")
_METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"}


class Outcome(NamedTuple):
    """What became of one document."""

    name: str
    operations: int
    schemas: int
    seconds: float
    megabytes: float
    lines: int
    check_seconds: float | None
    findings: int
    warnings: int
    failures: list[str]
    """What went wrong that is not the document's own fault."""
    faults: set[str]
    """The codes of what is wrong with the document, as the run without --lenient says."""


def run_specifications() -> int:
    """Prints the table; fails when anything goes wrong that is not declared as the document's own fault."""
    given = os.environ.get("SPECS")
    folder = Path(given) if given else paths.CHECKOUT.parent / "shared" / "specs"
    modes = os.environ.get("MODE", "types").split(",")
    if unknown := [mode for mode in modes if mode not in _MODES]:
        raise StackFailure(f"there is no mode '{unknown[0]}'; MODE= takes {', '.join(_MODES)}, or several with commas")
    documents = sorted([*folder.glob("*.yaml"), *folder.glob("*.yml"), *folder.glob("*.json")])
    if not documents:
        raise StackFailure(f"there is no OpenAPI document in {folder}; name a folder with SPECS=")
    set_up()
    output = paths.LOCAL / "specifications"
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir(parents=True)
    with Supervisor() as supervisor:
        build_generator(supervisor)
        with step("compiling what the generated code imports"):
            imports = compile_runtime(output, SWIFT_SETTINGS, with_verifier="examples" in modes)
        outcomes = {}
        for mode in modes:
            with step(f"{len(documents)} documents in the mode {mode}"):
                outcomes[mode] = [
                    _try(document, mode, output, imports, is_declared=given is None) for document in documents]
        with step("the JSON Schema Test Suite through generated types"):
            wrong = run_suites(paths.CHECKOUT / ".build" / "release" / "codegen", output, SWIFT_SETTINGS[:2])
    status = 0
    for mode in modes:
        if len(modes) > 1:
            say(f"Mode {mode}:")
        status = max(status, _report(outcomes[mode]))
    for name in wrong:
        say(f"wrong: {name}")
    return 1 if wrong else status


def _try(document: Path, mode: str, output: Path, imports: list[str], *, is_declared: bool) -> Outcome:
    folder = output / mode / document.name
    folder.mkdir(parents=True)
    program = str(paths.CHECKOUT / ".build" / "release" / "codegen")
    command = [program, "generate", str(document), "--output", str(folder), "--mode", mode]
    failures = []
    status, seconds, megabytes, errors = run_measured([*command, "--lenient"], errors_alone=True)
    if status not in (0, 1):
        failures.append(f"the generator ended with status {status}: {errors[-500:]}")
    elif status == 1:
        refusals = [line for line in errors.splitlines() if ": error: " in line]
        failures += [f"refused: {line}" for line in refusals or [errors.strip()[-500:]]]
    elif not any(folder.glob("*.swift")):
        failures.append("the generator ended with status 0 and wrote nothing")
    warnings = errors.count(": warning: ")
    faults, ending = _faults(command)
    failures += ending
    if is_declared:
        declared = FAULTS.get(document.name, set())
        failures += [f"an error that is not declared as the document's fault: {code}" for code in faults - declared]
        # Scenarios need no types, so what only planning these finds is not told there.
        if mode != "examples":
            failures += [f"declared as a fault and not found: {code}" for code in declared - faults]
    files = sorted(folder.glob("*.swift"))
    lines = sum(file.read_text(encoding="utf-8").count("\n") for file in files)
    check_seconds, findings = None, 0
    if status == 0 and files:
        check_seconds, complaints = _type_check(imports, files)
        findings = len(re.findall(r": (?:error|warning): ", complaints))
        if complaints:
            failures.append(f"the compiler complains: {complaints[:1_000]}")
    operations, schemas = _count(program, document)
    return Outcome(
        document.name, operations, schemas, seconds, megabytes, lines, check_seconds, findings, warnings, failures,
        faults)


def _faults(command: list[str]) -> tuple[set[str], list[str]]:
    """The codes of the errors that a run without --lenient finds; it writes nothing then. And how it ended, where that is
    no way to end."""
    strict = subprocess.run(
        [*command, "--format", "json"], capture_output=True, text=True, timeout=_COMMAND_TIMEOUT)
    if strict.returncode not in (0, 1):
        ending = f"the generator ended with status {strict.returncode} without --lenient: {strict.stderr[-500:]}"
        return set(), [ending]
    if strict.returncode == 0:
        return set(), []
    return {finding["code"] for finding in json.loads(strict.stderr) if finding["severity"] == "error"}, []


def _type_check(imports: list[str], files: list[Path]) -> tuple[float, str]:
    start = time.monotonic()
    checked = subprocess.run(
        ["swiftc", "-typecheck", *SWIFT_SETTINGS, *imports, *map(str, files)], capture_output=True,
        text=True, timeout=_COMMAND_TIMEOUT)
    complaints = checked.stderr if checked.returncode == 0 else checked.stderr or f"status {checked.returncode}"
    return time.monotonic() - start, complaints


def _count(program: str, document: Path) -> tuple[int, int]:
    """How many operations and named schemas a document has, counted in its bundle."""
    bundled = subprocess.run(
        [program, "bundle", str(document), "--json", "--lenient"], capture_output=True, timeout=_COMMAND_TIMEOUT)
    try:
        root = json.loads(bundled.stdout)
    except ValueError:
        return 0, 0
    items = (root.get("paths") or {}).values()
    operations = sum(1 for item in items if isinstance(item, dict) for key in item if key in _METHODS)
    return operations, len((root.get("components") or {}).get("schemas") or {})


def _report(outcomes: list[Outcome]) -> int:
    say()
    say(f"{'document':<30}{'operations':>11}{'schemas':>9}{'seconds':>9}{'MB':>6}{'lines':>8}{'check':>8}{'warnings':>10}"
        f"{'told':>6}  result")
    for one in outcomes:
        result = "ok"
        if one.failures:
            result = "FAILED"
        elif one.faults:
            result = f"ok with --lenient; the document's own: {', '.join(sorted(one.faults))}"
        check = "-" if one.check_seconds is None else duration(one.check_seconds)
        say(f"{one.name:<30}{one.operations:>11}{one.schemas:>9}{one.seconds:>9.2f}{one.megabytes:>6.0f}{one.lines:>8}"
            f"{check:>8}{one.findings:>10}{one.warnings:>6}  {result}")
    failed = [one for one in outcomes if one.failures]
    for one in failed:
        say()
        say(f"{one.name}:")
        for failure in one.failures[:10]:
            say(f"  {failure}")
    say()
    say(f"{len(outcomes)} documents: {len(outcomes) - len(failed)} generated and type-checked without an error or a "
        f"warning, {sum(1 for one in outcomes if one.faults)} of them wrong in themselves, {len(failed)} failed; "
        f"{sum(one.lines for one in outcomes)} lines, "
        f"{sum(one.seconds for one in outcomes):.1f} s to generate, "
        f"{sum(one.check_seconds or 0 for one in outcomes):.0f} s to type-check.")
    return 1 if failed else 0
