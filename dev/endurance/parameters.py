"""What a person may choose about one soak."""

from __future__ import annotations

import random
from typing import Mapping, NamedTuple

from stack.failure import StackFailure


class Parameters(NamedTuple):
    """`MINUTES`, `SEED`, `CLIENTS` and `BUILD` of the environment."""

    minutes: float
    seed: int
    clients: int
    build: str

    @staticmethod
    def read(variables: "Mapping[str, str]") -> "Parameters":
        """Reads them; the seed is random when none is given, and printed so that a run can be repeated."""
        build = variables.get("BUILD") or "release"
        if build not in ("release", "debug"):
            raise StackFailure(f"BUILD must be release or debug, not {build!r}")
        seed = variables.get("SEED") or str(random.SystemRandom().randrange(1, 1_000_000))
        if not seed.isdecimal():
            raise StackFailure(f"SEED must be a whole number, not {seed!r}")
        return Parameters(
            minutes=_number(variables, "MINUTES", 5, 0.2, 1_440), seed=int(seed),
            clients=int(_number(variables, "CLIENTS", 6, 1, 64)), build=build)


def _number(variables: "Mapping[str, str]", name: str, default: float, least: float, most: float) -> float:
    text = variables.get(name) or str(default)
    try:
        value = float(text)
    except ValueError:
        value = least - 1
    if not least <= value <= most:
        raise StackFailure(f"{name} must be a number from {least:g} to {most:g}, not {text!r}")
    return value
