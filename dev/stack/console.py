"""Progress on the terminal: a line when a step begins, and its time when it ends."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import Iterator


def say(text: str = "") -> None:
    """Prints one line at once, also into a pipe."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        # The reader went away; stopping in order still matters, so output ends here and the work does not.
        sys.stdout = open("/dev/null", "w", encoding="utf-8")


def complain(text: str) -> None:
    """Prints one message to standard error, after everything said so far."""
    sys.stdout.flush()
    try:
        print(text, file=sys.stderr, flush=True)
    except BrokenPipeError:
        pass


def duration(seconds: float) -> str:
    """Writes a time span the way a person reads it."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s"


@contextmanager
def step(title: str) -> Iterator[None]:
    """Announces a step, and tells how long it took when it ends well."""
    say(f"==> {title} ...")
    start = time.monotonic()
    yield
    say(f"    done in {duration(time.monotonic() - start)}")
