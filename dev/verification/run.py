"""Lint, the checks of these scripts, the build, every Swift test, and the package in Examples, in this order."""

from __future__ import annotations

import os
import sys
import time

from stack import paths
from stack.console import duration, say, step
from stack.failure import StackFailure
from stack.promtool import require_promtool
from stack.setup import set_up
from stack.supervisor import Supervisor
from stack.swift_toolchain import products

from .coverage import SCRATCH, Coverage
from .example import test_example
from .lint import lint
from .monitoring import check_monitoring
from .test_stack import TestStack

_TIMEOUT = 60 * 60.0


def run_tests() -> int:
    """Returns swift test's exit status; a finding of lint fails the run too, after the tests have had their say. The
    whole suite also measures its coverage; a part of it could not judge that, and is built without. The example is
    what a package of somebody else's would be, with a build folder of its own, so a part of the suite leaves it out."""
    start = time.monotonic()
    set_up()
    pattern = os.environ.get("FILTER", "")
    with Supervisor() as supervisor, TestStack(supervisor) as stack:
        coverage = None if pattern else Coverage(stack.directory)
        options = [] if coverage is None else [f"--scratch-path={SCRATCH}"]
        lint_status = lint(supervisor)
        with step("checks of the scripts in dev/"):
            script_status = supervisor.run(
                "checks of the scripts", [sys.executable, "-m", "unittest", "discover", "-s", "checks", "-t", "."],
                directory=paths.CHECKOUT / "dev", timeout=300)
        monitoring_status = check_monitoring(supervisor, require_promtool())
        with step("building everything with its tests (the first time takes some minutes)"):
            build_status = supervisor.run(
                "swift build", ["swift", "build", "--build-tests", *options], directory=paths.CHECKOUT,
                environment=None if coverage is None else coverage.build_environment, timeout=_TIMEOUT)
        if build_status != 0:
            raise StackFailure("the build failed, see above")
        environment = {**stack.start(), **({} if coverage is None else coverage.test_environment)}
        # One after the other: several tests measure time, and a machine that runs all of them at once is none to
        # measure on.
        command = ["swift", "test", "--skip-build", "--no-parallel", *options]
        command += ["--filter", pattern] if pattern else []
        with step(" ".join(command)):
            test_status = supervisor.run(
                "swift test", command, directory=paths.CHECKOUT, environment=environment,
                timeout=max(1.0, _TIMEOUT - (time.monotonic() - start)))
        example_status = 0 if pattern else test_example(supervisor)
        coverage_status = 0 if coverage is None else coverage.report(products(options))
    outcome = [("swift test", test_status), ("lint", lint_status), ("checks of dev/", script_status),
               ("promtool", monitoring_status),
               *([] if coverage is None else [("coverage", coverage_status), ("example", example_status)])]
    for name, status in outcome:
        say(f"{name}: {'passed' if status == 0 else f'FAILED (status {status})'}")
    say(f"make test took {duration(time.monotonic() - start)}.")
    return next((status if status > 0 else 1 for _, status in outcome if status != 0), 0)
