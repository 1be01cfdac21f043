"""What was tried and what was found, counted by many threads."""

from __future__ import annotations

import threading
from collections import Counter

_MOST_KEPT = 40


class Tally:
    """Counts answers by operation and status, and collects findings, of which any one fails the soak."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answers: "Counter[tuple[str, str]]" = Counter()
        self._events: "Counter[str]" = Counter()
        self._findings: "Counter[str]" = Counter()

    def answer(self, operation: str, status: "int | str") -> None:
        """One answer, or `lost` for a connection that ended without one."""
        with self._lock:
            self._answers[operation, str(status)] += 1

    def event(self, name: str, count: int = 1) -> None:
        """Something worth a line in the report."""
        with self._lock:
            self._events[name] += count

    def find(self, text: str) -> None:
        """Something that must not be."""
        with self._lock:
            self._findings[text] += 1

    def count(self, operation: str, *statuses: str) -> int:
        """How many answers of an operation had one of these statuses."""
        with self._lock:
            return sum(self._answers[operation, status] for status in statuses)

    @property
    def findings(self) -> "list[str]":
        """Each different finding once, with how often it was met; a bounded number of them."""
        with self._lock:
            lines = [text if count == 1 else f"{text} ({count} times)" for text, count in self._findings.items()]
        hidden = len(lines) - _MOST_KEPT
        return lines if hidden <= 0 else [*lines[:_MOST_KEPT], f"and {hidden} more"]

    def lines(self) -> "list[str]":
        """A table of answers by operation, then the events."""
        with self._lock:
            operations = sorted({operation for operation, _ in self._answers})
            width = max(map(len, operations), default=0)
            result = []
            for operation in operations:
                by_status = sorted((status, count) for (name, status), count in self._answers.items()
                                   if name == operation)
                total = sum(count for _, count in by_status)
                details = ", ".join(f"{status}: {count}" for status, count in by_status)
                result.append(f"{operation:<{width}}  {total:>6}   {details}")
            return result + [f"{name}: {count}" for name, count in sorted(self._events.items())]
