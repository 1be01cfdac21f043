"""A bank statement as CSV that looks real and is the same bytes for the same seed."""

from __future__ import annotations

import csv
import datetime
import io
import random

COLUMNS = ("date", "amount", "description")

# Names with commas, quotation marks and letters of several languages: what a real export holds.
_MERCHANTS = (
    "Bäckerei Grünwald", "Café \"Zum Löwen\"", "Łódź Print Sp. z o.o.", "Smith, Jones & Partners",
    "Hôtel de la Gare",
    "Øresund Logistik", "Mercado São João", "東京文具株式会社", "Blue Harbour Ltd", "Stadtwerke Nürnberg",
    "Office Depot #214", "Rail Europe", "Αθήνα Travel", "The \"Corner\" Shop, Leeds", "Nuñez y Hijos, S.L.",
    "Cloud Hosting 24", "Allied Insurance", "Fuel Point A9", "Żabka", "O'Brien's Hardware",
)
_PAYMENTS = ("CARD", "SEPA DD", "TRANSFER", "STANDING ORDER", "REFUND")


def make_transactions(rows: int, seed: int) -> bytes:
    """A UTF-8 file with a header line and `rows` transactions of the year 2026, in order of date."""
    source = random.Random(seed)
    output = io.StringIO(newline="")
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(COLUMNS)
    first = datetime.date(2026, 1, 1)
    for number in range(rows):
        date = first + datetime.timedelta(days=number * 365 // max(rows, 1))
        cents = round(source.lognormvariate(8.2, 1.3)) + 1
        sign = "" if source.random() < 0.18 else "-"
        reference = f"{source.choice(_PAYMENTS)} {date:%y%m}-{source.randrange(10**8):08d}"
        writer.writerow((date.isoformat(), f"{sign}{cents // 100}.{cents % 100:02d}",
                         f"{source.choice(_MERCHANTS)}, {reference}"))
    return output.getvalue().encode("utf-8")
