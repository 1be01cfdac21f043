"""Starts processes in order, watches them, and stops them in reverse."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Callable, Mapping, Sequence

from .console import complain, duration, say
from .failure import StackFailure
from .managed_process import ManagedProcess
from .process_control import preparation

_interrupted = False


class Interrupted(BaseException):
    """Ctrl-C, SIGTERM or a closed terminal; raised once, in the main thread, wherever it is."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number


def raise_interruptions() -> None:
    """Turns the first stop signal into `Interrupted`; later ones change nothing, since stopping is bounded in time."""

    def handle(number: int, _: object) -> None:
        global _interrupted
        if not _interrupted:
            _interrupted = True
            raise Interrupted(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, handle)


class Supervisor:
    """Owns every process it starts: leaving its `with` block leaves none of them behind."""

    def __init__(self) -> None:
        self.processes: list[ManagedProcess] = []

    def __enter__(self) -> "Supervisor":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if self.processes and kind is Interrupted:
            say("")
        self.stop_all()

    def start(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        log: Path | None,
        environment: Mapping[str, str] | None = None,
        directory: Path | None = None,
        account: "tuple[int, int] | None" = None,
        stop_signal: int = signal.SIGTERM,
        death_signal: int = signal.SIGTERM,
        grace: float = 10.0,
    ) -> ManagedProcess:
        """Starts one process in a session of its own. Call it from the main thread only: the kernel ties the death
        signal to the thread. Without `log` the process writes to the terminal."""
        variables = {**os.environ, **(environment or {})}
        identity = {} if account is None else {"user": account[0], "group": account[1], "extra_groups": []}
        output = None if log is None else open(log, "wb")
        try:
            process = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL, stdout=output, stderr=None if output is None else subprocess.STDOUT,
                env=variables, cwd=directory, start_new_session=True, preexec_fn=preparation(death_signal), **identity)
        except OSError as error:
            raise StackFailure(f"cannot start {name} ({command[0]}): {error.strerror}") from error
        finally:
            if output is not None:
                output.close()
        managed = ManagedProcess(name, process, log, stop_signal, grace)
        self.processes.append(managed)
        return managed

    def run(
        self, name: str, command: Sequence[str | Path], *, timeout: float | None = None,
        environment: Mapping[str, str] | None = None, directory: Path | None = None, log: Path | None = None,
    ) -> int:
        """Runs a command to its end with its output on the terminal, or in a log, and returns its exit status; meanwhile
        the death of any other process ends the wait."""
        managed = self.start(name, command, log=log, environment=environment, directory=directory, grace=5.0)
        deadline = None if timeout is None else time.monotonic() + timeout
        try:
            while (status := managed.process.poll()) is None:
                self._check_others(managed)
                if deadline is not None and time.monotonic() > deadline:
                    raise StackFailure(f"{name} did not end within {duration(timeout or 0)} and was stopped")
                time.sleep(0.1)
            return status
        finally:
            managed.stop()
            self.processes.remove(managed)

    def wait_until(
        self, what: str, condition: Callable[[], bool], process: ManagedProcess, *, timeout: float
    ) -> None:
        """Waits until a started process answers, and fails at once when it dies first."""
        deadline = time.monotonic() + timeout
        while True:
            process.check()
            if condition():
                return
            if time.monotonic() > deadline:
                raise StackFailure(f"{what} did not answer within {duration(timeout)}\n{process.log_tail()}")
            time.sleep(0.05)

    def watch(self) -> None:
        """Returns never: ends by an interruption, or by the death of one of the processes."""
        while True:
            self._check_others(None)
            time.sleep(0.2)

    def stop(self, process: ManagedProcess) -> None:
        """Stops one process ahead of the others."""
        if process in self.processes:
            process.stop()
            self.processes.remove(process)

    def stop_all(self) -> None:
        """Stops everything in reverse order of starting."""
        while self.processes:
            process = self.processes[-1]
            try:
                process.stop()
            except Interrupted:
                continue  # the first signal came while stopping: go on stopping
            except OSError as error:
                complain(f"could not stop {process.name}: {error.strerror}")
            self.processes.pop()

    def _check_others(self, but: ManagedProcess | None) -> None:
        for process in self.processes:
            if process is not but:
                process.check()
