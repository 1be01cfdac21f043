"""Files to upload, each with what must be found of it in the end; the same seed makes the same bytes."""

from __future__ import annotations

import codecs
import datetime
import decimal
import hashlib
import random
from typing import NamedTuple

from .workbook import make_workbook

CSV = "text/csv"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_PARTNERS = ("Bäckerei Grünwald", "Smith, Jones & Partners", 'Café "Zum Löwen"', "Hôtel de la Gare", "Żabka",
             "東京文具")
_SMALL, _MIDDLE, _LARGE = (1, 60), (500, 6_000), (40_000, 120_000)


class Sample(NamedTuple):
    """One file: its bytes, and the rows and the sum of amounts that ingestion must store, or none if it must fail."""

    name: str
    content_type: str
    content: bytes
    rows: int
    total: decimal.Decimal
    is_readable: bool

    @property
    def digest(self) -> str:
        """The SHA-256 in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


def make_sample(source: random.Random) -> Sample:
    """A file of a random kind and size: mostly small, now and then large, one in twelve not to be read at all."""
    choice = source.random()
    if choice < 1 / 12:
        return _unreadable(source)
    bounds = _SMALL if choice < 0.62 else _MIDDLE if choice < 0.95 else _LARGE
    rows = source.randint(*bounds)
    if source.random() < 0.25:
        return _workbook(source, min(rows, 20_000))
    return _table(source, rows)


def _rows(source: random.Random, count: int) -> "list[tuple[datetime.date, decimal.Decimal, str]]":
    first = datetime.date(2026, 1, 1)
    result = []
    for number in range(count):
        cents = source.randint(1, 9_999_999) * source.choice((1, -1))
        result.append((first + datetime.timedelta(days=number * 364 // count), decimal.Decimal(cents) / 100,
                       f"{source.choice(_PARTNERS)} {source.randrange(10 ** 8):08d}"))
    return result


def _table(source: random.Random, count: int) -> Sample:
    rows = _rows(source, count)
    separator, decimal_mark = source.choice(((",", "."), (";", ","), ("\t", "."), ("|", ".")))
    encoding, mark = source.choice((("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE)))
    newline = source.choice(("\n", "\r\n"))
    lines = [separator.join(("date", "amount", "description"))]
    for date, amount, text in rows:
        quoted = '"' + text.replace('"', '""') + '"'
        lines.append(separator.join((date.isoformat(), f"{amount:.2f}".replace(".", decimal_mark), quoted)))
    content = mark + (newline.join(lines) + newline).encode(encoding)
    return Sample(f"statement {source.randrange(10 ** 6)}.csv", CSV, content, count, _sum(rows), True)


def _workbook(source: random.Random, count: int) -> Sample:
    rows = _rows(source, count)
    return Sample(f"ledger {source.randrange(10 ** 6)}.xlsx", WORKBOOK, make_workbook(rows), count, _sum(rows), True)


def _unreadable(source: random.Random) -> Sample:
    """A broken workbook, or a table without a usable row: the file must end as failed, and stay downloadable never."""
    if source.random() < 0.5:
        whole = make_workbook(_rows(source, 20))
        name, kind, content = "cut.xlsx", WORKBOOK, whole[:len(whole) // 2]
    else:
        lines = "".join(f"neither,a date,nor an amount {source.randrange(10 ** 6)}\n" for _ in range(20))
        name, kind, content = "words.csv", CSV, ("one,two,three\n" + lines).encode()
    return Sample(name, kind, content, 0, decimal.Decimal(0), False)


def _sum(rows: "list[tuple[datetime.date, decimal.Decimal, str]]") -> decimal.Decimal:
    return sum((amount for _, amount, _ in rows), decimal.Decimal(0))
