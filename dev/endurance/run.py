"""Load and outages for so many minutes, then quiet, then the audit, then the report."""

from __future__ import annotations

import json
import os
import random
import threading
import time
import urllib.request
import uuid

from stack.console import duration, say, step
from stack.setup import set_up
from stack.supervisor import Supervisor
from stack.swift_toolchain import build_debug, build_release

from .audit import Audit
from .caller import PATIENCE, Caller, declared_statuses
from .incidents import Incident, plan
from .ledger import Ledger, User
from .memory import MemoryWatch
from .parameters import Parameters
from .place import Place
from .tally import Tally
from .visitor import Visitor

_USERS_OF_EACH = 6
_MOST_GROWTH_MEGABYTES = 192
_SETTINGS = {
    # Short, so that a replica's death is made good many times within a soak.
    "INGESTION_LEASE_SECONDS": "10", "HOUSEKEEPING_MINUTES": "1", "STORAGE_HEALTH_MILLISECONDS": "2000",
}


def run_soak() -> int:
    """Returns 0 only if nothing was found."""
    parameters = Parameters.read(os.environ)
    start = time.monotonic()
    set_up()
    tally = Tally()
    with Supervisor() as supervisor:
        binary = build_debug(supervisor) if parameters.build == "debug" else build_release(supervisor)
        with Place(supervisor, binary) as place:
            say(f"--- soak: MINUTES={parameters.minutes:g} SEED={parameters.seed} CLIENTS={parameters.clients} "
                f"BUILD={parameters.build}")
            place.start(_SETTINGS)
            Soak(parameters, place, tally).run()
            logs = place.logs
    findings = tally.findings
    say("--- tried")
    for line in tally.lines():
        say(f"    {line}")
    say(f"--- found: {'nothing' if not findings else ''}")
    for line in findings:
        say(f"    {line}")
    say(f"make soak took {duration(time.monotonic() - start)}; SEED={parameters.seed}; logs in {logs}")
    return 1 if findings else 0


class Soak:
    """The load, the outages and the audit of one run."""

    def __init__(self, parameters: Parameters, place: Place, tally: Tally) -> None:
        self._parameters = parameters
        self._place = place
        self._tally = tally
        self._ledger = Ledger()
        self._addresses = [replica.url for replica in place.replicas.values()]
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
                f"{self._addresses[0]}/openapi.json", timeout=10) as answer:
            self._declared = declared_statuses(json.load(answer))

    def run(self) -> None:
        """All of it, in order."""
        parameters, seconds = self._parameters, self._parameters.minutes * 60
        source = random.Random(f"users {parameters.seed}")
        users = [self._make_user(source) for _ in range(parameters.clients * _USERS_OF_EACH + 1)]
        memory = MemoryWatch(self._processes)
        memory.start()
        stop = threading.Event()
        visitors = [
            Visitor(f"client {number}", self._caller(f"client {number}"),
                    users[number * _USERS_OF_EACH:(number + 1) * _USERS_OF_EACH], users[-1], self._ledger, self._tally,
                    random.Random(f"client {number} {parameters.seed}"), stop)
            for number in range(parameters.clients)]
        with step(f"load by {parameters.clients} clients, with outages, for {duration(seconds)}"):
            for visitor in visitors:
                visitor.start()
            self._trouble(plan(random.Random(f"incidents {parameters.seed}"), seconds), seconds)
        with step("every part is up; clients end what they have begun"):
            stop.set()
            for visitor in visitors:
                visitor.join(timeout=PATIENCE + 60)
                if visitor.is_alive():
                    self._tally.find(f"{visitor.name} did not come to an end")
            for replica in self._place.replicas.values():
                replica.wait_until_ready(60)
        audit = Audit(self._place, self._caller("audit"), self._ledger, self._tally)
        with step("waiting until all accepted work is done"):
            audit.settle()
        with step("audit"):
            audit.judge()
        memory.end()
        growth = (memory.peak - memory.idle) // 1_024
        say(f"    memory of a replica: {memory.idle // 1_024} MiB at rest, {memory.peak // 1_024} MiB at most")
        if growth > _MOST_GROWTH_MEGABYTES:
            self._tally.find(f"a replica grew by {growth} MiB; {_MOST_GROWTH_MEGABYTES} are allowed")

    def _trouble(self, incidents: "list[Incident]", seconds: float) -> None:
        """Kills and revives by plan, always leaving everything up in the end."""
        end = time.monotonic() + seconds
        for incident in incidents:
            if not self._wait(incident.after, until=end):
                break
            self._place.check()
            say(f"    kill -9: {' and '.join(incident.targets)}, down for {incident.down:.1f} s")
            for target in incident.targets:
                self._place.kill(target)
                self._tally.event(f"kill -9 of {target}")
            time.sleep(incident.down)
            # Replicas last or first by chance of the plan: each must come up without what it needs.
            for target in incident.targets:
                self._place.revive(target)
            self._tally.event("outages")
            if incident.down > 5:
                self._tally.event("outages of more than 5 s")
        self._wait(end - time.monotonic(), until=end)
        self._place.check()

    @staticmethod
    def _wait(seconds: float, *, until: float) -> bool:
        """False when time is up."""
        rest = until - time.monotonic()
        time.sleep(max(0.0, min(seconds, rest)))
        return rest > seconds

    def _caller(self, name: str) -> Caller:
        return Caller(self._addresses, self._declared, self._tally,
                      random.Random(f"pauses of {name} {self._parameters.seed}"))

    def _processes(self) -> "list[int]":
        return [replica.process.process.pid for replica in list(self._place.replicas.values()) if replica.process]

    def _make_user(self, source: random.Random) -> User:
        """A user with a token from the service's own command, and a reconciliation, which another part would make."""
        identifier, reconciliation = (str(uuid.UUID(int=source.getrandbits(128), version=4)) for _ in range(2))
        self._place.query(
            f"INSERT INTO users (id) VALUES ('{identifier}')",
            f"INSERT INTO reconciliations (id, user_id) VALUES ('{reconciliation}', '{identifier}')")
        return User(identifier, self._place.command("token", "--user", identifier), reconciliation)
