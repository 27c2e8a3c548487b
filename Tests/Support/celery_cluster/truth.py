"""What became of every task, from what was sent and from what the tasks wrote down."""

import time
from collections import Counter
from typing import Any

from .options import Options
from .sender import Sender, Sent

GONE = {"active": "lost", "received": "returned"}


def unsettled(sender: Sender, marks: dict[str, list[dict[str, Any]]], now: float) -> list[Sent]:
    """Those whose fate is still to come."""
    return [task for task in sender.sent.values() if not _has_met_its_fate(task, marks, now)]


def truth(sender: Sender, marks: dict[str, list[dict[str, Any]]], gone: set[str]) -> dict[str, Any]:
    """Every task, the counts of every worker, the queues that nobody consumes; `gone` are the workers killed.

    A task that is still on its way has no state, no column and no attempts, and the counts are without it.
    """
    tasks: dict[str, Any] = {}
    workers: dict[str, Counter[str]] = {plan.name: Counter() for plan in sender.options.plans}
    underway = {task.uuid for task in unsettled(sender, marks, time.time())}
    for task in sender.sent.values():
        settled = task.uuid not in underway
        attempts = _attempts(task, marks.get(task.uuid, []), gone) if settled else []
        for worker, column in attempts:
            workers[worker][column] += 1
        tasks[task.uuid] = {**task.as_truth(), "settled": settled, **_outcome(task, attempts, settled)}
    return {
        "version": sender.options.version,
        "settled": not underway,
        "tasks": tasks,
        "workers": {name: _row(counts, name not in gone) for name, counts in workers.items()},
        "queues": {name: _queue(sender.options, steps) for name, steps in sender.waiting.items()},
    }


def _outcome(task: Sent, attempts: list[tuple[str, str]], settled: bool) -> dict[str, Any]:
    worker, column = attempts[-1] if attempts else (None, None)
    return {
        "state": task.state if settled else None,
        "worker": worker,
        "column": column,
        "attempts": [{"worker": worker, "column": column} for worker, column in attempts],
    }


def _attempts(task: Sent, marks: list[dict[str, Any]], gone: set[str]) -> list[tuple[str, str]]:
    """Worker and column of each attempt: those begun are told by the marks, one never begun by who was to get it."""
    begun = [mark["worker"] for mark in marks if mark["mark"] == "begin"]
    workers = begun or ([task.worker] if task.worker else [])
    if not workers or not task.column:
        return []
    earlier = ["retried"] * task.retried + ["rejected"] * task.rejected + ["unaccounted"] * task.replaced
    last = GONE.get(task.column, task.column) if workers[-1] in gone else task.column
    return list(zip(workers, [*earlier, last], strict=True))


def _has_met_its_fate(task: Sent, marks: dict[str, list[dict[str, Any]]], now: float) -> bool:
    own = marks.get(task.uuid, [])
    begins = [mark for mark in own if mark["mark"] == "begin"]
    if len(begins) < task.begins or len(own) - len(begins) < task.ends:
        return False
    if task.linger and now < begins[-1]["time"] + task.linger:
        return False
    return task.fence is None or any(mark["mark"] == "end" for mark in marks.get(task.fence, []))


def _row(counts: Counter[str], alive: bool) -> dict[str, Any]:
    return {"alive": alive, "processed": sum(counts.values()), **counts}


def _queue(options: Options, steps: list[int]) -> dict[str, Any]:
    counts = Counter(steps)
    return {"ready": len(steps), "priorities": {str(step): counts[step] for step in options.priority_steps}}
