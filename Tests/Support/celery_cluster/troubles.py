"""What is wrong with a cluster that is in trouble: one thing for each worker or type, so that each can be told apart."""

from collections.abc import Callable
from typing import Any

from celery import chord, group

from .options import BUSY, CRASHER, HELD, IDLER, STORMY
from .sender import Sender

CHILDREN = 1_001


def bring_trouble(sender: Sender, pause: Callable[[str], Any]) -> dict[str, Any]:
    """For the workers of the scenario `troubled`; returns once all of it is on its way, with the heads of its workflows."""
    app = sender.app
    # Of two that take from one queue only one goes on.
    app.control.broadcast("deafen", destination=[IDLER.name], reply=True, timeout=10, limit=1)
    for _ in range(400):
        app.send_task("lab.doze", [0.3], queue="work")
    # One has enough to do, and one hangs with work in its hands.
    for _ in range(2):
        held = sender.send("held", "lab.hold", to=HELD)
        sender.await_begin(held)
    pause(HELD.name)
    for _ in range(30):
        app.send_task("lab.hold", queue=HELD.own_queue)
        app.send_task("lab.doze", [0.3], queue=BUSY.own_queue)
    app.send_task("lab.crash_again", [2], queue=CRASHER.own_queue)
    for _ in range(2):
        app.send_task("lab.struggle", [30, 0.7], queue=STORMY.own_queue)
    if sender.options.broker != "rabbitmq":
        # It takes longer than messages stay delivered.
        app.send_task("lab.hold_late", [14], queue=STORMY.own_queue)
    many = app.send_task("lab.spawn", [CHILDREN], queue=STORMY.own_queue)
    return {"many": many.id, "stuck": _wait_for_ever(sender)}


def _wait_for_ever(sender: Sender) -> str:
    """A chord whose header leaves no results; where the backend doesn't count, it asks for them again and again."""
    queue = CRASHER.own_queue
    header = [sender.app.signature("lab.forget", immutable=True).set(queue=queue) for _ in range(2)]
    first = sender.app.signature("lab.forget", immutable=True).set(queue=queue)
    body = sender.app.signature("lab.total").set(queue=queue)
    return str((first | chord(group(header), body)).apply_async().parent.id)
