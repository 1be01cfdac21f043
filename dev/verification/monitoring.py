"""The alert rules and the dashboard of deploy/, as Prometheus reads them."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Iterator

from stack import paths
from stack.console import step
from stack.supervisor import Supervisor

PROMETHEUS = paths.CHECKOUT / "deploy" / "prometheus"
DASHBOARD = paths.CHECKOUT / "deploy" / "grafana" / "matchbot-files.json"
# What Grafana puts in for its variables.
_VARIABLES = {"$__rate_interval": "5m", "$instance": ".*"}


def check_monitoring(supervisor: Supervisor, promtool: Path) -> int:
    """Returns promtool's first failure: of the rules, of their tests, or of a query of the dashboard."""
    with step("promtool: alert rules, their tests, and the dashboard's queries"), \
            tempfile.TemporaryDirectory() as folder:
        queries = Path(folder) / "dashboard.json"
        queries.write_text(json.dumps(_as_rules(expressions(json.loads(DASHBOARD.read_text("utf-8"))))), "utf-8")
        for command in (["check", "config", "--syntax-only", "prometheus.yml"], ["check", "rules", "alerts.yml"],
                        ["test", "rules", "alerts.test.yml"], ["check", "rules", queries]):
            status = supervisor.run("promtool", [promtool, *command], directory=PROMETHEUS)
            if status != 0:
                return status
    return 0


def expressions(dashboard: dict) -> Iterator[str]:
    """Every query of a dashboard with Grafana's variables replaced."""
    for panel in dashboard["panels"]:
        for target in panel.get("targets", []):
            text = target["expr"]
            for name, value in _VARIABLES.items():
                text = text.replace(name, value)
            yield text


def _as_rules(queries: Iterator[str]) -> dict:
    """Recording rules of the queries, for promtool checks no query alone. JSON is YAML."""
    rules = [{"record": f"dashboard:query{number}:value", "expr": text} for number, text in enumerate(queries)]
    return {"groups": [{"name": "dashboard", "rules": rules}]}
