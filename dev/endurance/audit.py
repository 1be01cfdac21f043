"""What must be true when the load has ended, every part is up again, and nothing moves any more."""

from __future__ import annotations

import decimal
import hashlib
import json
import time
from typing import NamedTuple

from stack.console import say

from .caller import Caller, GaveUp
from .ledger import Ledger, Promise
from .place import Place
from .tally import Tally

QUIET_WITHIN = 240.0
"""Seconds for all that was accepted to be worked off: leases of killed workers must run out first."""
_BATCH = 200
_MOVING = """
    SELECT (SELECT count(*) FROM jobs
            WHERE state = 'running' OR (state = 'ready' AND run_at <= now() + interval '1 min'))
         + (SELECT count(*) FROM file_ingestions WHERE status IN ('queued', 'processing'))
"""


class Stored(NamedTuple):
    """What the database holds of one file."""

    ingestions: int
    rows: int
    total: decimal.Decimal


class Audit:
    """Compares the ledger with service, store and database."""

    def __init__(self, place: Place, caller: Caller, ledger: Ledger, tally: Tally) -> None:
        self._place = place
        self._caller = caller
        self._ledger = ledger
        self._tally = tally

    def settle(self) -> None:
        """Ends what clients had begun, as they would on their next visit, and waits until all work is done."""
        for promise in self._ledger.all():
            try:
                if promise.confirmation_is_unknown:
                    self._confirm(promise)
                if promise.deletion_is_unknown:
                    self._caller.call("deleteFile", "DELETE", f"/files/{promise.file_id}", promise.user.token)
                    promise.is_deleted = True
            except GaveUp:
                continue
        deadline = time.monotonic() + QUIET_WITHIN
        while (moving := int(self._place.query(_MOVING))) and time.monotonic() < deadline:
            self._place.check()
            time.sleep(0.5)
        if moving:
            self._tally.find(f"{moving} jobs or ingestions were not done {QUIET_WITHIN:g} s after the last outage")

    def judge(self) -> None:
        """Every promise, then everything as a whole."""
        promises = [one for one in self._ledger.all() if one.is_confirmed or one.is_refused or one.is_deleted]
        stored = self._stored(promises)
        for promise in promises:
            try:
                self._judge(promise, stored.get(promise.file_id))
            except GaveUp:
                continue
        kept = [one for one in promises if self._is_kept(one)]
        say(f"    {len(promises):,} files were compared; of those to keep "
            f"{sum(one.size for one in kept):,} bytes were downloaded and {sum(one.rows for one in kept):,} rows found")
        self._judge_whole()

    def _confirm(self, promise: Promise) -> None:
        answer = self._caller.call("confirmUpload", "POST", "/files/confirm", promise.user.token, {
            "file_id": promise.file_id, "metadata": {"file_hash": promise.digest}})
        promise.is_confirmed = answer.status in (200, 202)
        promise.is_refused = answer.status in (409, 422) and not promise.is_readable
        if not promise.is_confirmed and not promise.is_refused:
            self._tally.find(f"a second confirmation answered {answer.status} {answer.json().get('code')}")

    @staticmethod
    def _is_kept(promise: Promise) -> bool:
        return promise.is_confirmed and promise.is_readable and not promise.is_deleted

    def _judge(self, promise: Promise, stored: "Stored | None") -> None:
        answer = self._caller.call("getFile", "GET", f"/files/{promise.file_id}", promise.user.token)
        where = f"file {promise.file_id} ({promise.name}, {promise.size} bytes)"
        if promise.is_deleted:
            if answer.status != 404 or stored is not None:
                self._tally.find(f"{where} was deleted and is still there: {answer.status}, {stored}")
            return
        file = answer.json()
        if answer.status != 200:
            self._tally.find(f"{where} was confirmed and is gone: {answer.status}")
        elif not promise.is_readable:
            if file["status"] != "failed" or not file["error_message"] or (stored is not None and stored.rows):
                self._tally.find(f"{where} cannot be read and is {file['status']}, {file['error_message']}, {stored}")
        elif file["status"] != "ready":
            self._tally.find(f"{where} is {file['status']}: {file['error_message']}")
        else:
            expected = Stored(1, promise.rows, promise.total)
            if stored != expected:
                self._tally.find(f"{where} was ingested as {stored} instead of {expected}")
            if (file["row_count"], file["file_hash"]) != (promise.rows, promise.digest):
                self._tally.find(f"{where} tells {file['row_count']} rows and hash {file['file_hash']}")
            if promise.is_linked and file["reconciliation_id"] != promise.user.reconciliation:
                self._tally.find(f"{where} was linked and is not")
            self._download(promise, where)

    def _download(self, promise: Promise, where: str) -> None:
        answer = self._caller.call("createDownloadURL", "POST", f"/files/{promise.file_id}/download_url",
                                   promise.user.token)
        if answer.status != 200:
            self._tally.find(f"{where} cannot be downloaded: {answer.status}")
            return
        content = self._caller.transfer("download", "GET", answer.json()["download_url"], {})
        if content.status != 200 or hashlib.sha256(content.body).hexdigest() != promise.digest:
            self._tally.find(f"{where} came back as {len(content.body)} other bytes, status {content.status}")

    def _stored(self, promises: "list[Promise]") -> "dict[str, Stored]":
        result: "dict[str, Stored]" = {}
        for start in range(0, len(promises), _BATCH):
            names = ", ".join(f"'{one.file_id}'" for one in promises[start:start + _BATCH])
            lines = self._place.query(f"""
                SELECT name.id, (SELECT count(*) FROM file_ingestions WHERE file_id = name.id),
                    (SELECT count(*) FROM transactions WHERE file_id = name.id),
                    (SELECT coalesce(sum(amount), 0) FROM transactions WHERE file_id = name.id)
                FROM unnest(ARRAY[{names}]::uuid[]) AS name (id)""")
            for line in lines.splitlines():
                identifier, ingestions, rows, total = line.split("|")
                if int(ingestions) or int(rows):
                    result[identifier] = Stored(int(ingestions), int(rows), decimal.Decimal(total))
        return result

    def _judge_whole(self) -> None:
        lost = self._place.query(
            "SELECT count(DISTINCT file_id) FROM transactions WHERE file_id NOT IN (SELECT id FROM file_uploads)")
        if lost != "0":
            self._tally.find(f"transactions of {lost} files that do not exist are stored")
        dead = json.loads(self._place.command("jobs", "list", "--state", "dead", "--json"))
        for job in dead:
            self._tally.find(f"a job is dead: {json.dumps(job, sort_keys=True)}")
        report = json.loads(self._place.command("housekeeping", "--dry-run", "--json"))
        self._tally.event("objects that housekeeping checked", report["checked_objects"])
        if report["outcome"] != "completed" or not report["complete"] or report["foreign_store"]:
            self._tally.find(f"the dry run of housekeeping did not do its round: {report}")
        if report["files_without_object"]:
            self._tally.find(f"{report['files_without_object']} files have no object")
        # An attempt to confirm that was cut off may have copied the object without being able to record it. Such a
        # copy is housekeeping's to delete, after a grace period; more of them than such attempts would be a leak.
        interrupted = self._tally.count("confirmUpload", "lost", "503", "500")
        self._tally.event("copies left by interrupted confirmations, for housekeeping", report["orphaned_objects"])
        if report["orphaned_objects"] > interrupted:
            self._tally.find(f"{report['orphaned_objects']} objects have no record, and only {interrupted} "
                             "confirmations were interrupted")
