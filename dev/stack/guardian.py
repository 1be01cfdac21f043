"""A small process around the real work that guarantees that nothing outlives it.

    make -> guardian -> supervisor -> PostgreSQL, S3 store, service, swift ...

- A signal to the guardian reaches the supervisor, which stops its children in order.
- The supervisor dies of anything, `kill -9` included: its children get their death signal from the kernel, and the
  guardian, to which they fall, ends those that linger.
- The guardian itself dies: the supervisor gets SIGTERM from the kernel and stops in order.
- Both die at once: every child still gets its death signal.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from typing import Callable

from .console import complain
from .failure import StackFailure
from .process_control import (
    MARK, adopt_orphans, die_with_parent, end_marked_processes, marked_processes, reap_children)
from .supervisor import Interrupted, raise_interruptions

_FORWARDED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def guarded(work: Callable[[], int]) -> int:
    """Runs `work` in a child process and returns its exit status once everything that it started has ended."""
    owner = f"{os.getpid()}-{os.urandom(6).hex()}"
    adopt_orphans()
    if "MAKELEVEL" in os.environ:
        die_with_parent(signal.SIGTERM)  # make(1) leaves its children running when it is killed with SIGKILL
    guardian = os.getpid()
    signal.pthread_sigmask(signal.SIG_BLOCK, _FORWARDED)
    supervisor = os.fork()
    if supervisor == 0:
        die_with_parent(signal.SIGTERM)
        if os.getppid() != guardian:
            os._exit(1)
        os.environ[MARK] = owner
        os._exit(_supervise(work))

    for number in _FORWARDED:
        signal.signal(number, lambda received, _: _forward(supervisor, received))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _FORWARDED)
    _, status = os.waitpid(supervisor, 0)
    if os.WIFSIGNALED(status):
        complain(f"The supervisor was killed by signal {os.WTERMSIG(status)}; ending what it had started.")
    leftovers = end_marked_processes(owner, patience=8.0 if os.WIFSIGNALED(status) else 0.5)
    if leftovers:
        complain(f"Ended {leftovers} process(es) that were still running.")
    reap_children()
    if marked_processes(owner):
        complain(f"Still running, and not to be ended by this user: {marked_processes(owner)}")
        return 1
    return 128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def _forward(process: int, number: int) -> None:
    try:
        os.kill(process, number)
    except ProcessLookupError:
        pass


def _supervise(work: Callable[[], int]) -> int:
    """Runs in the child: turns every way in which the work can end into an exit status."""
    try:
        raise_interruptions()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _FORWARDED)
        return work()
    except StackFailure as failure:
        complain(f"error: {failure}")
        return 1
    except Interrupted as interruption:
        return 128 + interruption.number
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except OSError:
            pass
