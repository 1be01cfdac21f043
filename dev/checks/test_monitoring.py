"""Alerts, their tests, the runbook and the dashboard belong together."""

from __future__ import annotations

import json
import re
import unittest

from stack import paths
from verification.monitoring import DASHBOARD, PROMETHEUS, expressions

_RULES = (PROMETHEUS / "alerts.yml").read_text("utf-8")
_TESTS = (PROMETHEUS / "alerts.test.yml").read_text("utf-8")
_RUNBOOK = (paths.CHECKOUT / "docs" / "runbook.md").read_text("utf-8")
_ALERTS = re.findall(r"^ *- alert: (\w+)$", _RULES, re.MULTILINE)


class MonitoringTests(unittest.TestCase):
    def test_there_are_alerts_and_each_has_a_name_of_its_own(self) -> None:
        self.assertGreater(len(_ALERTS), 20)
        self.assertEqual(len(_ALERTS), len(set(_ALERTS)))

    def test_each_alert_is_made_to_fire_and_to_keep_quiet(self) -> None:
        for alert in _ALERTS:
            cases = re.split(r"^  - name: ", _TESTS, flags=re.MULTILINE)[1:]
            mine = [case for case in cases if f"alertname: {alert}\n" in case]
            with self.subTest(alert):
                self.assertTrue(any("exp_labels:" in case for case in mine), "no test makes it fire")
                self.assertTrue(any("exp_alerts: []" in case for case in mine), "no test keeps it quiet")

    def test_each_alert_has_its_section_in_the_runbook(self) -> None:
        sections = re.findall(r"^### (\w+)$", _RUNBOOK, re.MULTILINE)
        self.assertEqual(sorted(sections), sorted(_ALERTS))
        for alert, section in zip(sections, re.split(r"^### \w+$", _RUNBOOK, flags=re.MULTILINE)[1:]):
            with self.subTest(alert):
                for part in ("**Means**", "**Confirm**", "**Do**"):
                    self.assertIn(part, section)

    def test_each_alert_points_to_its_section(self) -> None:
        links = re.findall(r"runbook: (\S+)$", _RULES, re.MULTILINE)
        self.assertEqual(links, [f"docs/runbook.md#{alert.lower()}" for alert in _ALERTS])

    def test_the_dashboard_asks_something_in_every_panel(self) -> None:
        dashboard = json.loads(DASHBOARD.read_text("utf-8"))
        for panel in dashboard["panels"]:
            with self.subTest(panel["title"]):
                self.assertTrue(panel["type"] == "row" or panel["targets"])
        for text in expressions(dashboard):
            self.assertNotIn("$", text)


if __name__ == "__main__":
    unittest.main()
