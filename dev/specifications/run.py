"""Every document of a folder through the generator, and what comes out through the compiler's type checker."""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

from stack import paths
from stack.console import duration, say, step
from stack.failure import StackFailure
from stack.setup import set_up
from stack.supervisor import Supervisor

_SWIFT_SETTINGS = ["-swift-version", "6", *(argument for feature in (
    "ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility")
    for argument in ("-enable-upcoming-feature", feature))]
_COMMAND_TIMEOUT = 600.0


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
    refusals: list[str]


def run_specifications() -> int:
    """Prints the table; fails when the generator crashes or when what it writes does not type-check."""
    folder = Path(os.environ.get("SPECS") or paths.CHECKOUT.parent / "shared" / "specs")
    mode = os.environ.get("MODE", "types")
    documents = sorted([*folder.glob("*.yaml"), *folder.glob("*.yml"), *folder.glob("*.json")])
    if not documents:
        raise StackFailure(f"there is no OpenAPI document in {folder}; name a folder with SPECS=")
    set_up()
    output = paths.LOCAL / "specifications"
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir(parents=True)
    with Supervisor() as supervisor:
        with step("building the generator for release"):
            status = supervisor.run(
                "swift build", ["swift", "build", "-c", "release", "--product", "codegen"], directory=paths.CHECKOUT,
                timeout=3_600)
        if status != 0:
            raise StackFailure("the build failed, see above")
        with step("compiling ContractRuntime, which the generated code imports"):
            _compile_runtime(output)
        outcomes = []
        with step(f"{len(documents)} documents in the mode {mode}"):
            for document in documents:
                outcomes.append(_try(document, mode, output))
    return _report(outcomes)


def _compile_runtime(output: Path) -> None:
    sources = [str(path) for path in sorted((paths.CHECKOUT / "Sources" / "ContractRuntime").rglob("*.swift"))]
    subprocess.run(
        ["swiftc", "-emit-module", "-parse-as-library", "-module-name", "ContractRuntime", *_SWIFT_SETTINGS,
         "-emit-module-path", str(output / "ContractRuntime.swiftmodule"), *sources],
        check=True, timeout=_COMMAND_TIMEOUT)


def _try(document: Path, mode: str, output: Path) -> Outcome:
    text = document.read_text(encoding="utf-8")
    folder = output / document.name
    folder.mkdir()
    program = paths.CHECKOUT / ".build" / "release" / "codegen"
    start = time.monotonic()
    status, errors, megabytes = _run_measured(
        [str(program), "generate", str(document), "--output", str(folder), "--mode", mode, "--lenient"])
    seconds = time.monotonic() - start
    if status not in (0, 1):
        raise StackFailure(f"the generator ended with status {status} on {document.name}:\n{errors[-2_000:]}")
    refusals = [line for line in errors.splitlines() if ": error: " in line]
    files = sorted(folder.glob("*.swift"))
    lines = sum(file.read_text(encoding="utf-8").count("\n") for file in files)
    check_seconds, findings = None, 0
    if status == 0:
        start = time.monotonic()
        checked = subprocess.run(
            ["swiftc", "-typecheck", *_SWIFT_SETTINGS, "-I", str(output), *map(str, files)], capture_output=True,
            text=True, timeout=_COMMAND_TIMEOUT)
        check_seconds = time.monotonic() - start
        findings = len(re.findall(r": (?:error|warning): ", checked.stderr))
        if checked.returncode != 0 or findings:
            say(checked.stderr[:2_000])
            findings = max(findings, 1)
    return Outcome(
        document.name, _count_operations(text), _count_schemas(text), seconds, megabytes, lines, check_seconds,
        findings, refusals)


def _run_measured(command: list[str]) -> tuple[int, str, float]:
    """Runs a command; returns its status, what it wrote to standard error, and its peak memory in megabytes."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, errors, _megabytes(usage)


def _megabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / 1_024


def _count_operations(text: str) -> int:
    """How many operations a document seems to have: an indication for the table, not a reading of the document."""
    return len(re.findall(r'^\s*"?(?:get|put|post|delete|options|head|patch|trace)"?:\s*\{?\s*$', text, re.MULTILINE))


def _count_schemas(text: str) -> int:
    """How many references lead to schemas of different names: an indication, as above."""
    return len(set(re.findall(r"#/components/schemas/([^'\"\s]+)", text)))


def _report(outcomes: list[Outcome]) -> int:
    say()
    say(f"{'document':<30}{'operations':>11}{'schemas':>9}{'seconds':>9}{'MB':>7}{'lines':>8}{'check':>9}  result")
    for one in outcomes:
        result = "ok"
        if one.refusals:
            result = f"refused: {len(one.refusals)}, such as {_shortened(one.refusals[0])}"
        elif one.findings:
            result = f"DOES NOT TYPE-CHECK: {one.findings} errors or warnings"
        check = "" if one.check_seconds is None else duration(one.check_seconds)
        say(f"{one.name:<30}{one.operations:>11}{one.schemas:>9}{one.seconds:>9.2f}{one.megabytes:>7.0f}{one.lines:>8}"
            f"{check:>9}  {result}")
    generated = [one for one in outcomes if not one.refusals]
    broken = [one for one in generated if one.findings]
    say()
    say(f"{len(outcomes)} documents: {len(generated) - len(broken)} generated and type-checked without a warning, "
        f"{len(outcomes) - len(generated)} refused with a place, {len(broken)} broken.")
    return 1 if broken else 0


def _shortened(line: str) -> str:
    message = line.split(": error: ", 1)[1]
    place = ":".join(line.split(": error: ", 1)[0].rsplit(":", 2)[1:])
    return f"{place} {message}"[:100]
