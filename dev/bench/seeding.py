"""Real files for the load: for each user one that was uploaded to the store and confirmed through the API."""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import json
import time
import urllib.parse
from typing import Any

from stack.console import say, step
from stack.failure import StackFailure

from .contestant import Contestant

USERS = 500
_CONTENT = b"date,amount,description\n2026-01-02,-12.50,coffee\n"
_INGESTION_TIMEOUT = 180.0


def make_token(number: int, secret: str) -> str:
    """A token for one of the numbered users, who are those of the peers' seed."""
    now = int(time.time())
    claims = {"sub": f"00000000-0000-4000-8000-{number:012d}", "iat": now, "exp": now + 86_400}
    header = {"alg": "HS256", "typ": "JWT"}
    parts = [_encode(json.dumps(part, separators=(",", ":")).encode()) for part in (header, claims)]
    signature = hmac.new(secret.encode(), ".".join(parts).encode(), hashlib.sha256).digest()
    return ".".join([*parts, _encode(signature)])


def seed(contestant: Contestant, secret: str, *, ingests: bool) -> None:
    """Uploads and confirms a file for each user, waits for ingestion where there is one, and writes the data file."""
    with step(f"{contestant.name}: uploading and confirming {USERS} files"):
        client = _Client(contestant.url)
        lines = []
        for number in range(1, USERS + 1):
            token = make_token(number, secret)
            signed = client.call("POST", "/api/v1/files/sign_upload", token, {
                "filename": f"transactions_{number}.csv", "file_type": "source", "content_type": "text/csv",
                "file_size_bytes": len(_CONTENT)})
            client.put(signed["upload_url"], signed["headers"])
            client.call("POST", "/api/v1/files/confirm", token, {"file_id": signed["file_id"]})
            lines.append((signed["file_id"], token))
        deadline = time.monotonic() + _INGESTION_TIMEOUT
        for file_id, token in lines if ingests else []:
            while (status := client.call("GET", f"/api/v1/files/{file_id}/status", token)["status"]) != "ready":
                if status == "failed" or time.monotonic() > deadline:
                    raise StackFailure(f"{contestant.name}: file {file_id} is {status} instead of ready")
                time.sleep(0.1)
        contestant.data.write_text("".join(f"{file_id} {token}\n" for file_id, token in lines), encoding="ascii")
        say(f"    {len(lines)} files")


class _Client:
    """Keeps a connection to each server, since a thousand and more requests are sent."""

    def __init__(self, url: str) -> None:
        self._authority = urllib.parse.urlsplit(url).netloc
        self._connections: dict[str, http.client.HTTPConnection] = {}

    def call(self, method: str, path: str, token: str, body: "dict[str, Any] | None" = None) -> Any:
        content = b"" if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {token}"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        return json.loads(self._send(method, self._authority, path, content, headers))

    def put(self, url: str, headers: "dict[str, str]") -> None:
        parts = urllib.parse.urlsplit(url)
        sent = {name: value for name, value in headers.items() if name.lower() != "content-length"}
        self._send("PUT", parts.netloc, f"{parts.path}?{parts.query}", _CONTENT, sent)

    def _send(self, method: str, authority: str, target: str, content: bytes, headers: "dict[str, str]") -> bytes:
        for attempt in (1, 2):
            connection = self._connections.setdefault(authority, http.client.HTTPConnection(authority, timeout=30))
            try:
                connection.request(method, target, body=content, headers=headers)
                response = connection.getresponse()
                answer = response.read()
                break
            except (OSError, http.client.HTTPException) as error:
                connection.close()  # the server closed an idle connection; the second try opens a new one
                if attempt == 2:
                    raise StackFailure(f"{method} {authority}{target.partition('?')[0]} failed: {error}") from error
        if not 200 <= response.status < 300:
            raise StackFailure(f"{method} {authority}{target.partition('?')[0]} answered {response.status}: "
                               f"{answer[:500].decode('utf-8', 'replace')}")
        return answer


def _encode(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")
