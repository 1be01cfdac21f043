"""The Swift compiler: is it there, is it new enough, and where does it put what it builds."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Sequence

from . import paths
from .console import step
from .failure import StackFailure
from .supervisor import Supervisor

_REQUIRED = (6, 2)
SWIFT_SETTINGS = ["-swift-version", "6", *(argument for feature in (
    "ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility")
    for argument in ("-enable-upcoming-feature", feature))]
"""How generated code is compiled."""

_RUNTIME_MODULES = ("RegularExpressions", "ContractRuntime")
_VERIFIER_MODULES = ("YAML", "OpenAPI", "ContractVerifier")


def require_swift() -> str:
    """Returns the version found, or says what is needed."""
    needed = ".".join(map(str, _REQUIRED))
    advice = f"Swift {needed} or newer is needed; https://www.swift.org/install/linux tells how to install it."
    if shutil.which("swift") is None:
        raise StackFailure(f"`swift` is not on the PATH. {advice}")
    result = subprocess.run(["swift", "--version"], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    match = re.search(r"Swift version (\d+)\.(\d+)(\S*)", result.stdout + result.stderr)
    if match is None:
        said = (result.stderr or result.stdout).strip()[:300]
        raise StackFailure(f"`swift --version` does not work: {said}. {advice}")
    if (int(match[1]), int(match[2])) < _REQUIRED:
        raise StackFailure(f"Swift {match[1]}.{match[2]} was found. {advice}")
    return f"{match[1]}.{match[2]}{match[3]}"


def build_release(supervisor: Supervisor) -> Path:
    """Builds the service for release and returns its binary."""
    return _build(supervisor, "matchbot", "release")


def build_debug(supervisor: Supervisor) -> Path:
    """Builds the service for debugging and returns its binary: quicker to build, several times slower to run."""
    return _build(supervisor, "matchbot", "debug")


def build_generator(supervisor: Supervisor) -> Path:
    """Builds the generator for release and returns its binary."""
    return _build(supervisor, "codegen", "release")


def _build(supervisor: Supervisor, product: str, configuration: str) -> Path:
    with step(f"building {product} ({configuration}; the first time takes some minutes)"):
        status = supervisor.run(
            "swift build", ["swift", "build", "-c", configuration, "--product", product], directory=paths.CHECKOUT)
    if status != 0:
        raise StackFailure("the build failed, see above")
    binary = products(["-c", configuration]) / product
    if not binary.exists():
        raise StackFailure(f"the build left no binary at {binary}")
    return binary


def products(options: "Sequence[str]") -> Path:
    """The folder into which `swift build` with these options puts what it makes."""
    result = subprocess.run(
        ["swift", "build", *options, "--show-bin-path"], stdin=subprocess.DEVNULL, capture_output=True, text=True,
        cwd=paths.CHECKOUT)
    if result.returncode != 0:
        raise StackFailure(f"`swift build --show-bin-path` failed: {result.stderr.strip()}")
    return Path(result.stdout.strip())


def compile_runtime(
        folder: Path, settings: list[str], *, as_library: bool = False, with_verifier: bool = False) -> list[str]:
    """Compiles what generated code imports into a folder, without SwiftPM; returns what the compiler needs to use it.

    The verifier is what the code of the mode `examples` imports.
    """
    headers = ["-I", str(paths.CHECKOUT / "Sources" / "CYAML")] if with_verifier else []
    for module in _RUNTIME_MODULES + (_VERIFIER_MODULES if with_verifier else ()):
        sources = [str(path) for path in sorted((paths.CHECKOUT / "Sources" / module).rglob("*.swift"))]
        library = ["-emit-library", "-static", "-o", str(folder / f"lib{module}.a")] if as_library else []
        subprocess.run(
            ["swiftc", *settings, "-parse-as-library", "-module-name", module, "-I", str(folder), *headers,
             "-emit-module", "-emit-module-path", str(folder / f"{module}.swiftmodule"), *library, *sources],
            check=True, timeout=900)
    libraries = [f"-l{module}" for module in reversed(_RUNTIME_MODULES)] if as_library else []
    return ["-I", str(folder), *headers, *(["-L", str(folder)] if as_library else []), *libraries]
