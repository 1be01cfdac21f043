"""The ways to bring the same rows into PostgreSQL, each measured from an empty table after a checkpoint."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

from bench.peers import Peers
from bench.servers import FOLDER, Servers
from demonstration.client import Client, send
from stack.failure import StackFailure

from .memory import forget_peak, peak_bytes
from .statement import ROWS

_COLUMNS = "file_id, line_number, date, amount, description"
_TIMEOUT = 600.0


class Ingested(NamedTuple):
    """How our service took the file in."""

    confirm_seconds: float
    """The call of confirm, in which the store copies the object."""
    seconds: float
    """From the call of confirm to the first answer that says `ready`, or `failed` where that is right."""
    peak_bytes: int
    bucket: str
    key: str


class Contest:
    """Knows the sum of the amounts after the first way, and holds the others against it."""

    def __init__(self, servers: Servers, peers: Peers) -> None:
        self._servers = servers
        self._client = Client(servers.service.url, servers.service.token())
        self._python = peers.python_folder
        self._python_database = ""
        if self._python is not None:
            self._python_database = peers.create_database("python", servers.database)
        self._sum = ""

    def service(self, statement: bytes) -> Ingested:
        """Has the service store every row as a transaction."""
        ingested = self._ingest(statement, expecting="ready")
        self._check("matchbot")
        return ingested

    def rejections(self, statement: bytes) -> Ingested:
        """Has the service reject every row, for its date is spoilt, and keep each with its reason."""
        ingested = self._ingest(statement.replace(b"\n2025-", b"\n2O25-"), expecting="failed")
        kept = self._servers.database.query("matchbot", "SELECT count(*) FROM rejected_rows")
        if int(kept) != ROWS:
            raise StackFailure(f"{kept} rejected rows are kept of {ROWS}")
        return ingested

    def _ingest(self, statement: bytes, *, expecting: str) -> Ingested:
        """Uploads the file, which is not measured, then confirms it and waits for its end."""
        signed = self._client.call("POST", "/files/sign_upload", {
            "filename": "statement.csv", "file_type": "source", "content_type": "text/csv",
            "file_size_bytes": len(statement)}, expecting=201)
        status, _, answer = send("PUT", signed["upload_url"], signed["headers"], statement)
        if status != 200:
            raise StackFailure(f"the upload answered {status}: {answer[:500].decode('utf-8', 'replace')}")
        self._empty("matchbot")
        process = self._servers.process.process.pid
        forget_peak(process)
        start = time.monotonic()
        self._client.call("POST", "/files/confirm", {"file_id": signed["file_id"]})
        confirmed = time.monotonic()
        while (file := self._client.call("GET", f"/files/{signed['file_id']}/status"))["status"] != expecting:
            if file["status"] in ("ready", "failed") or time.monotonic() > start + _TIMEOUT:
                raise StackFailure(f"the file is {file['status']}: {file['error_message']}")
            time.sleep(0.05)
        end = time.monotonic()
        place = self._servers.database.query(
            "matchbot", f"SELECT bucket, storage_path FROM file_uploads WHERE id = '{signed['file_id']}'")
        bucket, _, key = place.partition("|")
        return Ingested(confirmed - start, end - start, peak_bytes(process), bucket, key)

    def export(self, form: str) -> Path:
        """Writes the rows that the service stored to a file that \\copy reads back."""
        path = FOLDER / f"rows.{form}"
        self._servers.database.query("matchbot", f"\\copy transactions ({_COLUMNS}) to '{path}' (format {form})")
        return path

    def copy(self, form: str, path: Path) -> float:
        """psql's \\copy into the same table, with its primary key and every constraint."""
        self._empty("matchbot")
        start = time.monotonic()
        self._servers.database.query("matchbot", f"\\copy transactions ({_COLUMNS}) from '{path}' (format {form})")
        seconds = time.monotonic() - start
        self._check("matchbot")
        return seconds

    def python(self, ingested: Ingested) -> "float | None":
        """The Python reference, by its own clock, into its own table, which has no index; None where it is not had."""
        if self._python is None:
            return None
        self._empty(self._python_database)
        environment = {
            **os.environ, **self._servers.service.environment,
            "DATABASE_URL": self._servers.database.url(self._python_database),
            "MINIO_BUCKET_RECONCILIATION": ingested.bucket}
        result = subprocess.run(
            [str(self._python / "v" / "bin" / "python"), "ingest.py", ingested.key, "transactions", "parse"],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, env=environment, cwd=self._python,
            timeout=_TIMEOUT)
        if result.returncode != 0:
            raise StackFailure(f"the Python reference failed: {result.stderr.strip()[-1000:]}")
        self._check(self._python_database)
        return float(json.loads(result.stdout)["seconds"])

    def _empty(self, database: str) -> None:
        others = ", rejected_rows" if database == "matchbot" else ""
        self._servers.database.query(database, f"TRUNCATE transactions{others}", "CHECKPOINT")

    def _check(self, database: str) -> None:
        rows, _, total = self._servers.database.query(
            database, "SELECT count(*), sum(amount) FROM transactions").partition("|")
        self._sum = self._sum or total
        if int(rows) != ROWS or total != self._sum:
            raise StackFailure(f"{database} holds {rows} rows with the sum {total}; {ROWS} with {self._sum} are right")
