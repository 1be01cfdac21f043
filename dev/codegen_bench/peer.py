"""The same document and the same changes of it for swift-openapi-generator and for ours, in turn on one machine."""

from __future__ import annotations

import os
import shutil
import statistics
from pathlib import Path

from stack.console import say
from stack.failure import StackFailure

from .command import generation, run
from .plugin import asked_objects, build, make_package, with_a_property

_PACKAGES = ("swift-openapi-generator", "swift-openapi-runtime")
_PROGRAM = "swift-openapi-generator"
_MANIFEST = """\
// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "peer",
    dependencies: [
        .package(path: "{folder}/swift-openapi-generator"), .package(path: "{folder}/swift-openapi-runtime"),
    ],
    targets: [
        .target(
            name: "Spotify", dependencies: [.product(name: "OpenAPIRuntime", package: "swift-openapi-runtime")],
            plugins: [.plugin(name: "OpenAPIGenerator", package: "swift-openapi-generator")])
    ])
"""
_PRODUCTS = (".o", ".d", ".dia", ".swiftdeps", ".priors")
"""What the compiler writes for a target, without which it compiles everything; the rest is SwiftPM's plan."""
_GOAL = 10.0
_CONFIGURATION = "generate: [types, client]\naccessModifier: public\n"


def peer_folder() -> Path | None:
    """The folder with checkouts of theirs that PEER names, so that a wrong one is told before minutes have passed."""
    named = os.environ.get("PEER")
    if not named:
        return None
    folder = Path(named).resolve()
    for name in _PACKAGES:
        if not (folder / name / "Package.swift").is_file():
            raise StackFailure(f"there is no checkout of {name} in {folder}; PEER names a folder with those of "
                               + " and ".join(_PACKAGES))
    return folder


def measure_peer(github: Path, spotify: Path, work: Path, folder: Path) -> None:
    """Prints what theirs takes beside ours, types and client each: generating, compiling, one property more."""
    theirs = _make_peer(work / "peer", spotify, folder)
    run(["swift", "build", "-c", "release", "--product", _PROGRAM], directory=theirs)
    say()
    say("swift-openapi-generator on this machine, types and client (ours: mode client), in turn:")
    _compare_generating(github, work, theirs)
    ours = work / "plugin-client"
    contracts = {package: package / "Sources" / "Spotify" / "openapi.yaml" for package in (ours, theirs)}
    for package, contract in contracts.items():
        shutil.copyfile(spotify, contract)
        build(package)
    _compare_compiling(ours, theirs)
    ratios = []
    for name in asked_objects(spotify):
        seconds = []
        for package, contract in contracts.items():  # ours, then theirs
            contract.write_text(with_a_property(contract.read_text(encoding="utf-8"), name), encoding="utf-8")
            seconds.append(build(package))
        ratios.append(seconds[1] / seconds[0])
        _tell(f"a property of {name}", seconds[0], seconds[1])
    say(f"  one property more, median ratio {statistics.median(ratios):.1f}, "
        f"{sum(1 for ratio in ratios if ratio >= _GOAL)} of {len(ratios)} at least {_GOAL:.0f}")


def _make_peer(package: Path, document: Path, folder: Path) -> Path:
    target = package / "Sources" / "Spotify"
    target.mkdir(parents=True)
    (package / "Package.swift").write_text(_MANIFEST.format(folder=folder), encoding="utf-8")
    (target / "Spotify.swift").write_text("// The rest is generated.\n", encoding="utf-8")
    (target / "openapi-generator-config.yaml").write_text(_CONFIGURATION, encoding="utf-8")
    shutil.copyfile(document, target / "openapi.yaml")
    return package


def _compare_generating(document: Path, work: Path, package: Path) -> None:
    program = package / ".build" / "release" / _PROGRAM
    arguments = [str(program), "generate", str(document), "--mode", "types", "--mode", "client"]
    theirs = run([*arguments, "--output-directory", str(work / "peer-output")])
    shutil.rmtree(work / "peer-own", ignore_errors=True)
    own = run(generation(document, work / "peer-own", "client"))
    _tell(f"generating {document.name}, release", own.seconds, theirs.seconds)
    say(f"  peak memory {own.megabytes:.0f} MB, theirs {theirs.megabytes:.0f} MB")


def _compare_compiling(ours: Path, theirs: Path) -> None:
    seconds = []
    for package in (ours, theirs):
        for file in (package / ".build" / "debug" / "Spotify.build").iterdir():
            if file.suffix in _PRODUCTS:
                file.unlink()
        seconds.append(build(package))
    _tell("compiling Spotify, debug", seconds[0], seconds[1])


def _tell(what: str, own: float, theirs: float) -> None:
    say(f"  {what:<42}{own:7.2f} s   theirs {theirs:6.1f} s, {theirs / own:5.1f} times as long")
