"""What raw events say by the rules of the numbers alone, in the plainest way; shares no code with the program.

An attempt is one receipt of one task by one worker. Events go to the attempts of their worker and task, first in, first
out; the first end closes an attempt, and a second word on the same end changes nothing.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

Event = dict[str, Any]

ENDS = {
    "task-succeeded": "succeeded",
    "task-failed": "failed",
    "task-retried": "retried",
    "task-revoked": "revoked",
    "task-rejected": "rejected",
}
STATES = {
    "succeeded": "SUCCESS",
    "failed": "FAILURE",
    "retried": "RETRY",
    "revoked": "REVOKED",
    "rejected": "REJECTED",
    "active": "STARTED",
    "received": "RECEIVED",
    "returned": "RETURNED",
    "lost": "LOST",
    "unaccounted": "UNACCOUNTED",
}


@dataclass
class Attempt:
    """One receipt, and what came of it."""

    worker: str
    heard: float
    received: float | None = None
    started: float | None = None
    finished: float | None = None
    runtime: float | None = None
    column: str | None = None
    told: Event = field(default_factory=dict)
    custom: str | None = None
    is_superseded: bool = False

    @property
    def is_open(self) -> bool:
        """Whether no end of it was seen."""
        return self.column is None


@dataclass
class Worker:
    """What a worker said of itself."""

    said_goodbye: bool = False
    rests: list[float] = field(default_factory=list)

    def rested_after(self, time: float) -> bool:
        """Whether a later heartbeat says that nothing executes."""
        return any(rest > time for rest in self.rests)


@dataclass
class Oracle:
    """All attempts of all tasks, each in exactly one column as of the last event."""

    attempts: dict[str, list[Attempt]]
    workers: dict[str, Worker]

    def columns(self) -> dict[str, Counter[str]]:
        """Each worker's counts."""
        rows: dict[str, Counter[str]] = {name: Counter() for name in self.workers}
        for attempts in self.attempts.values():
            for attempt in attempts:
                rows.setdefault(attempt.worker, Counter())[str(attempt.column)] += 1
        return rows

    def state(self, uuid: str) -> str:
        """That of the attempt received last, except that a success gives way to no other end."""
        attempts = self.attempts[uuid]
        if any(attempt.column == "succeeded" for attempt in attempts) and not is_underway(attempts[-1]):
            return "SUCCESS"
        last = attempts[-1]
        return last.custom if last.custom and last.column == "active" else STATES[str(last.column)]


def is_underway(attempt: Attempt) -> bool:
    """Whether it has not ended, as far as anybody can tell."""
    return attempt.column in ("active", "received")


def consult(events: list[Event]) -> Oracle:
    """Judges all that was heard, in the order of each sender's clock."""
    workers = _workers(events)
    by_place: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        if event["type"].startswith("task-") and event["type"] != "task-sent":
            by_place[event["uuid"], event["hostname"]].append(event)
    attempts: dict[str, list[Attempt]] = defaultdict(list)
    for (uuid, worker), own in by_place.items():
        attempts[uuid] += _attempts(worker, sorted(own, key=lambda event: event["timestamp"]))
    for own in attempts.values():
        own.sort(key=lambda attempt: attempt.received or attempt.started or attempt.finished or 0)
        for index, attempt in enumerate(own):
            if attempt.is_open:
                attempt.column = _fate(attempt, own[index + 1 :], workers[attempt.worker])
    return Oracle(dict(attempts), workers)


def _workers(events: list[Event]) -> dict[str, Worker]:
    workers: dict[str, Worker] = defaultdict(Worker)
    for event in sorted(events, key=lambda event: event.get("timestamp", 0)):
        kind, name = event["type"], event.get("hostname", "")
        if kind.startswith("task-") and kind != "task-sent":
            workers[name]
        if not kind.startswith("worker-"):
            continue
        workers[name].said_goodbye = kind == "worker-offline"
        if kind == "worker-heartbeat" and event.get("active") == 0:
            workers[name].rests.append(event["timestamp"])
    return dict(workers)


def _attempts(worker: str, events: list[Event]) -> list[Attempt]:
    attempts: list[Attempt] = []

    def new(event: Event) -> Attempt:
        attempts.append(Attempt(worker, event["heard"]))
        return attempts[-1]

    for event in events:
        kind, time = event["type"], event["timestamp"]
        open_ones = [each for each in attempts if each.is_open and not each.is_superseded]
        waiting = next((each for each in open_ones if each.started is None), None)
        running = _running([each for each in open_ones if each.started is not None], event)
        retried = next((each for each in attempts if each.is_open and _went_on(each, attempts)), None)
        if kind == "task-received":
            for each in open_ones:
                each.is_superseded = bool(each.told) and _succeeds(event, each)
            attempt = new(event)
            attempt.received, attempt.told = time, event
        elif kind == "task-retried" and retried:
            retried.column, retried.finished = "retried", time
        elif kind == "task-started":
            (waiting or new(event)).started = time
        elif kind in ENDS:
            ended = next((each for each in reversed(attempts) if not each.is_open), None)
            if not running and ended and _is_second_word(ENDS[kind], ended, waiting):
                continue
            attempt = running or waiting or new(event)
            attempt.column, attempt.finished, attempt.runtime = ENDS[kind], time, event.get("runtime")
        elif attempts:
            attempts[-1].custom = kind.removeprefix("task-").upper()
    return attempts


def _running(begun: list[Attempt], event: Event) -> Attempt | None:
    """The execution that an end belongs to: of several, the one that its runtime tells, else the first."""
    if len(begun) > 1 and event.get("runtime") is not None:
        began = event["timestamp"] - event["runtime"]
        return min(begun, key=lambda attempt: abs((attempt.started or 0) - began))
    return begun[0] if begun else None


def _succeeds(receipt: Event, attempt: Attempt) -> bool:
    """Whether a receipt tells that an earlier attempt is over: it was retried, or replaced by this one."""
    told = attempt.told
    if (receipt.get("retries") or 0) > (told.get("retries") or 0) or receipt.get("name") != told.get("name"):
        return True
    return attempt.started is not None and receipt.get("parent_id") == receipt["uuid"] != told.get("parent_id")


def _went_on(attempt: Attempt, attempts: list[Attempt]) -> bool:
    """Whether its retry was received before the word of it came."""
    retries = attempt.told.get("retries") or 0
    return attempt.is_superseded and any((each.told.get("retries") or 0) > retries for each in attempts if each.told)


def _is_second_word(column: str, ended: Attempt, waiting: Attempt | None) -> bool:
    """Failures come twice, and with a rejection; what was received since then has an end of its own."""
    if column not in ("failed", "rejected", "revoked") or ended.column in ("succeeded", "retried"):
        return False
    return ended.started is not None and (waiting is None or (waiting.received or 0) < (ended.finished or 0))


def _fate(attempt: Attempt, later: list[Attempt], worker: Worker) -> str:
    """The column of an attempt whose end was not seen."""
    again = next((each for each in later if each.told), None)
    if again is not None and attempt.told:
        if _succeeds(again.told, attempt):
            return "unaccounted"
        if attempt.started is None:
            return "returned"
    if attempt.started is not None:
        if worker.rested_after(attempt.started):
            return "unaccounted"
        return "lost" if worker.said_goodbye else "active"
    return "returned" if worker.said_goodbye else "received"
