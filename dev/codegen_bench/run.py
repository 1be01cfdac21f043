"""The generator beside libyaml's bare scan, the compiler on its output, and its JSON beside Foundation's."""

from __future__ import annotations

import os
import shutil
import statistics
from pathlib import Path

from stack import paths
from stack.console import say
from stack.failure import StackFailure
from stack.measured_command import Measured
from stack.setup import set_up
from stack.supervisor import Supervisor
from stack.swift_toolchain import SWIFT_SETTINGS, build_generator, compile_runtime

from .command import generation, run
from .peer import measure_peer, peer_folder
from .plugin import measure_plugin

_ROUNDS = 7
_THEIR_LINES = {"spotify.yaml": 45_874, "github-api.json": 295_354}
"""What swift-openapi-generator writes for the same documents, types and client together, as our mode `client` does."""
_MODES = ("types", "client", "server")


def run_benchmark() -> int:
    """Prints the ratios; fails only when something cannot be measured."""
    folder = Path(os.environ.get("SPECS") or paths.CHECKOUT.parent / "shared" / "specs")
    github, spotify = folder / "github-api.json", folder / "spotify.yaml"
    for document in (github, spotify):
        if not document.is_file():
            raise StackFailure(f"there is no {document.name} in {folder}; name a folder with SPECS=")
    peer = peer_folder()
    set_up()
    work = paths.LOCAL / "bench-codegen"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    with Supervisor() as supervisor:
        build_generator(supervisor)
    _measure_generator(github, work)
    for mode in ("types", "client"):
        _measure_compilation(spotify, work, mode)
    _measure_json(work)
    for mode in _MODES:
        measure_plugin(spotify, work, mode)
    if peer is not None:
        measure_peer(github, spotify, work, peer)
    return 0


def _measure_generator(document: Path, work: Path) -> None:
    scan = work / "scan"
    here = Path(__file__).resolve().parent
    run(["cc", "-O2", str(here / "scan.c"), "-lyaml", "-o", str(scan)])
    scans: list[Measured] = []
    runs: dict[str, list[Measured]] = {mode: [] for mode in _MODES}
    for _ in range(_ROUNDS):
        scans.append(run([str(scan), str(document)]))
        for mode in _MODES:
            output = work / f"{document.stem}-{mode}"
            shutil.rmtree(output, ignore_errors=True)
            runs[mode].append(run(generation(document, output, mode)))
    bare = statistics.median(one.seconds for one in scans)
    say()
    say(f"{document.name}, {document.stat().st_size / 1e6:.1f} MB, medians of {_ROUNDS} (goal: at most 8 times the scan, "
        "0.5 s, 200 MB, 0.5 of the lines):")
    say(f"  libyaml's bare scan           {bare:7.3f} s")
    for mode in _MODES:
        output = work / f"{document.stem}-{mode}"
        whole = statistics.median(one.seconds for one in runs[mode])
        lines = _lines(output)
        say(f"  generating, {mode:<8}          {whole:7.3f} s   {whole / bare:5.2f} times the scan, "
            f"{max(one.megabytes for one in runs[mode]):4.0f} MB at most, {lines} lines "
            f"({lines / _THEIR_LINES[document.name]:.2f} of swift-openapi-generator's)")
    again = run(generation(document, work / f"{document.stem}-types"))
    say(f"  types with nothing changed    {again.seconds:7.3f} s")


def _measure_compilation(document: Path, work: Path, mode: str) -> None:
    output = work / f"{document.stem}-{mode}"
    run(generation(document, output, mode))
    module, objects = work / f"modules-{mode}", work / f"objects-{mode}"
    module.mkdir()
    objects.mkdir()
    imports = compile_runtime(module, ["-Onone", *SWIFT_SETTINGS])
    files = sorted(str(file) for file in output.glob("*.swift"))
    compiled = run(
        ["swiftc", "-Onone", "-enable-batch-mode", "-j", "2", "-parse-as-library", "-module-name", "Spotify",
         *SWIFT_SETTINGS, *imports, "-c", *files], directory=objects)
    lines = _lines(output)
    say()
    say(f"{document.name}, mode {mode}, {len(files)} files, {lines} lines "
        f"({lines / _THEIR_LINES[document.name]:.2f} of swift-openapi-generator's):")
    say(f"  compiling in debug, 2 jobs    {compiled.seconds:7.1f} s   (theirs on the reference machine: 48 s)")
    say(f"  peak memory of one compiler   {compiled.megabytes:7.0f} MB  (theirs: 835 MB)")


def _measure_json(work: Path) -> None:
    here = Path(__file__).resolve().parent
    output, module = work / "payload", work / "optimised"
    module.mkdir()
    run(generation(here / "payload.yaml", output))
    imports = compile_runtime(module, ["-O", "-wmo", *SWIFT_SETTINGS], as_library=True)
    program, counter = work / "json", work / "allocations.o"
    run(["clang", "-O2", "-c", str(here / "allocations.c"), "-o", str(counter)])
    run(
        ["swiftc", "-O", "-wmo", "-import-objc-header", str(here / "allocations.h"), str(counter), "-module-name",
         "PayloadBenchmark", *SWIFT_SETTINGS, *imports, "-lswiftSynchronization", "-o", str(program),
         str(here / "main.swift"),
         *map(str, sorted(output.glob("*.swift")))])
    size, read, their_read, write, their_write, own, reading, writing = map(float, run([str(program)]).output.split())
    say()
    say(f"JSON of {size / 1e3:.0f} kB, best of 30:")
    say(f"  reading with validation       {read / 1e6:7.2f} ms  {their_read / read:5.1f} times as fast as JSONDecoder "
        "without (goal: 5)")
    say(f"  writing                       {write / 1e6:7.2f} ms  {their_write / write:5.1f} times as fast as JSONEncoder "
        "(goal: 5)")
    say(f"  allocations of reading       {reading:6.0f}     {own:.0f} of them are the values' own strings and arrays")
    say(f"  allocations of writing       {writing:6.0f}")


def _lines(folder: Path) -> int:
    return sum(file.read_text(encoding="utf-8").count("\n") for file in folder.glob("*.swift"))
