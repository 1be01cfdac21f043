"""What a person wants to know once the stack runs, and what can be pasted into a shell."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Mapping

from . import paths
from .console import say

_SAMPLE = """\
date,amount,description
2026-01-05,-42.50,"Office supplies, paper"
2026-01-06,1250.00,Invoice 2026-0017
2026-01-07,-9.99,Hosting
"""

_FLOW = """\
    set -a; . {environment}; set +a
    field() {{ python3 -c 'import json,sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"; }}
    api() {{ curl -sS -H "Authorization: Bearer $MATCHBOT_TOKEN" -H 'Content-Type: application/json' "$@"; }}

    # 1. sign the upload of one file
    signed=$(api -d '{{"filename":"sample.csv","file_type":"source","content_type":"text/csv","file_size_bytes":{size},"upload_method":"put"}}' $MATCHBOT_URL/api/v1/files/sign_upload)
    file_id=$(echo "$signed" | field file_id)

    # 2. upload it straight to the store (the headers are those of the answer's `headers`)
    curl -sS -f -T {sample} -H 'Content-Type: text/csv' -H 'If-None-Match: *' "$(echo "$signed" | field upload_url)"

    # 3. confirm, 4. follow the ingestion until it is ready, 5. get a URL to download it
    api -d '{{"file_id":"'$file_id'","metadata":{{"row_count":3,"original_filename":"sample.csv"}}}}' $MATCHBOT_URL/api/v1/files/confirm
    api $MATCHBOT_URL/api/v1/files/$file_id/status
    curl -sS -f "$(api -X POST $MATCHBOT_URL/api/v1/files/$file_id/download_url | field download_url)"
"""


def print_guide(environment: Mapping[str, str]) -> None:
    """Prints the URL, the token and the flow as curl lines; writes the sample that they upload."""
    sample = paths.LOCAL / "sample.csv"
    sample.write_text(_SAMPLE, encoding="utf-8")
    say()
    say(f"MatchBot Files is ready:  {environment['MATCHBOT_URL']}")
    say(f"Token (24 hours):         {environment['MATCHBOT_TOKEN']}")
    say(f"For other programs:       {paths.ENVIRONMENT_FILE}")
    say(f"Logs:                     {paths.LOGS}")
    say()
    say("The flow, to paste into another terminal:")
    say()
    say(_flow(sample))
    say("Ctrl-C stops everything; the next start finds the data again.")


def _flow(sample: Path) -> str:
    return _FLOW.format(environment=_quoted(paths.ENVIRONMENT_FILE), sample=_quoted(sample), size=sample.stat().st_size)


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))
