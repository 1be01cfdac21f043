"""The table at the end, and whether the targets hold."""

from __future__ import annotations

import statistics
from typing import Mapping, Sequence

from stack.console import say

from .memory import MEGABYTE
from .statement import ROWS, SIZE

SERVICE = "matchbot, confirm to ready"
COPY = "psql \\copy, csv"
LEAST_RATIO = 0.7
MOST_MEGABYTES = 128.0


def print_report(seconds: Mapping[str, Sequence[float]], idle_bytes: int, peak_bytes: int) -> bool:
    """Prints medians of the rounds and our ratio to each; tells whether both targets hold."""
    ours = statistics.median(seconds[SERVICE])
    say()
    say(f"{ROWS:,} rows, {SIZE / (1 << 20):.0f} MiB; medians of {len(seconds[SERVICE])} round(s)")
    say(f"{'':<36}{'seconds':>9}{'rows/s':>12}{'MiB/s':>8}  our rows/s to these")
    for name, rounds in seconds.items():
        median = statistics.median(rounds)
        ratio = "" if name == SERVICE else f"{median / ours:.2f}"
        say(f"{name:<36}{median:>9.2f}{ROWS / median:>12,.0f}{SIZE / (1 << 20) / median:>8.1f}  {ratio:>8}")
    above = (peak_bytes - idle_bytes) / MEGABYTE
    ratio = statistics.median(seconds[COPY]) / ours
    say()
    say(f"resident memory: {idle_bytes / MEGABYTE:.1f} MB idle, {peak_bytes / MEGABYTE:.1f} MB at most, "
        f"{above:.1f} MB above idle")
    holds = ratio >= LEAST_RATIO and above < MOST_MEGABYTES
    say(f"targets: {ratio:.2f} of \\copy (at least {LEAST_RATIO}), {above:.1f} MB above idle (under "
        f"{MOST_MEGABYTES:.0f}): {'both hold' if holds else 'MISSED'}")
    return holds
