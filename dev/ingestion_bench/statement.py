"""The file that is ingested: 2 million rows in exactly 100 MiB, the largest upload that the contract takes."""

from __future__ import annotations

import datetime
import random
from pathlib import Path

ROWS = 2_000_000
SIZE = 100 * 1024 * 1024

_HEADER = "date,amount,description\n"
_SHORT, _LONGER_ROWS = divmod(SIZE - len(_HEADER), ROWS)
_PAYEES = ("Harbour Supplies", "Northwind Energy", "Blue Fern Cafe", "City Transit", "Oakfield Rent", "Pixel Hosting",
           "Granite Insurance", "Meadow Grocers", "Delta Payroll", "Quill and Paper")
_FIRST_DAY = datetime.date(2025, 1, 1)


def write_statement(path: Path) -> None:
    """Writes the file, always the same bytes, unless it is there; one row in fifty is quoted, one in 500 holds a
    doubled quote, one in 2,000 a line break."""
    if path.exists() and path.stat().st_size == SIZE:
        return
    source = random.Random(2)
    days = [(_FIRST_DAY + datetime.timedelta(days=day)).isoformat() for day in range(365)]
    unfinished = path.with_suffix(".unfinished")
    with open(unfinished, "w", encoding="ascii", newline="") as file:
        file.write(_HEADER)
        for start in range(0, ROWS, 50_000):
            file.write("".join(_row(number, days, source) for number in range(start, start + 50_000)))
    unfinished.rename(path)


def _row(number: int, days: "list[str]", source: random.Random) -> str:
    cents = source.randrange(-9_999_999, 9_999_999)
    amount = f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"
    head = f"{days[number * 365 // ROWS]},{amount},"
    # The line break at the end is part of the row's length.
    length = _SHORT + (1 if number < _LONGER_ROWS else 0) - len(head) - 1
    text = f"{source.choice(_PAYEES)} {source.randrange(10**10):010d}"
    if number % 2_000 == 0:
        description = '"' + (text[:6] + "\n" + text[6:]).ljust(length, "x")[:length - 2] + '"'
    elif number % 500 == 0:
        description = '"' + (text[:6] + '""' + text[6:]).ljust(length, "x")[:length - 2] + '"'
    elif number % 50 == 0:
        description = '"' + (text[:6] + "," + text[6:]).ljust(length, "x")[:length - 2] + '"'
    else:
        description = text.ljust(length, "x")[:length]
    return f"{head}{description}\n"
