"""Generated passwords and keys, kept so that the next start can open the same data."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import NamedTuple

from .failure import StackFailure


class Secrets(NamedTuple):
    """Everything that parts of one stack prove themselves to each other with."""

    database_password: str
    access_key: str
    secret_key: str
    token_secret: str

    @staticmethod
    def generate() -> "Secrets":
        """New secrets from the system's random source; letters and digits only, so that nothing needs quoting."""
        return Secrets(secrets.token_hex(16), secrets.token_hex(10), secrets.token_hex(20), secrets.token_hex(32))

    @staticmethod
    def load(file: Path) -> "Secrets":
        """Reads the secrets of an earlier start, or makes and stores new ones (mode 0600)."""
        if not file.exists():
            created = Secrets.generate()
            write_private(file, json.dumps(created._asdict(), indent=4) + "\n")
            return created
        try:
            return Secrets(**json.loads(file.read_text(encoding="utf-8")))
        except (ValueError, TypeError) as error:
            raise StackFailure(
                f"{file} is damaged. `make clean-data` removes it together with the data that it opens.") from error


def write_private(file: Path, text: str) -> None:
    """Replaces a file in one step, readable by its owner alone."""
    temporary = file.with_name(f".{file.name}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
    os.replace(temporary, file)
