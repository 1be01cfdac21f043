"""One started process: how it is asked to stop, and what its log said last."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

from .console import duration, say
from .failure import StackFailure

_TAIL_LINES = 15


class ManagedProcess:
    """A process that leads a session and a process group of its own."""

    def __init__(
        self, name: str, process: "subprocess.Popen[bytes]", log: Path | None, stop_signal: int, grace: float
    ) -> None:
        self.name = name
        self.process = process
        self.log = log
        self._stop_signal = stop_signal
        self._grace = grace

    def check(self) -> None:
        """Fails with the end of the log if the process is gone."""
        status = self.process.poll()
        if status is not None:
            manner = f"was killed by signal {-status}" if status < 0 else f"exited with status {status}"
            raise StackFailure(f"{self.name} {manner}\n{self.log_tail()}")

    def log_tail(self) -> str:
        """The last lines of the log, under its path."""
        if self.log is None:
            return ""
        try:
            text = self.log.read_bytes()[-16_384:].decode("utf-8", "replace")
        except OSError:
            return ""
        lines = text.splitlines()[-_TAIL_LINES:]
        return "\n".join([f"the end of {self.log}:", *(f"    {line}" for line in lines)])

    def stop(self) -> None:
        """Asks the process to stop, waits, and kills it with its whole group if it takes longer than its grace."""
        if self.process.poll() is None:
            if self.log is not None:
                say(f"==> stopping {self.name}")
            self._signal(self.process.pid, self._stop_signal, group=self.log is None)
            deadline = time.monotonic() + self._grace
            while self.process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.02)
        self._signal(self.process.pid, signal.SIGKILL, group=True)
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired as error:
            raise StackFailure(f"{self.name} (process {self.process.pid}) could not be killed within "
                               f"{duration(10)}") from error

    @staticmethod
    def _signal(process: int, number: int, *, group: bool) -> None:
        try:
            os.killpg(process, number) if group else os.kill(process, number)
        except (ProcessLookupError, PermissionError):
            pass
