"""Where everything lives, relative to the checkout."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from .failure import StackFailure

CHECKOUT = Path(__file__).resolve().parents[2]
LOCAL = CHECKOUT / ".local"
LOGS = LOCAL / "logs"
VIRTUAL_ENVIRONMENT = LOCAL / "venv"
ENVIRONMENT_FILE = LOCAL / "dev.env"
RUN_LOCK = LOCAL / "run.lock"
SETUP_LOCK = LOCAL / "setup.lock"
SECRETS_FILE = LOCAL / "secrets.json"
PORTS_FILE = LOCAL / "ports.json"
SYSTEM_CLUSTERS = Path("/var/lib/matchbot-files")
"""Holds PostgreSQL clusters only where the PostgreSQL account cannot reach the checkout."""


def checkout_name() -> str:
    """A name for this checkout that no other path on the machine shares."""
    digest = hashlib.sha256(os.fsencode(CHECKOUT)).hexdigest()[:12]
    return f"{CHECKOUT.name}-{digest}"


def prepare_local() -> None:
    """Creates `.local`, or says why it cannot be written to."""
    try:
        # Other accounts may pass through (PostgreSQL's, when started by root); every secret inside is 0600.
        LOCAL.mkdir(mode=0o755, exist_ok=True)
        LOGS.mkdir(mode=0o755, exist_ok=True)
    except OSError as error:
        raise StackFailure(f"cannot create {LOCAL}: {error.strerror}. Use a checkout that you may write to.") from error
    if not os.access(LOCAL, os.W_OK):
        owner = LOCAL.stat().st_uid
        raise StackFailure(
            f"{LOCAL} belongs to the user with id {owner}. Run as that user, or let that user run `make clean-data`.")
