"""Starting a server on chosen ports, with another choice when somebody else took one meanwhile."""

from __future__ import annotations

from typing import Callable

from .console import say
from .failure import StackFailure
from .managed_process import ManagedProcess
from .supervisor import Supervisor

_ATTEMPTS = 3


def with_fresh_ports(supervisor: Supervisor, start: Callable[[bool], ManagedProcess],
                     wait: Callable[[ManagedProcess], None]) -> ManagedProcess:
    """Calls `start(fresh)` and `wait`; a server that fails because its address is in use gets new ports."""
    for attempt in range(1, _ATTEMPTS + 1):
        process = start(attempt > 1)
        try:
            wait(process)
            return process
        except StackFailure as failure:
            supervisor.stop(process)
            if "address already in use" not in str(failure).lower() or attempt == _ATTEMPTS:
                raise
            say(f"    a port of {process.name} was taken meanwhile, choosing others")
    raise AssertionError("unreachable")
