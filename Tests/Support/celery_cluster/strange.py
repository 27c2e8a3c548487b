"""What real clusters do to a monitor, one fate each; every function sends one task and returns its identifier."""

from collections.abc import Callable
from typing import Any

from .options import PREFORK_1, PREFORK_2, SOLO, WorkerPlan
from .sender import Sender


def _send(sender: Sender, name: str, *args: Any, to: WorkerPlan, **options: Any) -> str:
    return str(sender.app.send_task(name, args, queue=to.own_queue, **options).id)


def _occupies_solo(sender: Sender) -> str:
    return _send(sender, "lab.succeed", None, 14.0, to=SOLO)


def _is_replaced(sender: Sender) -> str:
    return _send(sender, "lab.replace", to=PREFORK_2)


def _bounces_early(sender: Sender) -> str:
    return _send(sender, "lab.bounce_early", to=PREFORK_2)


def _crashes(sender: Sender) -> str:
    return _send(sender, "lab.crash", to=PREFORK_2)


def _overruns(sender: Sender) -> str:
    return _send(sender, "lab.overrun", to=PREFORK_2)


def _is_delivered_again(sender: Sender) -> str:
    """Its time comes long after the broker has lost its patience."""
    return _send(sender, "lab.succeed", to=PREFORK_2, countdown=22)


def _is_begun_again(sender: Sender) -> str:
    """It takes longer than the broker's patience."""
    return _send(sender, "lab.hold_late", 16, to=PREFORK_1)


def _is_revoked_while_it_runs(sender: Sender) -> str:
    uuid = _send(sender, "lab.succeed", "done", 6.0, to=PREFORK_2)
    sender.await_mark(uuid)
    sender.revoke(uuid)
    return uuid


def _holds(sender: Sender) -> str:
    return _send(sender, "lab.hold", 8.0, to=PREFORK_1)


def _waits_behind(sender: Sender) -> str:
    return _send(sender, "lab.succeed", to=PREFORK_1)


STRANGE: dict[str, Callable[[Sender], str]] = {
    "occupies-solo": _occupies_solo,
    "replaced": _is_replaced,
    "bounces-early": _bounces_early,
    "crashes": _crashes,
    "overruns": _overruns,
    "delivered-again": _is_delivered_again,
    "begun-again": _is_begun_again,
    "revoked-while-running": _is_revoked_while_it_runs,
    "holds": _holds,
    "waits-behind": _waits_behind,
}
