"""One measurement with wrk."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

from stack.failure import StackFailure

from .contestant import Contestant

_SCRIPTS = Path(__file__).resolve().parent


class Measurement(NamedTuple):
    """What one run of wrk saw."""

    requests_per_second: float
    p50_milliseconds: float
    p99_milliseconds: float
    failed: int
    """Answers other than 2xx and 3xx, socket errors and time-outs."""


def measure(contestant: Contestant, test: str, connections: int, seconds: int) -> Measurement:
    """Loads one server for some seconds with as many connections as said."""
    command = ["wrk", f"--threads={min(2, connections)}", f"--connections={connections}", f"--duration={seconds}s",
               "--timeout=10s", f"--script={_SCRIPTS / test}.lua", contestant.url, "--", str(contestant.data)]
    result = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                            env={**os.environ, "LUA_PATH": f"{_SCRIPTS}/?.lua;;"}, timeout=seconds + 60)
    match = re.search(r"^MEASURED (.*)$", result.stdout, re.MULTILINE)
    if match is None:
        raise StackFailure(f"wrk failed: {(result.stdout + result.stderr).strip()[-1000:]}")
    seen = json.loads(match[1])
    return Measurement(
        seen["requests"] / seen["microseconds"] * 1e6, seen["p50"] / 1e3, seen["p99"] / 1e3, seen["failed"])
