"""Compares a snapshot with what others know."""

from collections import Counter
from datetime import datetime
from typing import Any

from .oracle import Attempt, Oracle

COLUMNS = (
    "active received failed succeeded retried revoked rejected returned lost unaccounted"  # each attempt is in one
).split()
# A microsecond is what a snapshot keeps, of the binary fractions that events carry.
PRECISION = 2e-6


# What a result says other than the events, and why both are right: the state shown, what is stored, the reason.
KNOWN_STATES = {
    ("SUCCESS", "STARTED"): "its result is ignored, so that the end of it is stored nowhere",
    ("SUCCESS", "RETRY"): "who retries stores that after the next attempt was sent: it looks for a success, and writes over one"
    " that comes meanwhile",
}


def differences(snapshot: dict[str, Any], oracle: Oracle, results: dict[str, str]) -> list[str]:
    """A line for each thing that isn't the same."""
    return [*_of_tasks(snapshot, oracle), *_of_workers(snapshot, oracle), *_of_states(snapshot, results)]


def unclosed_sums(snapshot: dict[str, Any]) -> list[str]:
    """A line for each row whose columns don't add up to what was processed."""
    found = []
    for row in [*snapshot["workers"], {"name": "totals", **snapshot["totals"]}]:
        values = [row[column] for column in COLUMNS]
        if row["processed"] is None or None in values:
            if row["processed"] is not None and all(value is not None for value in values):
                found.append(f"{row['name']}: processed without a sum")
        elif sum(values) != row["processed"]:
            found.append(f"{row['name']}: {row['processed']} processed, {sum(values)} in the columns")
    return found


def _of_tasks(snapshot: dict[str, Any], oracle: Oracle) -> list[str]:
    found = []
    shown = {task["uuid"]: task for task in snapshot["tasks"] if task["attempts"]}
    for uuid in sorted(shown.keys() | oracle.attempts.keys()):
        if uuid not in shown or uuid not in oracle.attempts:
            found.append(f"task {uuid}: {'not shown' if uuid not in shown else 'shown, and no event tells of it'}")
            continue
        task, truth = shown[uuid], oracle.attempts[uuid]
        ours = [_shown(attempt) for attempt in task["attempts"]]
        theirs = [_true(attempt) for attempt in truth]
        if [each[:2] for each in ours] != [each[:2] for each in theirs]:
            found.append(f"task {uuid} {task['name']}: shown {_words(ours)}, by the events {_words(theirs)}")
        elif not all(map(_same_times, map(_as_told, ours), theirs)):
            found.append(f"task {uuid} {task['name']}: shown at {ours}, by the events at {theirs}")
        if task["state"] != oracle.state(uuid):
            found.append(f"task {uuid} {task['name']}: shown {task['state']}, by the events {oracle.state(uuid)}")
    return found


def _of_workers(snapshot: dict[str, Any], oracle: Oracle) -> list[str]:
    found = []
    rows = {row["name"]: row for row in snapshot["workers"]}
    truth = oracle.columns()
    for name in sorted(rows.keys() | truth.keys()):
        if name not in rows or name not in truth:
            found.append(f"worker {name}: {'not shown' if name not in rows else 'shown, and no event tells of it'}")
            continue
        ours = {column: rows[name][column] for column in (*COLUMNS, "processed")}
        theirs = {**{column: truth[name][column] for column in COLUMNS}, "processed": sum(truth[name].values())}
        for column in ours:
            # What nothing could tell is null, of a worker that never said how it is.
            if ours[column] != theirs[column] and not (ours[column] is None and theirs[column] == 0):
                found.append(f"worker {name}: {column} {ours[column]}, by the events {theirs[column]}")
    return [*found, *unclosed_sums(snapshot)]


def _of_states(snapshot: dict[str, Any], results: dict[str, str]) -> list[str]:
    """What the result backend says otherwise, of tasks that workers told of."""
    found = []
    for task in snapshot["tasks"]:
        state = results.get(task["uuid"])
        kinds = Counter(attempt["outcome"] for attempt in task["attempts"])
        is_known = (task["state"], state) in KNOWN_STATES and (state != "RETRY" or kinds["retried"] > 0)
        if state is not None and state != task["state"] and not is_known:
            attempts = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
            found.append(f"state {task['uuid']} {task['name']}: {task['state']} ({attempts}), by its result {state}")
    return found


def _shown(attempt: dict[str, Any]) -> tuple[Any, ...]:
    times = (_instant(attempt[key]) for key in ("received", "started", "finished"))
    return (attempt["worker"], attempt["outcome"], *times, attempt["runtime"])


def _true(attempt: Attempt) -> tuple[Any, ...]:
    return (
        attempt.worker, attempt.column, attempt.received, attempt.started, attempt.finished, attempt.runtime,
    )  # fmt: skip


def _as_told(attempt: tuple[Any, ...]) -> tuple[Any, ...]:
    """Of what was replaced, no event tells the end: shown is when another task took over."""
    worker, column, received, started, finished, runtime = attempt
    return (worker, column, received, started, None if column == "unaccounted" else finished, runtime)


def _same_times(ours: tuple[Any, ...], theirs: tuple[Any, ...]) -> bool:
    return all(
        (one is None) == (other is None) and (one is None or abs(one - other) <= PRECISION)
        for one, other in zip(ours[2:], theirs[2:], strict=True)
    )


def _words(attempts: list[tuple[Any, ...]]) -> str:
    return ", ".join(f"{column} at {worker}" for worker, column, *_ in attempts) or "nothing"


def _instant(text: str | None) -> float | None:
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() if text else None
