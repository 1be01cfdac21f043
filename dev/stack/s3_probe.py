"""One signed S3 request, enough to know that a store answers and accepts the generated keys."""

from __future__ import annotations

import datetime
import hashlib
import hmac

from .http_probe import get_status

_REGION = "us-east-1"


def accepts_credentials(port: int, access_key: str, secret_key: str) -> bool:
    """Lists the buckets with an AWS Signature Version 4 and tells whether the store said yes."""
    authority = f"127.0.0.1:{port}"
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    payload_hash = hashlib.sha256(b"").hexdigest()
    signed = {"host": authority, "x-amz-content-sha256": payload_hash, "x-amz-date": now}
    names = ";".join(signed)
    lines = "".join(f"{name}:{value}\n" for name, value in signed.items())
    canonical = f"GET\n/\n\n{lines}\n{names}\n{payload_hash}"
    scope = f"{now[:8]}/{_REGION}/s3/aws4_request"
    text = f"AWS4-HMAC-SHA256\n{now}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    key = f"AWS4{secret_key}".encode()
    for part in (now[:8], _REGION, "s3", "aws4_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
    authorization = f"AWS4-HMAC-SHA256 Credential={access_key}/{scope},SignedHeaders={names},Signature={signature}"
    headers = {"x-amz-content-sha256": payload_hash, "x-amz-date": now, "Authorization": authorization}
    return get_status(port, "/", headers) == 200
