"""The resident memory of a process, as Linux accounts for it."""

from __future__ import annotations

import re
from pathlib import Path

from stack.failure import StackFailure

MEGABYTE = 1_000_000


def resident_bytes(process: int) -> int:
    """What the process holds now."""
    return _field(process, "VmRSS")


def peak_bytes(process: int) -> int:
    """The most that the process has held since `forget_peak`; the kernel keeps this mark, so nothing is missed."""
    return _field(process, "VmHWM")


def forget_peak(process: int) -> None:
    """Lets the mark begin anew at what the process holds now (proc(5), /proc/pid/clear_refs)."""
    Path(f"/proc/{process}/clear_refs").write_text("5\n", encoding="ascii")


def _field(process: int, name: str) -> int:
    text = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
    found = re.search(rf"^{name}:\s+(\d+) kB$", text, re.MULTILINE)
    if found is None:
        raise StackFailure(f"/proc/{process}/status has no {name}")
    return int(found[1]) * 1024
