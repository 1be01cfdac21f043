"""One client of the soak: does something, then something else, until it is asked to stop."""

from __future__ import annotations

import hashlib
import random
import threading
import traceback
import uuid
from typing import Callable, Sequence

from demonstration.multipart import form_body

from .caller import Answer, Caller, GaveUp, query
from .ledger import Ledger, Promise, User
from .samples import Sample, make_sample
from .tally import Tally


class Visitor(threading.Thread):
    """Acts for several users in turn, so that the rate limit of each is met now and then and not always."""

    def __init__(self, name: str, caller: Caller, users: Sequence[User], stranger: User, ledger: Ledger, tally: Tally,
                 source: random.Random, stop: threading.Event) -> None:
        super().__init__(name=name, daemon=True)
        self._caller = caller
        self._users = list(users)
        self._stranger = stranger
        self._ledger = ledger
        self._tally = tally
        self._source = source
        self._stop_event = stop
        self._mine: "list[Promise]" = []

    def run(self) -> None:
        """Weighs what it does as users do: mostly uploads and reading, now and then a mistake or a deletion."""
        actions: "list[tuple[Callable[[], None], int]]" = [
            (self._upload, 8), (self._status, 6), (self._list, 3), (self._download, 4), (self._transactions, 2),
            (self._link, 2), (self._delete, 1), (self._mistake, 4)]
        choices, weights = zip(*actions)
        while not self._stop_event.is_set():
            try:
                self._source.choices(choices, weights)[0]()
            except GaveUp:
                continue  # found already, and the audit looks at the file
            except Exception:
                self._tally.find(f"the soak's own client failed: {traceback.format_exc(limit=4)}")
            self._stop_event.wait(self._source.uniform(0, 0.3))

    def _upload(self) -> None:
        user, sample = self._source.choice(self._users), make_sample(self._source)
        method = self._source.choice(("put", "post"))
        signed = self._expect(201, "signUpload", "POST", "/files/sign_upload", user.token, {
            "filename": sample.name, "file_type": self._source.choice(("source", "comparison")),
            "content_type": sample.content_type, "file_size_bytes": len(sample.content), "upload_method": method})
        if signed is None:
            return
        document = signed.json()
        if not self._send(document, method, sample):
            return
        promise = Promise(user, document["file_id"], sample)
        self._ledger.add(promise)
        promise.confirmation_is_unknown = True
        answer = self._caller.call("confirmUpload", "POST", "/files/confirm", user.token, {
            "file_id": promise.file_id,
            "metadata": {"row_count": sample.rows, "file_hash": sample.digest, "size": len(sample.content)}})
        promise.confirmation_is_unknown = False
        if answer.status in (200, 202):
            promise.is_confirmed = True
            self._mine.append(promise)
            self._tally.event(f"files confirmed, {'readable' if sample.is_readable else 'not readable'}")
        elif answer.status in (409, 422) and not sample.is_readable:
            # 409: an attempt whose answer was lost has refused it.
            promise.is_refused = True
        else:
            self._tally.find(f"confirm of an uploaded file answered {answer.status} {answer.json().get('code')}")

    def _send(self, signed: "dict", method: str, sample: Sample) -> bool:
        headers, content = signed["headers"], sample.content
        if method == "post":
            kind, content = form_body(signed["form_fields"].items(), sample.name, sample.content_type, sample.content)
            headers = {**headers, "Content-Type": kind}
        answer = self._caller.transfer(f"upload by {method}", signed["method"], signed["upload_url"], headers, content)
        # 412: an attempt whose answer was lost has been stored, and the URL works once.
        if 200 <= answer.status < 300 or (method == "put" and answer.status == 412):
            return True
        self._tally.find(f"the store answered an upload by {method} with {answer.status}: "
                         f"{answer.body[:200].decode('utf-8', 'replace')}")
        return False

    def _status(self) -> None:
        promise = self._pick()
        if promise is None:
            return
        answer = self._expect(200, "getFileStatus", "GET", f"/files/{promise.file_id}/status", promise.user.token)
        if answer is not None and answer.json().get("status") == "failed" and promise.is_readable:
            self._tally.find(f"a good file failed: {answer.json().get('error_message')}")

    def _list(self) -> None:
        user = self._source.choice(self._users)
        self._expect(200, "listFiles", "GET", "/files" + query(limit="20"), user.token)

    def _transactions(self) -> None:
        promise = self._pick()
        if promise is not None:
            self._expect(200, "listTransactions", "GET", f"/files/{promise.file_id}/transactions" + query(limit="100"),
                         promise.user.token)

    def _download(self) -> None:
        promise = self._pick()
        if promise is None:
            return
        answer = self._caller.call("createDownloadURL", "POST", f"/files/{promise.file_id}/download_url",
                                   promise.user.token)
        # 409: accepted while the store was down, or failed.
        if answer.status == 409:
            return
        if answer.status != 200:
            self._tally.find(f"createDownloadURL answered {answer.status} for a confirmed file")
            return
        content = self._caller.transfer("download", "GET", answer.json()["download_url"], {})
        if content.status != 200 or hashlib.sha256(content.body).hexdigest() != promise.digest:
            self._tally.find(f"a download during the load answered {content.status} with {len(content.body)} bytes, "
                             f"not the {promise.size} that were uploaded")

    def _link(self) -> None:
        promise = self._pick()
        if promise is None:
            return
        answer = self._expect(200, "linkFile", "POST", f"/files/{promise.file_id}/link", promise.user.token,
                              {"reconciliation_id": promise.user.reconciliation})
        promise.is_linked = promise.is_linked or answer is not None

    def _delete(self) -> None:
        promise = self._pick()
        if promise is None:
            return
        self._mine.remove(promise)
        promise.deletion_is_unknown = True
        answer = self._caller.call("deleteFile", "DELETE", f"/files/{promise.file_id}", promise.user.token)
        # 404: an attempt whose answer was lost has deleted it.
        if answer.status in (204, 404):
            promise.is_deleted = True
            promise.deletion_is_unknown = False
            self._tally.event("files deleted")
        else:
            self._tally.find(f"deleteFile answered {answer.status} for a confirmed file")

    def _mistake(self) -> None:
        user, unknown = self._source.choice(self._users), str(uuid.UUID(int=self._source.getrandbits(128), version=4))
        promise = self._pick()
        mistakes: "list[tuple[int, Callable[[], Answer]]]" = [
            (400, lambda: self._caller.call("confirmUpload", "POST", "/files/confirm", user.token, content=b'{"file_')),
            (401, lambda: self._caller.call("listFiles", "GET", "/files", None)),
            (404, lambda: self._caller.call("getFile", "GET", f"/files/{unknown}", user.token)),
            (413, lambda: self._caller.call("confirmUpload", "POST", "/files/confirm", user.token,
                                            content=b" " * 1_200_000)),
            (415, lambda: self._caller.call("confirmUpload", "POST", "/files/confirm", user.token, content=b"<a/>",
                                            content_type="application/xml")),
            (422, lambda: self._caller.call("signUpload", "POST", "/files/sign_upload", user.token,
                                            {"filename": "../etc/passwd", "file_type": "none"})),
        ]
        if promise is not None:
            path = f"/files/{promise.file_id}/status"
            mistakes.append((404, lambda: self._caller.call("getFileStatus", "GET", path, self._stranger.token)))
        expected, mistake = self._source.choice(mistakes)
        answer = mistake()
        self._tally.event("bad requests refused")
        if answer.status != expected:
            self._tally.find(f"a request that deserves {expected} was answered {answer.status}")

    def _pick(self) -> "Promise | None":
        return self._source.choice(self._mine) if self._mine else None

    def _expect(self, status: int, operation: str, method: str, path: str, token: str,
                body: "dict | None" = None) -> "Answer | None":
        answer = self._caller.call(operation, method, path, token, body)
        if answer.status == status:
            return answer
        self._tally.find(f"{operation} answered {answer.status} {answer.json().get('code')} instead of {status}")
        return None
