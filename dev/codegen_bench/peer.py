"""The same document and the same changes of it for swift-openapi-generator and for ours, in turn on one machine."""

from __future__ import annotations

import os
import shutil
import statistics
from pathlib import Path

from stack.console import say
from stack.failure import StackFailure

from .command import generation, run
from .plugin import asked_objects, build, contract_of, plugin_package, with_a_property

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
_ROUNDS = 3
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
    ours = plugin_package(work, "client")
    for package in (ours, theirs):
        shutil.copyfile(spotify, contract_of(package))
        build(package)
    _tell("compiling Spotify, debug", _compile(ours), _compile(theirs))
    ratios = []
    for name in asked_objects(spotify):
        own, other = _add_property(ours, name), _add_property(theirs, name)
        ratios.append(other / own)
        _tell(f"a property of {name}", own, other)
    say(f"  one property more, median ratio {statistics.median(ratios):.1f}, "
        f"{sum(1 for ratio in ratios if ratio >= _GOAL)} of {len(ratios)} at least {_GOAL:.0f}")


def _make_peer(package: Path, document: Path, folder: Path) -> Path:
    contract = contract_of(package)
    target = contract.parent
    target.mkdir(parents=True)
    (package / "Package.swift").write_text(_MANIFEST.format(folder=folder), encoding="utf-8")
    (target / "Spotify.swift").write_text("// The rest is generated.\n", encoding="utf-8")
    (target / "openapi-generator-config.yaml").write_text(_CONFIGURATION, encoding="utf-8")
    shutil.copyfile(document, contract)
    return package


def _compare_generating(document: Path, work: Path, package: Path) -> None:
    program = package / ".build" / "release" / _PROGRAM
    output, own_output = work / "peer-output", work / "peer-own"
    command = [str(program), "generate", str(document), "--mode", "types", "--mode", "client"]
    own, theirs = [], []
    for _ in range(_ROUNDS):
        shutil.rmtree(own_output, ignore_errors=True)
        own.append(run(generation(document, own_output, "client")))
        shutil.rmtree(output, ignore_errors=True)
        theirs.append(run([*command, "--output-directory", str(output)]))
    seconds = [statistics.median(one.seconds for one in runs) for runs in (own, theirs)]
    peaks = [max(one.megabytes for one in runs) for runs in (own, theirs)]
    _tell(f"generating {document.name}, release", *seconds)
    say(f"  peak memory {peaks[0]:.0f} MB, theirs {peaks[1]:.0f} MB")


def _compile(package: Path) -> float:
    for file in (package / ".build" / "debug" / "Spotify.build").iterdir():
        if file.suffix in _PRODUCTS:
            file.unlink()
    return build(package)


def _add_property(package: Path, name: str) -> float:
    contract = contract_of(package)
    contract.write_text(with_a_property(contract.read_text(encoding="utf-8"), name), encoding="utf-8")
    return build(package)


def _tell(what: str, own: float, theirs: float) -> None:
    say(f"  {what:<42}{own:7.2f} s   theirs {theirs:6.1f} s, {theirs / own:5.1f} times as long")
