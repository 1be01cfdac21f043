"""What the build plugin costs in a plain `swift build`, and what a change of the contract builds anew."""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import time
from pathlib import Path
from typing import Callable, NamedTuple

from stack import paths
from stack.console import say
from stack.failure import StackFailure

_TIMEOUT = 1_800.0
_RUNTIME = ("RegularExpressions", "ContractRuntime")
_TARGETS = ("CYAML", "YAML", "OpenAPI", "SwiftGenerator", "codegen", *_RUNTIME)
_MANIFEST = """\
// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "{name}",
    {dependencies}
    targets: [
        .target(name: "RegularExpressions", swiftSettings: settings),
        .target(name: "ContractRuntime", dependencies: ["RegularExpressions"], swiftSettings: settings),
        {targets}
    ])
"""
_DEPENDENCIES = 'dependencies: [.package(path: "{path}")],'
_PLUGIN_TARGETS = """\
.systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1"),
        .target(name: "YAML", dependencies: ["CYAML"], swiftSettings: settings),
        .target(name: "OpenAPI", dependencies: ["RegularExpressions", "YAML"], swiftSettings: settings),
        .target(
            name: "SwiftGenerator", dependencies: ["OpenAPI", "RegularExpressions", "YAML"], swiftSettings: settings),
        .executableTarget(
            name: "codegen",
            dependencies: [
                "SwiftGenerator", "OpenAPI", "YAML",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: settings),
        .plugin(name: "CodegenPlugin", capability: .buildTool(), dependencies: ["codegen"]),
        .target(
            name: "Spotify", dependencies: ["ContractRuntime"], exclude: ["codegen.yaml", "openapi.yaml"],
            swiftSettings: settings, plugins: ["CodegenPlugin"]),"""
_PLAIN_TARGETS = '.target(name: "Spotify", dependencies: ["ContractRuntime"], swiftSettings: settings),'
_SCHEMA = "    TrackObject:\n"
_OBJECT = re.compile(r"^    (\w+):\n(?:      .*\n|\s*\n)*?      properties:\n", re.MULTILINE)
_EVERY = 5
_LIMIT = 5.0
_DESCRIPTION = "The album on which the track appears."


class Change(NamedTuple):
    """What one edit of the contract led to."""

    name: str
    written: int
    """Files of the generator that have another text."""
    compiled: int
    """Files that were compiled, those among them whose code stayed the same."""
    seconds: float


def measure_plugin(document: Path, work: Path, mode: str) -> None:
    """Prints what builds take, with the contract of Spotify in a package of its own."""
    folder = plugin_package(work, mode)
    contract = _make_package(folder, document, mode)
    clean = build(folder)
    with_plugin = statistics.median(build(folder) for _ in range(3))
    plain = work / f"plain-{mode}"
    _make(plain, _PLAIN_TARGETS, "", _RUNTIME)
    for file in _generated(folder):
        shutil.copyfile(file, plain / "Sources" / "Spotify" / file.name)
    clean_plain = build(plain)
    without_plugin = statistics.median(build(plain) for _ in range(3))
    changes = [
        _change(folder, contract, "a comment", lambda text: text.replace(_SCHEMA, "    # A comment.\n" + _SCHEMA)),
        _change(folder, contract, "a description", lambda text: text.replace(_DESCRIPTION, "The track's album.")),
    ]
    properties = [
        _change(folder, contract, name, lambda text, name=name: with_a_property(text, name))
        for name in asked_objects(document)]
    say()
    say(f"The plugin on {document.name}, mode {mode}, {len(_generated(folder))} files, debug:")
    say(f"  everything from nothing       {clean:7.1f} s   (without the plugin and the generator: {clean_plain:.1f} s)")
    say(f"  nothing changed               {with_plugin:7.2f} s   (without the plugin: {without_plugin:.2f} s)")
    for change in changes:
        say(f"  {change.name:<30}{change.seconds:7.2f} s   {change.written} files written, {change.compiled} compiled")
    for change in properties:
        say(f"  {'a property of ' + change.name:<42}{change.seconds:7.2f} s   {change.compiled} files compiled")
    within = sum(1 for change in properties if change.seconds <= _LIMIT)
    say(f"  one property more, median     {statistics.median(change.seconds for change in properties):7.2f} s"
        f"   {within} of {len(properties)} within {_LIMIT:.0f} s")


def plugin_package(work: Path, mode: str) -> Path:
    """The package whose target the plugin serves, which stays when it has been measured."""
    return work / f"plugin-{mode}"


def contract_of(package: Path) -> Path:
    """The contract of a package's target, whichever generator serves it."""
    return package / "Sources" / "Spotify" / "openapi.yaml"


def _make_package(folder: Path, document: Path, mode: str) -> Path:
    parser = paths.CHECKOUT / ".build" / "checkouts" / "swift-argument-parser"
    if not parser.is_dir():
        raise StackFailure("build the project once, so that its dependencies are at hand")
    _make(folder, _PLUGIN_TARGETS, _DEPENDENCIES.format(path=parser), (*_TARGETS,))
    (folder / "Plugins").symlink_to(paths.CHECKOUT / "Plugins")
    contract = contract_of(folder)
    shutil.copyfile(document, contract)
    contract.with_name("codegen.yaml").write_text(
        f"document: openapi.yaml\nmode: {mode}\nlenient: true\n", encoding="utf-8")
    return contract


def asked_objects(document: Path) -> list[str]:
    """The schemas that get one property more: a struct that others hold leads to more than one that stands alone."""
    text = document.read_text(encoding="utf-8")
    return [match.group(1) for match in _OBJECT.finditer(text)][::_EVERY]


def with_a_property(text: str, name: str) -> str:
    """The contract with one property more in the schema of that name."""
    place = next(match.end() for match in _OBJECT.finditer(text) if match.group(1) == name)
    return text[:place] + "        one_more: {type: string, maxLength: 10}\n" + text[place:]


def _make(folder: Path, targets: str, dependencies: str, sources: tuple[str, ...]) -> None:
    (folder / "Sources" / "Spotify").mkdir(parents=True)
    for name in sources:
        (folder / "Sources" / name).symlink_to(paths.CHECKOUT / "Sources" / name)
    (folder / "Sources" / "Spotify" / "Spotify.swift").write_text("// The rest is generated.\n", encoding="utf-8")
    (folder / "Package.swift").write_text(
        _MANIFEST.format(name=folder.name, dependencies=dependencies, targets=targets), encoding="utf-8")


def _change(folder: Path, contract: Path, name: str, edit: Callable[[str], str]) -> Change:
    before, after = contract.read_text(encoding="utf-8"), edit(contract.read_text(encoding="utf-8"))
    if before == after:
        raise StackFailure(f"the document has no place for {name}")
    texts = {file: file.read_bytes() for file in _generated(folder)}
    compilations = _compilations(folder)
    contract.write_text(after, encoding="utf-8")
    seconds = build(folder)
    written = sum(1 for file in _generated(folder) if texts.get(file) != file.read_bytes())
    compiled = sum(1 for file, time_ in _compilations(folder).items() if compilations.get(file) != time_)
    return Change(name, written, compiled, seconds)


def _generated(folder: Path) -> list[Path]:
    return sorted((folder / ".build" / "plugins" / "outputs").rglob("*.swift"))


def _compilations(folder: Path) -> dict[Path, int]:
    # An object whose code is the same is not written again, so what the compiler notes of dependencies is asked.
    notes = (folder / ".build" / "debug" / "Spotify.build").glob("*.d")
    return {file: file.stat().st_mtime_ns for file in notes if not file.name.endswith(".emit-module.d")}


def build(folder: Path) -> float:
    """Builds the target of a package, in debug; the seconds it took."""
    start = time.monotonic()
    built = subprocess.run(
        ["swift", "build", "--target", "Spotify"], cwd=folder, capture_output=True, text=True, timeout=_TIMEOUT)
    if built.returncode != 0:
        raise StackFailure(f"swift build ended with status {built.returncode}:\n{(built.stdout + built.stderr)[-2_000:]}")
    return time.monotonic() - start
