"""Everything that must be there before anything can be built or started; costs little when all of it is."""

from __future__ import annotations

from typing import Sequence

from . import paths
from .console import say
from .engines import require_engines
from .locks import FileLock
from .prerequisites import require_packages
from .swift_toolchain import require_swift


def set_up(extra_programs: Sequence[str] = ()) -> None:
    """Checks the compiler, installs missing packages and the S3 engines. One at a time in each checkout."""
    require_swift()
    paths.prepare_local()
    lock = FileLock(paths.SETUP_LOCK)
    if not lock.try_acquire():
        say("==> waiting for another set-up in this checkout ...")
        lock.acquire()
    try:
        require_packages(extra_programs)
        require_engines()
    finally:
        lock.release()
