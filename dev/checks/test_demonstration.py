"""The demonstration's file and form are what they claim to be."""

from __future__ import annotations

import csv
import decimal
import email.parser
import email.policy
import io
import unittest

from demonstration.multipart import form_body
from demonstration.transactions import COLUMNS, make_transactions


class TransactionsTests(unittest.TestCase):
    """The generated bank statement."""

    def test_the_same_seed_makes_the_same_bytes(self) -> None:
        self.assertEqual(make_transactions(500, 7), make_transactions(500, 7))
        self.assertNotEqual(make_transactions(500, 7), make_transactions(500, 8))

    def test_it_holds_what_real_exports_hold(self) -> None:
        header, *rows = csv.reader(io.StringIO(make_transactions(2_000, 1).decode("utf-8"), newline=""))
        self.assertEqual(tuple(header), COLUMNS)
        self.assertEqual(len(rows), 2_000)
        self.assertEqual([row[0] for row in rows], sorted(row[0] for row in rows))
        amounts = [decimal.Decimal(row[1]) for row in rows]
        self.assertTrue(any(amount < 0 for amount in amounts) and any(amount > 0 for amount in amounts))
        self.assertNotIn(0, amounts)
        text = "".join(row[2] for row in rows)
        self.assertTrue('"' in text and "," in text and not text.isascii())


class MultipartTests(unittest.TestCase):
    """The form that a browser would send."""

    def test_the_fields_keep_their_order_and_the_file_comes_last(self) -> None:
        content = b"\r\n--not a boundary\r\n\x00\xff"
        content_type, body = form_body([("key", "temp/1.csv"), ("policy", "abc==")], 'a "b".csv', "text/csv", content)
        message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(
            f"Content-Type: {content_type}\r\n\r\n".encode() + body)
        parts = list(message.iter_parts())
        self.assertEqual([part.get_param("name", header="content-disposition") for part in parts],
                         ["key", "policy", "file"])
        self.assertEqual(parts[1].get_payload(decode=True), b"abc==")
        self.assertEqual(parts[2].get_payload(decode=True), content)
