"""Asking a server on this machine whether it answers, without the proxies of the environment."""

from __future__ import annotations

import http.client


def get_status(port: int, path: str, headers: "dict[str, str] | None" = None) -> int:
    """The HTTP status of a GET on 127.0.0.1, or 0 when nothing answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path, headers=headers or {})
        response = connection.getresponse()
        response.read()
        return response.status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()
