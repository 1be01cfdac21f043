"""What is killed, when, and for how long: drawn from the seed ahead of the run."""

from __future__ import annotations

import random
from typing import NamedTuple

REPLICAS = ("replica 1", "replica 2")
STORE = "store"
DATABASE = "database"
_SINGLE = ((REPLICAS[0],), (REPLICAS[1],), (STORE,), (DATABASE,))
_DOUBLE = ((STORE, DATABASE), REPLICAS, (REPLICAS[0], STORE), (REPLICAS[1], DATABASE))


class Incident(NamedTuple):
    """These parts are killed at the same moment and started again together."""

    after: float
    """Seconds since the incident before had ended."""
    targets: "tuple[str, ...]"
    down: float
    """Seconds until they are started again."""


def plan(source: random.Random, seconds: float) -> "list[Incident]":
    """Enough incidents for so many seconds. Each part is hit alone within the first four, in random order; later one
    in four hits two at once. Most outages are short, one in five lasts long enough to open a circuit breaker."""
    first = list(_SINGLE)
    source.shuffle(first)
    result: list[Incident] = []
    while sum(one.after + one.down for one in result) < seconds:
        targets = (first.pop() if first
                   else source.choice(_DOUBLE) if source.random() < 0.25 else source.choice(_SINGLE))
        down = source.uniform(6, 12) if source.random() < 0.2 else source.uniform(0.1, 3)
        result.append(Incident(after=source.uniform(2, 10), targets=targets, down=down))
    return result
