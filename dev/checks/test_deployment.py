"""What `deploy/compose.yaml` refers to is there. No Docker runs it here; its YAML is parsed by `DeploymentFileTests`."""

from __future__ import annotations

import re
import unittest

from stack import paths

_FOLDER = paths.CHECKOUT / "deploy"
_COMPOSE = (_FOLDER / "compose.yaml").read_text("utf-8")


class DeploymentTests(unittest.TestCase):
    def test_each_file_that_is_mounted_exists(self) -> None:
        mounted = re.findall(r"^ +- (\./[^:]+):/", _COMPOSE, re.MULTILINE)
        self.assertIn("./prometheus", mounted)
        for name in mounted:
            with self.subTest(name):
                self.assertTrue((_FOLDER / name).exists())

    def test_each_secret_stands_in_the_example_of_the_environment(self) -> None:
        example = (_FOLDER / "env.example").read_text("utf-8")
        for name in set(re.findall(r"\$\{(\w+):\?", _COMPOSE)):
            with self.subTest(name):
                self.assertRegex(example, rf"(?m)^{name}=")

    def test_each_port_is_bound_to_the_loopback(self) -> None:
        ports = re.findall(r'^ +- "([\d.:]+)"$', _COMPOSE, re.MULTILINE)
        self.assertGreater(len(ports), 4)
        self.assertEqual([port for port in ports if not port.startswith("127.0.0.1:")], [])

    def test_prometheus_asks_the_service_where_it_listens(self) -> None:
        scraped = (_FOLDER / "prometheus" / "prometheus.yml").read_text("utf-8")
        self.assertIn("'matchbot:8080'", scraped)
        self.assertRegex(_COMPOSE, r"(?m)^  matchbot:$")
        self.assertIn("MATCHBOT_PORT=8080", (_FOLDER / "Dockerfile").read_text("utf-8"))

    def test_grafana_reads_the_folder_that_the_dashboard_is_mounted_in(self) -> None:
        provider = (_FOLDER / "grafana" / "provisioning" / "dashboards" / "matchbot-files.yaml").read_text("utf-8")
        folder = re.findall(r"^ +path: (\S+)$", provider, re.MULTILINE)
        self.assertEqual(folder, ["/var/lib/grafana/dashboards"])
        self.assertIn(f"./grafana/matchbot-files.json:{folder[0]}/matchbot-files.json:ro", _COMPOSE)


if __name__ == "__main__":
    unittest.main()
