"""HTTP as the demonstration needs it: the service's JSON API, and the store's presigned URLs."""

from __future__ import annotations

import http.client
import json
import time
import urllib.parse
from typing import Any, Mapping

from stack.console import say
from stack.failure import StackFailure

_MOST_WAITING = 90.0


class Client:
    """One user of a running stack."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url.rstrip("/")
        self._token = token

    def call(self, method: str, path: str, body: "Mapping[str, Any] | None" = None, *, expecting: int = 200) -> Any:
        """Calls one operation and returns its JSON. Waits once or twice when the rate limit asks for it."""
        content = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self._token}", "Accept": "application/json"}
        if content is not None:
            headers["Content-Type"] = "application/json"
        deadline = time.monotonic() + _MOST_WAITING
        while True:
            status, answer_headers, answer = send(method, f"{self._url}/api/v1{path}", headers, content)
            seconds = answer_headers.get("Retry-After", "")
            if status == 429 and seconds.isdecimal() and time.monotonic() + int(seconds) < deadline:
                say(f"    rate limit reached, waiting {seconds} s as the service asks")
                time.sleep(int(seconds) + 0.1)
                continue
            break
        if status != expecting:
            raise StackFailure(f"{method} {path} answered {status} instead of {expecting}: {_text(answer)}")
        try:
            return json.loads(answer)
        except ValueError as error:
            raise StackFailure(f"{method} {path} answered no JSON: {_text(answer)}") from error


def send(method: str, url: str, headers: Mapping[str, str], content: "bytes | None" = None,
         ) -> "tuple[int, http.client.HTTPMessage, bytes]":
    """One request to any address; follows nothing and uses no proxy. Content-Length is the content's own."""
    parts = urllib.parse.urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=60)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    sent = {name: value for name, value in headers.items() if name.lower() != "content-length"}
    try:
        if content is None and method == "POST":
            content = b""
        connection.request(method, target, body=content, headers=sent)
        response = connection.getresponse()
        return response.status, response.headers, response.read()
    except (OSError, http.client.HTTPException) as error:
        raise StackFailure(f"{method} {parts.scheme}://{parts.netloc}{parts.path} failed: {error}") from error
    finally:
        connection.close()


def _text(answer: bytes) -> str:
    return answer.decode("utf-8", "replace").strip()[:1000]
