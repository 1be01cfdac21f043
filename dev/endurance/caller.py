"""Requests as a careful client sends them: again after a lost connection or a 503, never for ever."""

from __future__ import annotations

import http.client
import json
import random
import time
import urllib.parse
from typing import Any, Mapping, NamedTuple, Sequence

from demonstration.client import send
from stack.failure import StackFailure

from .tally import Tally

PATIENCE = 120.0
"""How long one operation is tried again, in seconds: longer than any outage, and than what follows one."""
_STORE_TROUBLE = (408, 409, 429, 500, 502, 503, 504)


class Answer(NamedTuple):
    """A final answer."""

    status: int
    headers: "http.client.HTTPMessage"
    body: bytes

    def json(self) -> Any:
        """The body as JSON, or an empty object if it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return {}


class GaveUp(Exception):
    """An operation had no final answer for all the patience there was."""


class Caller:
    """One client of all replicas, which it takes in turn when one does not answer, and of the store."""

    def __init__(self, replicas: Sequence[str], declared: "Mapping[str, frozenset[int]]", tally: Tally,
                 source: random.Random) -> None:
        self._replicas = list(replicas)
        self._declared = declared
        self._tally = tally
        self._source = source

    def call(self, operation: str, method: str, path: str, token: "str | None", body: "Any" = None, *,
             content: "bytes | None" = None, content_type: str = "application/json") -> Answer:
        """Calls an operation of the contract and returns its first answer that is neither 429 nor 503."""
        if body is not None:
            content = json.dumps(body).encode()
        headers = {"Accept": "application/json"}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        if content is not None:
            headers["Content-Type"] = content_type
        deadline = time.monotonic() + PATIENCE
        for attempt in range(10_000):
            answer = self._once(operation, method, path, headers, content)
            if answer is not None and answer.status not in (429, 503):
                return answer
            pause = self._pause(attempt) if answer is None else self._asked_pause(operation, answer)
            if time.monotonic() + pause > deadline:
                break
            time.sleep(pause)
        last = "no answer" if answer is None else f"{answer.status} {answer.json().get('code')}"
        self._tally.find(f"{operation} had no final answer within {PATIENCE:g} s; the last was: {last}")
        raise GaveUp(operation)

    def transfer(self, name: str, method: str, url: str, headers: "Mapping[str, str]",
                 content: "bytes | None" = None) -> Answer:
        """Uploads to or downloads from the store by a presigned URL, again while the store is in trouble."""
        deadline = time.monotonic() + PATIENCE
        answer = None
        for attempt in range(10_000):
            try:
                answer = Answer(*send(method, url, headers, content))
            except StackFailure:
                answer = None
            self._tally.answer(name, "lost" if answer is None else answer.status)
            if answer is not None and answer.status not in _STORE_TROUBLE:
                return answer
            pause = self._pause(attempt)
            if time.monotonic() + pause > deadline:
                break
            time.sleep(pause)
        last = "no answer" if answer is None else str(answer.status)
        self._tally.find(f"the store gave no final answer to a {name} within {PATIENCE:g} s; the last was: {last}")
        raise GaveUp(name)

    def _once(self, operation: str, method: str, path: str, headers: "Mapping[str, str]",
              content: "bytes | None") -> "Answer | None":
        replica = self._source.choice(self._replicas)
        try:
            answer = Answer(*send(method, f"{replica}/api/v1{path}", headers, content))
        except StackFailure:
            self._tally.answer(operation, "lost")
            return None
        self._tally.answer(operation, answer.status)
        if answer.status not in self._declared[operation]:
            self._tally.find(f"{operation} answered {answer.status}, which its contract does not declare: "
                             f"{answer.body[:300].decode('utf-8', 'replace')}")
        return answer

    def _asked_pause(self, operation: str, answer: Answer) -> float:
        """What `Retry-After` asks for, at most 20 s, with some jitter after it."""
        asked = answer.headers.get("Retry-After", "")
        if not asked.isdecimal():
            self._tally.find(f"{operation} answered {answer.status} without Retry-After")
            asked = "1"
        return min(float(asked), 20.0) + self._source.uniform(0, 0.5)

    def _pause(self, attempt: int) -> float:
        return self._source.uniform(0.05, min(3.0, 0.2 * 2 ** min(attempt, 6)))


def declared_statuses(contract: Mapping[str, Any]) -> "dict[str, frozenset[int]]":
    """Every status that each operation of an OpenAPI document may answer, by operationId."""
    result = {}
    for item in contract["paths"].values():
        for operation in item.values():
            if isinstance(operation, dict) and "operationId" in operation:
                result[operation["operationId"]] = frozenset(
                    int(status) for status in operation["responses"] if status.isdecimal())
    return result


def query(**values: str) -> str:
    """A query string."""
    return "?" + urllib.parse.urlencode(values)
