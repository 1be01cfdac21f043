"""What the soak uploads, plans, counts and kills is what it says."""

from __future__ import annotations

import csv
import decimal
import io
import random
import subprocess
import unittest
import xml.etree.ElementTree
import zipfile

from endurance.caller import declared_statuses
from endurance.incidents import DATABASE, REPLICAS, STORE, plan
from endurance.parameters import Parameters
from endurance.process_tree import descendants, is_running, kill_all, resident_kilobytes
from endurance.samples import CSV, make_sample
from endurance.tally import Tally
from stack.failure import StackFailure

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class SampleTests(unittest.TestCase):
    """The files, and what is said of them."""

    @classmethod
    def setUpClass(cls) -> None:
        source = random.Random(3)
        cls.samples = [make_sample(source) for _ in range(70)]

    def test_the_same_seed_makes_the_same_bytes(self) -> None:
        source = random.Random(3)
        for sample in self.samples[:10]:
            self.assertEqual(make_sample(source), sample)

    def test_tables_hold_the_rows_and_the_sum_that_are_expected_of_them(self) -> None:
        tables = [one for one in self.samples if one.is_readable and one.content_type == CSV]
        self.assertGreater(len(tables), 10)
        for sample in tables:
            wide = sample.content.startswith(b"\xff\xfe")
            text = sample.content.decode("utf-16" if wide else "utf-8-sig")
            separator = text[len("date")]
            _, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
            self.assertEqual(len(rows), sample.rows)
            amounts = (decimal.Decimal(row[1].replace(",", ".")) for row in rows)
            self.assertEqual(sum(amounts, decimal.Decimal(0)), sample.total)

    def test_workbooks_hold_the_rows_and_the_sum_that_are_expected_of_them(self) -> None:
        workbooks = [one for one in self.samples if one.is_readable and one.content_type != CSV]
        self.assertGreater(len(workbooks), 3)
        for sample in workbooks:
            with zipfile.ZipFile(io.BytesIO(sample.content)) as archive:
                self.assertIsNone(archive.testzip())
                sheet = xml.etree.ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
            _, *rows = sheet.iter(f"{_MAIN}row")
            self.assertEqual(len(rows), sample.rows)
            amounts = (decimal.Decimal(row[1].findtext(f"{_MAIN}v") or "") for row in rows)
            self.assertEqual(sum(amounts, decimal.Decimal(0)), sample.total)

    def test_some_cannot_be_read(self) -> None:
        unreadable = [one for one in self.samples if not one.is_readable]
        self.assertTrue(1 < len(unreadable) < 20)
        self.assertEqual({one.rows for one in unreadable}, {0})


class PlanTests(unittest.TestCase):
    """The outages."""

    def test_every_part_is_hit_and_the_time_is_filled(self) -> None:
        for seed in range(50):
            incidents = plan(random.Random(seed), 300)
            self.assertEqual({one.targets for one in incidents[:4]},
                             {(DATABASE,), (STORE,), (REPLICAS[0],), (REPLICAS[1],)})
            self.assertGreaterEqual(sum(one.after + one.down for one in incidents), 300)
            self.assertTrue(all(0 < one.down <= 12 and one.after >= 2 for one in incidents))

    def test_the_same_seed_makes_the_same_plan(self) -> None:
        self.assertEqual(plan(random.Random(9), 600), plan(random.Random(9), 600))


class ParameterTests(unittest.TestCase):
    """What a person may choose."""

    def test_defaults_and_choices(self) -> None:
        self.assertEqual(Parameters.read({"SEED": "12"}), Parameters(5, 12, 6, "release"))
        self.assertEqual(Parameters.read({"MINUTES": "0.5", "SEED": "1", "CLIENTS": "2", "BUILD": "debug"}),
                         Parameters(0.5, 1, 2, "debug"))
        self.assertGreater(Parameters.read({}).seed, 0)

    def test_mistakes_are_named(self) -> None:
        for name, value in (("MINUTES", "0"), ("MINUTES", "soon"), ("SEED", "-1"), ("CLIENTS", "0"), ("BUILD", "fast")):
            with self.assertRaisesRegex(StackFailure, name):
                Parameters.read({name: value})


class TallyTests(unittest.TestCase):
    """What is counted."""

    def test_answers_are_counted_by_operation_and_status(self) -> None:
        tally = Tally()
        for status in (200, 200, 503, "lost"):
            tally.answer("confirmUpload", status)
        tally.event("outages")
        self.assertEqual(tally.count("confirmUpload", "503", "lost"), 2)
        self.assertEqual(tally.lines(), ["confirmUpload       4   200: 2, 503: 1, lost: 1", "outages: 1"])

    def test_a_finding_is_told_once_with_its_count(self) -> None:
        tally = Tally()
        for _ in range(3):
            tally.find("a file is gone")
        self.assertEqual(tally.findings, ["a file is gone (3 times)"])
        for number in range(60):
            tally.find(f"file {number}")
        self.assertEqual(len(tally.findings), 41)
        self.assertEqual(tally.findings[-1], "and 21 more")

    def test_declared_statuses_come_from_the_contract(self) -> None:
        contract = {"paths": {"/files": {"summary": "Files.", "get": {
            "operationId": "listFiles", "responses": {"200": {}, "401": {}, "default": {}}}}}}
        self.assertEqual(declared_statuses(contract), {"listFiles": frozenset((200, 401))})


class ProcessTreeTests(unittest.TestCase):
    """Killing a server with all that it has started."""

    def test_a_whole_family_is_killed(self) -> None:
        parent = subprocess.Popen(["sh", "-c", "setsid sleep 600 & echo ready; wait"], stdout=subprocess.PIPE)
        self.addCleanup(parent.wait)
        with parent.stdout or io.BytesIO() as output:
            self.assertEqual(output.readline(), b"ready\n")
            self.assertGreater(resident_kilobytes(parent.pid), 0)
            children = descendants(parent.pid)
            self.assertEqual(len(children), 1)
            kill_all([parent.pid, *children])
        self.assertFalse(any(is_running(process) for process in (parent.pid, *children)))
        self.assertEqual(resident_kilobytes(parent.pid), 0)
