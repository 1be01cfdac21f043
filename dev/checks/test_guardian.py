"""Whatever happens to the processes in between, nothing that was started stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

_SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from stack.guardian import guarded
from stack.supervisor import Supervisor

def work():
    import os
    with Supervisor() as supervisor:
        child = supervisor.start("sleeper", ["sh", "-c", {command!r}], log=Path({log!r}))
        Path({ready!r}).write_text(f"{{os.getpid()}} {{child.process.pid}}")
        supervisor.watch()

sys.exit(guarded(work))
"""


class GuardianTests(unittest.TestCase):
    """Each case runs a guardian with a child that has a detached child of its own."""

    def setUp(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.addCleanup(self._folder.cleanup)
        folder = Path(self._folder.name)
        self._ready = folder / "ready"
        self._grandchild = folder / "grandchild"
        command = f"setsid sh -c 'echo $$ > {self._grandchild}; exec sleep 600' & exec sleep 600"
        root = str(Path(__file__).resolve().parents[1])
        script = _SCRIPT.format(root=root, command=command, log=str(folder / "log"), ready=str(self._ready))
        environment = {name: value for name, value in os.environ.items() if name != "MAKELEVEL"}
        self.guardian = subprocess.Popen(
            [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment)
        self.addCleanup(self._end_guardian)
        self.supervisor, self.child = map(int, self._read(self._ready).split())
        self.grandchild = int(self._read(self._grandchild))

    def test_a_stop_signal_ends_children_and_their_detached_children(self) -> None:
        self.guardian.send_signal(signal.SIGTERM)
        self.assertEqual(self.guardian.wait(timeout=20), 128 + signal.SIGTERM)
        self.assert_nothing_is_left()

    def test_killing_the_supervisor_ends_everything(self) -> None:
        os.kill(self.supervisor, signal.SIGKILL)
        self.assertEqual(self.guardian.wait(timeout=20), 128 + signal.SIGKILL)
        self.assert_nothing_is_left()

    def test_killing_the_guardian_stops_the_supervisor_and_its_children(self) -> None:
        self.guardian.kill()
        self.guardian.wait(timeout=20)
        self.assert_ended(self.supervisor)
        self.assert_ended(self.child)
        os.kill(self.grandchild, signal.SIGKILL)  # detached on purpose, and its guardian is gone

    def test_the_death_of_a_child_is_an_error(self) -> None:
        os.kill(self.child, signal.SIGKILL)
        self.assertEqual(self.guardian.wait(timeout=20), 1)
        self.assertIn(b"sleeper was killed by signal 9", self.guardian.stdout.read() if self.guardian.stdout else b"")
        self.assert_nothing_is_left()

    def assert_nothing_is_left(self) -> None:
        """The supervisor, its child and the detached grandchild are gone."""
        for process in (self.supervisor, self.child, self.grandchild):
            self.assert_ended(process)

    def assert_ended(self, process: int) -> None:
        """The process is gone within some seconds."""
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            try:
                state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
            except OSError:
                return
            if state in "ZX":
                return
            time.sleep(0.05)
        self.fail(f"process {process} is still running")

    def _read(self, file: Path) -> str:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if file.exists() and file.read_text().strip():
                return file.read_text()
            time.sleep(0.02)
        self.fail(f"{file.name} was not written")

    def _end_guardian(self) -> None:
        if self.guardian.poll() is None:
            self.guardian.terminate()
            self.guardian.wait(timeout=20)
        if self.guardian.stdout is not None:
            self.guardian.stdout.close()
