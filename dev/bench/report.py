"""The table at the end: medians of the rounds, and how many times as fast we are."""

from __future__ import annotations

import statistics
from typing import Mapping, Sequence

from stack.console import say

from .load import Measurement

Results = Mapping["tuple[str, int]", Mapping[str, Sequence[Measurement]]]
"""By test and number of connections, then by server: one measurement for each round."""


def median(measurements: Sequence[Measurement]) -> Measurement:
    """The median of each column by itself, and the sum of the failures."""
    return Measurement(
        statistics.median(one.requests_per_second for one in measurements),
        statistics.median(one.p50_milliseconds for one in measurements),
        statistics.median(one.p99_milliseconds for one in measurements),
        sum(one.failed for one in measurements))


def print_report(results: Results, ours: str) -> None:
    """Prints one line for each test, number of connections and server."""
    say()
    say(f"{'test':<14}{'connections':>12}  {'server':<10}{'requests/s':>12}{'p50 ms':>10}{'p99 ms':>10}{'failed':>8}"
        f"  {ours} / server")
    for (test, connections), by_server in results.items():
        mine = median(by_server[ours])
        for server, measurements in by_server.items():
            one = median(measurements)
            ratio = "" if server == ours else f"{mine.requests_per_second / max(one.requests_per_second, 0.001):.2f}"
            say(f"{test:<14}{connections:>12}  {server:<10}{one.requests_per_second:>12,.0f}"
                f"{one.p50_milliseconds:>10.2f}{one.p99_milliseconds:>10.2f}{one.failed:>8}  {ratio:>8}")
    say()
