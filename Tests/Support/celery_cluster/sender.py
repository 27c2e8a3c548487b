"""Sends tasks, and keeps in mind what has to become of each."""

import random
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from celery import Celery

from .marks_file import read_marks
from .options import Options, WorkerPlan


@dataclass
class Sent:
    """One task and its fate.

    `column` is where its last attempt is counted in the end: `succeeded`, `failed`, `revoked`, `rejected`, `active`,
    `received`, or `unaccounted` for an attempt that ends without a word. `state` is the state the cluster's own words
    lead to, None where there are none. `begins` and `ends` say how many of the task's own marks are still to come
    before that is so; `fence` is a task that began later, where there are no marks.
    """

    uuid: str
    name: str
    fate: str
    state: str | None
    column: str | None
    queue: str
    worker: str | None = None
    retried: int = 0
    rejected: int = 0
    replaced: int = 0
    begins: int = 1
    ends: int = 1
    linger: float = 0
    fence: str | None = None
    parent: str | None = None
    root: str | None = None
    has_receipt_event: bool = True
    sent_at: float = field(default_factory=time.time)

    def as_truth(self) -> dict[str, Any]:
        """All that a test may want to know."""
        return asdict(self)


class Sender:
    """One client of the cluster."""

    def __init__(self, app: Celery, options: Options, marks: Path) -> None:
        self.app, self.options, self._marks = app, options, marks
        self.chance = random.Random(options.seed)
        self.sent: dict[str, Sent] = {}
        self.waiting: dict[str, list[int]] = {}

    def send(
        self,
        fate: str,
        name: str,
        *args: Any,
        to: WorkerPlan | None = None,
        state: str | None = "SUCCESS",
        column: str | None = "succeeded",
        expect: dict[str, Any] | None = None,
        kwargs: dict[str, Any] | None = None,
        queue: str | None = None,
        **options: Any,
    ) -> Sent:
        """Sends one task: to the queue named, to one worker's own, or to one that several share."""
        target = queue or (to.own_queue if to else self.shared_queue())
        uuid = options.pop("task_id", None) or str(uuid4())
        record = Sent(uuid, name, fate, state, column, target, worker=to.name if to else None, **(expect or {}))
        record.root = record.root or uuid
        self.sent[uuid] = record
        self.app.send_task(name, args, kwargs or {}, task_id=uuid, queue=target, **options)
        return record

    def expect(self, record: Sent) -> None:
        """Remembers a task that was sent by other means."""
        self.sent[record.uuid] = record

    def fence(self, behind: Sent, to: WorkerPlan, countdown: float | None = None) -> Sent:
        """Sends a task that begins only once the worker has dealt with `behind`."""
        fence = self.send("fence", "lab.succeed", to=to, countdown=countdown)
        behind.fence = fence.uuid
        return fence

    def leave(self, queue: str, priority: int) -> None:
        """Sends a task to a queue that nobody consumes."""
        expect = {"begins": 0, "ends": 0, "has_receipt_event": False}
        self.send("unread", "lab.succeed", queue=queue, priority=priority, state="PENDING", column=None, expect=expect)
        steps = self.options.priority_steps
        self.waiting.setdefault(queue, []).append(max(step for step in steps if step <= max(priority, steps[0])))

    def revoke(self, uuid: str, **arguments: Any) -> None:
        """Returns once every worker that can hear has heard."""
        workers = len(self.options.plans)
        self.app.control.revoke(uuid, reply=True, timeout=3, limit=workers, **arguments)

    def await_begin(self, task: Sent) -> None:
        """Returns once the task has begun, which also says that its worker took all that was sent before."""
        self.await_mark(task.uuid)

    def await_mark(self, uuid: str) -> None:
        """Returns once a worker has begun that task."""
        deadline = time.monotonic() + 60
        while uuid not in read_marks(self._marks):
            if time.monotonic() > deadline:
                raise TimeoutError(f"no worker began {uuid}")
            time.sleep(0.05)

    def shared_queue(self) -> str:
        """One of the queues that several workers consume."""
        return self.chance.choice(["work", "work", "отчёты"])
