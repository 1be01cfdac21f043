"""The formatting rules of `.swift-format`, checked."""

from __future__ import annotations

from stack import paths
from stack.console import step
from stack.supervisor import Supervisor

_SOURCES = ("Package.swift", "Plugins", "Sources", "Tests", "Examples")


def lint(supervisor: Supervisor) -> int:
    """Returns swift format's exit status; every finding is printed with its file and line."""
    sources = [name for name in _SOURCES if (paths.CHECKOUT / name).exists()]
    with step("swift format lint --strict"):
        return supervisor.run(
            "swift format", ["swift", "format", "lint", "--strict", "--parallel", "--recursive", *sources],
            directory=paths.CHECKOUT)
