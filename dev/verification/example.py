"""The package in Examples: that another one can use the plugin and the libraries, and what it then has."""

from __future__ import annotations

from stack import paths
from stack.console import step
from stack.supervisor import Supervisor

_PACKAGE = paths.CHECKOUT / "Examples" / "Notes"
_TIMEOUT = 30 * 60.0


def test_example(supervisor: Supervisor) -> int:
    """Returns swift test's exit status."""
    with step("swift test in Examples/Notes (the first time takes some minutes)"):
        return supervisor.run("swift test of the example", ["swift", "test"], directory=_PACKAGE, timeout=_TIMEOUT)
