"""One file's whole way through the service, each step with its time."""

from __future__ import annotations

import hashlib
import time

from stack.console import duration, say, step
from stack.failure import StackFailure

from .client import Client, send
from .multipart import form_body
from .transactions import COLUMNS, make_transactions

_CONTENT_TYPE = "text/csv"
_INGESTION_TIMEOUT = 120.0


def demonstrate(client: Client, method: str, filename: str, file_type: str, *, rows: int, seed: int) -> None:
    """Makes a file, uploads it by `put` or `post`, confirms it, waits until it is ready, checks and compares it."""
    say(f"--- {filename}: {rows:,} transactions, upload by {method.upper()}")
    with step("making the file"):
        content = make_transactions(rows, seed)
        digest = hashlib.sha256(content).hexdigest()
        say(f"    {len(content):,} bytes, SHA-256 {digest}")
    with step("sign_upload"):
        signed = client.call("POST", "/files/sign_upload", {
            "filename": filename, "file_type": file_type, "content_type": _CONTENT_TYPE,
            "file_size_bytes": len(content), "upload_method": method}, expecting=201)
        file_id = signed["file_id"]
        say(f"    file {file_id}, object {signed['bucket_name']}/{signed['object_name']}")
    with step(f"{method.upper()} to the store"):
        _upload(signed, method, filename, content)
    with step("confirm"):
        confirmed = client.call("POST", "/files/confirm", {"file_id": file_id, "metadata": {
            "row_count": rows, "file_hash": digest, "columns": list(COLUMNS), "original_filename": filename,
            "size": len(content), "type": _CONTENT_TYPE}})
        say(f"    ingestion {confirmed['file_ingestion_id']}: {confirmed['processing_status']}")
    with step("ingestion"):
        status = _wait_until_ready(client, file_id)
    _expect("row count", status["row_count"], rows)
    _expect("SHA-256", status["file_hash"], digest)
    with step("download"):
        download_url = client.call("POST", f"/files/{file_id}/download_url")["download_url"]
        code, _, downloaded = send("GET", download_url, {})
        if code != 200:
            raise StackFailure(f"the download answered {code}: {downloaded[:500].decode('utf-8', 'replace')}")
    if downloaded != content:
        raise StackFailure(f"the download differs: {len(downloaded):,} bytes came back of {len(content):,}")
    say("    every byte is the same")


def _upload(signed: "dict", method: str, filename: str, content: bytes) -> None:
    if method == "put":
        code, _, answer = send(signed["method"], signed["upload_url"], signed["headers"], content)
    else:
        content_type, body = form_body(signed["form_fields"].items(), filename, _CONTENT_TYPE, content)
        headers = {**signed.get("headers", {}), "Content-Type": content_type}
        code, _, answer = send(signed["method"], signed["upload_url"], headers, body)
    if not 200 <= code < 300:
        raise StackFailure(f"the store answered the upload with {code}: {answer[:500].decode('utf-8', 'replace')}")


def _wait_until_ready(client: Client, file_id: str) -> "dict":
    deadline = time.monotonic() + _INGESTION_TIMEOUT
    seen = None
    while True:
        status = client.call("GET", f"/files/{file_id}/status")
        if status["status"] != seen:
            seen = status["status"]
            say(f"    {seen}")
        if seen == "ready":
            return status
        if seen == "failed":
            raise StackFailure(f"the ingestion failed: {status.get('error_message')}")
        if time.monotonic() > deadline:
            raise StackFailure(f"the file is still {seen} after {duration(_INGESTION_TIMEOUT)}")
        time.sleep(0.1)


def _expect(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise StackFailure(f"{what}: the service says {found!r}, and {expected!r} is right")
    say(f"    {what} is right: {found}")
