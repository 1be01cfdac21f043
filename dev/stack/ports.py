"""Free loopback ports, the same again at the next start where they are still free."""

from __future__ import annotations

import json
import random
import socket
from pathlib import Path
from typing import Iterable

from .failure import StackFailure

# Below Linux's ephemeral range (from 32768), so that no outgoing connection takes a port between choosing and using
# it; and wide, so that two checkouts that choose at the same moment hardly ever choose alike.
_RANGE = range(12_000, 32_000)


def is_free(port: int) -> bool:
    """Tells whether a server could listen on this port of 127.0.0.1 now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            probe.listen(1)
        except OSError:
            return False
    return True


class PortBook:
    """Remembers in a file which port each part listens on. Without a file every choice is fresh."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._ports: dict[str, int] = self._read()
        self._used: set[int] = set()

    def take(self, names: Iterable[str], *, fresh: bool = False) -> list[int]:
        """Gives each name a port that is free now; `fresh` forgets the ports of the last start."""
        taken = []
        for name in names:
            port = self._ports.get(name)
            if fresh or port is None or port in self._used or not is_free(port):
                port = self._find()
            self._ports[name] = port
            self._used.add(port)
            taken.append(port)
        if self._file is not None:
            self._file.write_text(json.dumps(self._ports, indent=4) + "\n", encoding="utf-8")
        return taken

    def _find(self) -> int:
        for _ in range(500):
            port = random.SystemRandom().choice(_RANGE)
            if port not in self._used and is_free(port):
                return port
        raise StackFailure(f"found no free port on 127.0.0.1 between {_RANGE.start} and {_RANGE.stop}")

    def _read(self) -> dict[str, int]:
        if self._file is None or not self._file.exists():
            return {}
        try:
            stored = json.loads(self._file.read_text(encoding="utf-8"))
        except ValueError:
            return {}
        return {name: port for name, port in stored.items() if isinstance(port, int) and 0 < port < 65_536}
