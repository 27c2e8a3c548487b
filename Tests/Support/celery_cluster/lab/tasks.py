"""Tasks that do what they are told, and so come to a known end."""

import os
import signal
import time
from typing import Any

from celery import chain, chord, group
from celery.exceptions import Ignore, Reject
from celery.worker.control import control_command

from .app import app
from .marks import begun_before, marked


class NotToday(Exception):
    """An error of the application's own."""


ERRORS: dict[str, Exception] = {
    "application": NotToday("not today, 今日は駄目"),
    "lookup": KeyError("<script>alert('key')</script>"),
    "value": ValueError("a | pipe, a `backtick`\nand a second line"),
    "huge": RuntimeError("x" * 20_000),
    "empty": Exception(),
}


@app.task(name="lab.succeed", bind=True)
@marked
def succeed(self: Any, value: Any = None, seconds: float = 0) -> Any:
    """Returns `value` after `seconds`."""
    time.sleep(seconds)
    return value


@app.task(name="lab.echo", bind=True)
@marked
def echo(self: Any, *args: Any, **kwargs: Any) -> list:
    """Returns what it was given."""
    return [args, kwargs]


@app.task(name="lab.doze")
def doze(seconds: float, *_args: Any, **_kwargs: Any) -> None:
    """Takes its time, whatever else it is given."""
    time.sleep(seconds)


@app.task(name="lab.fail", bind=True)
@marked
def fail(self: Any, kind: str) -> None:
    """Raises one of `ERRORS`."""
    raise ERRORS[kind]


@app.task(name="lab.retry", bind=True, max_retries=None)
@marked
def retry(self: Any, times: int, then: str, delay: float) -> str:
    """Asks for so many retries, then succeeds or fails."""
    if self.request.retries < times:
        raise self.retry(exc=NotToday(f"attempt {self.request.retries}"), countdown=delay)
    if then == "fail":
        raise NotToday("enough")
    return "at last"


@app.task(name="lab.give_up", bind=True, max_retries=1)
@marked
def give_up(self: Any, delay: float) -> None:
    """Asks for one retry more than it may have."""
    raise self.retry(exc=NotToday("again"), countdown=delay)


@app.task(name="lab.reject", bind=True)
@marked
def reject(self: Any) -> None:
    """Refuses its message after it was acknowledged."""
    raise Reject("no", requeue=False)


@app.task(name="lab.reject_late", bind=True, acks_late=True)
@marked
def reject_late(self: Any) -> None:
    """Refuses its message for good."""
    raise Reject("no", requeue=False)


@app.task(name="lab.bounce", bind=True, acks_late=True)
@marked
def bounce(self: Any) -> str:
    """Sends its message back once."""
    if begun_before(self.request.id) == 1:
        raise Reject("later", requeue=True)
    return "now"


@app.task(name="lab.replace", bind=True)
@marked
def replace(self: Any) -> None:
    """Lets another task take its place, under its own identifier."""
    raise self.replace(succeed.si("instead").set(queue=self.request.delivery_info["routing_key"]))


@app.task(name="lab.replace_by", bind=True)
@marked
def replace_by(self: Any, kind: str, members: list) -> None:
    """Lets a chain or a chord take its place: the last task of it gets its identifier, the others have those given."""
    queue = self.request.delivery_info["routing_key"]
    others = [succeed.si(number).set(task_id=uuid, queue=queue) for number, uuid in enumerate(members)]
    if kind == "chain":
        raise self.replace(chain(*others, succeed.si("last").set(queue=queue)))
    raise self.replace(chord(others, total.s().set(queue=queue)))


@app.task(name="lab.spawn", bind=True)
def spawn(self: Any, count: int) -> None:
    """Sends so many tasks to its own queue."""
    queue = self.request.delivery_info["routing_key"]
    group([doze.si(0).set(queue=queue) for _ in range(count)]).apply_async()


@app.task(name="lab.forget", ignore_result=True)
def forget() -> None:
    """Ends, and leaves nothing that a chord could wait for."""


@app.task(name="lab.struggle", bind=True, max_retries=None)
def struggle(self: Any, times: int, seconds: float) -> None:
    """Takes its time, and is tried again so many times."""
    time.sleep(seconds)
    if self.request.retries < times:
        raise self.retry(exc=NotToday("not yet"), countdown=0.1)


@app.task(name="lab.crash_again", bind=True, acks_late=True, reject_on_worker_lost=True)
@marked
def crash_again(self: Any, times: int) -> None:
    """Takes the process with it that executes it, so many times, and fails at last."""
    if begun_before(self.request.id) <= times:
        os.kill(os.getpid(), signal.SIGKILL)
    raise NotToday("after all")


@control_command()
def deafen(state: Any) -> dict[str, str]:
    """The worker takes no more messages, and goes on saying that it does: what a lost subscription looks like."""
    state.consumer.task_consumer.cancel()
    return {"ok": "deaf"}


@app.task(name="lab.bounce_early", bind=True)
@marked
def bounce_early(self: Any) -> None:
    """Wants to send back a message that was acknowledged."""
    raise Reject("later", requeue=True)


@app.task(name="lab.crash", bind=True)
@marked
def crash(self: Any) -> None:
    """Takes the process with it that executes it."""
    os.kill(os.getpid(), signal.SIGKILL)


@app.task(name="lab.ignore", bind=True)
@marked
def ignore(self: Any) -> None:
    """Ends without a word."""
    raise Ignore()


@app.task(name="lab.overrun", bind=True, time_limit=1)
@marked
def overrun(self: Any) -> None:
    """Takes longer than it may."""
    time.sleep(600)


@app.task(name="lab.hold", bind=True)
@marked
def hold(self: Any, seconds: float = 3600) -> None:
    """Occupies its worker."""
    time.sleep(seconds)


@app.task(name="lab.hold_late", bind=True, acks_late=True)
@marked
def hold_late(self: Any, seconds: float = 3600) -> None:
    """Occupies its worker, with the message unacknowledged."""
    time.sleep(seconds)


@app.task(name="lab.linger", bind=True)
@marked
def linger(self: Any, seconds: float, **kwargs: Any) -> None:
    """Occupies its worker for a while, whatever else it is given."""
    time.sleep(seconds)


@app.task(name="lab.complain", bind=True)
@marked
def complain(self: Any, text: str) -> None:
    """Raises an error with this text."""
    raise RuntimeError(text)


@app.task(name="lab.progress", bind=True)
@marked
def progress(self: Any, steps: int) -> int:
    """Tells of its progress, as an event and, where there is a backend, as a state."""
    for step in range(steps):
        self.send_event("task-progress", step=step, of=steps)
        self.update_state(state="PROGRESS", meta={"step": step})
    return steps


@app.task(name="lab.total", bind=True)
@marked
def total(self: Any, numbers: list) -> int:
    """Adds up what a chord's header returned."""
    return sum(numbers)
