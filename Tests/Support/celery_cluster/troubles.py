"""What is wrong with a cluster that is in trouble: one thing for each worker or type, so that each can be told apart."""

import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from celery import chord, group

from .beats import await_beats
from .options import BUSY, CRASHER, HELD, IDLER, PREFORK_1, SOLO, STORMY
from .sender import Sender

CHILDREN = 1_001
# How many messages a worker fetches that it can't begin; it may be four times its slots.
HOARDED = 3


def deafen_one(sender: Sender) -> None:
    """Of two workers that take from one queue, which has enough for both, only one goes on."""
    replies = sender.app.control.broadcast("deafen", destination=[IDLER.name], reply=True, timeout=60, limit=1)
    if [list(reply) for reply in replies] != [[IDLER.name]]:
        raise RuntimeError(f"'{IDLER.name}' takes messages: {replies}")
    for _ in range(1_000):
        sender.app.send_task("lab.doze", [0.3], queue="work")


def hoard(sender: Sender) -> None:
    """A worker executes long tasks and has fetched more, of a queue that another one takes from again after that."""

    def tell(command: str) -> None:
        replies = sender.app.control.broadcast(
            command, {"queue": "work"}, destination=[SOLO.name], reply=True, timeout=60, limit=1
        )
        if [list(reply) for reply in replies] != [[SOLO.name]]:
            raise RuntimeError(f"'{SOLO.name}' doesn't hear '{command}': {replies}")

    tell("cancel_consumer")
    for _ in range(PREFORK_1.concurrency + HOARDED):
        sender.app.send_task("lab.hold", queue="work")
    deadline = time.monotonic() + 60
    while len((_reserved(sender).get(PREFORK_1.name) or [])) < HOARDED:
        if time.monotonic() > deadline:
            raise TimeoutError(f"'{PREFORK_1.name}' hasn't fetched {HOARDED} messages")
    tell("add_consumer")


def _reserved(sender: Sender) -> dict[str, list[Any]]:
    return sender.app.control.inspect([PREFORK_1.name], timeout=5, limit=1).reserved() or {}


def bring_trouble(sender: Sender, pause: Callable[[str], Any]) -> dict[str, Any]:
    """For the workers of the scenario `troubled`; returns once all of it is on its way, with the heads of its workflows."""
    app = sender.app
    # It counts as stuck a minute after its header's end, so that comes first.
    stuck = _wait_for_ever(sender)
    await_beats(app, {HELD.name})
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
    heads = {"many": app.send_task("lab.spawn", [CHILDREN], queue=STORMY.own_queue).id, "stuck": stuck}
    if sender.options.broker != "rabbitmq":
        _outlast_the_patience(sender)
    return heads


def _wait_for_ever(sender: Sender) -> str:
    """A chord whose header leaves no results; where the backend doesn't count, it asks for them again and again."""
    queue, uuid = CRASHER.own_queue, str(uuid4())
    header = [sender.app.signature("lab.forget", immutable=True).set(queue=queue) for _ in range(2)]
    first = sender.app.signature("lab.forget", immutable=True).set(queue=queue, task_id=uuid)
    body = sender.app.signature("lab.total").set(queue=queue)
    (first | chord(group(header), body)).apply_async()
    return uuid


def _outlast_the_patience(sender: Sender) -> None:
    """A task takes longer than Redis' messages stay delivered, and another client delivers it again, as each does that
    connects."""
    patience = sender.options.visibility_timeout
    late = sender.send("late", "lab.hold_late", 2 * patience, to=STORMY)
    sender.await_begin(late)
    time.sleep(patience + 1)
    with sender.app.connection_for_read() as connection:
        channel = connection.default_channel
        for tag, message in channel.client.hgetall(channel.unacked_key).items():
            if late.uuid.encode() in message:
                channel.qos.restore_by_tag(tag)
