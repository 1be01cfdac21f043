"""A multipart/form-data body for a browser-style upload (RFC 7578)."""

from __future__ import annotations

import secrets
from typing import Iterable


def form_body(fields: Iterable["tuple[str, str]"], filename: str, content_type: str,
              content: bytes) -> "tuple[str, bytes]":
    """The Content-Type and the body: the fields in their order, then the file, since S3 ignores what follows it."""
    boundary = secrets.token_hex(24)
    parts = []
    for name, value in fields:
        parts.append((f'--{boundary}\r\nContent-Disposition: form-data; name="{_escape(name)}"\r\n\r\n'
                      f"{value}\r\n").encode())
    parts.append((f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{_escape(filename)}"\r\n'
                  f"Content-Type: {content_type}\r\n\r\n").encode())
    parts += [content, f"\r\n--{boundary}--\r\n".encode()]
    return f"multipart/form-data; boundary={boundary}", b"".join(parts)


def _escape(text: str) -> str:
    """As the HTML standard has browsers do it."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
