"""The less ordinary fates that a task can meet, and how to bring each of them about."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

from .options import HOLDER, PREFORK_1, VICTIM
from .ordinary import fails
from .sender import Sender, Sent

LATER = 3.0


def rare_fates(sender: Sender) -> list[Callable[[], object]]:
    """One of each of the less ordinary fates, for the workers that the scenario has."""
    plans = sender.options.plans
    fates: list[Callable[[], object]] = [
        lambda: fails(sender, "huge"),
        lambda: fails(sender, "empty"),
        lambda: _gives_up(sender),
        lambda: _rejects(sender),
        lambda: _ends_silently(sender),
        lambda: _overruns(sender),
        lambda: _is_unknown(sender),
        lambda: _expires(sender),
        lambda: _expires_while_held(sender),
        lambda: _is_revoked_unseen(sender),
        lambda: _is_revoked_while_held(sender),
        lambda: _is_terminated(sender),
        lambda: _lies_unread(sender),
    ]
    if HOLDER in plans:
        fates.append(lambda: _is_held(sender))
    if VICTIM in plans:
        fates.append(lambda: _awaits_the_kill(sender))
    return fates


def _gives_up(sender: Sender) -> None:
    expect = {"retried": 1, "begins": 2, "ends": 2}
    sender.send("gives-up", "lab.give_up", 0.3, state="FAILURE", column="failed", expect=expect)


def _rejects(sender: Sender) -> None:
    """Since 5.7 a rejection for good is a failure too; before, an acknowledged message was rejected in silence."""
    modern = not sender.options.version.startswith("5.3")
    early = ("FAILURE", "failed") if modern else ("STARTED", "unaccounted")
    late = ("FAILURE", "failed") if modern else ("REJECTED", "rejected")
    sender.send("rejects-early", "lab.reject", state=early[0], column=early[1])
    sender.send("rejects-late", "lab.reject_late", state=late[0], column=late[1])
    sender.send("bounces", "lab.bounce", expect={"rejected": 1, "begins": 2, "ends": 2})


def _ends_silently(sender: Sender) -> None:
    sender.send("ignores", "lab.ignore", state="STARTED", column="unaccounted")


def _overruns(sender: Sender) -> None:
    expect = {"ends": 0, "linger": 3.0}
    sender.send("overruns", "lab.overrun", to=PREFORK_1, state="FAILURE", column="failed", expect=expect)


def _is_unknown(sender: Sender) -> None:
    expect = {"begins": 0, "ends": 0, "has_receipt_event": False}
    task = sender.send("unknown", "lab.forgotten", to=PREFORK_1, state="FAILURE", column="failed", expect=expect)
    sender.fence(task, PREFORK_1)


def _expires(sender: Sender) -> None:
    past = datetime.now(timezone.utc) - timedelta(minutes=1)
    expect = {"begins": 0, "ends": 0, "has_receipt_event": False}
    task = _revoked(sender, "expires", expect, expires=past)
    sender.fence(task, PREFORK_1)


def _expires_while_held(sender: Sender) -> None:
    task = _revoked(sender, "expires-while-held", {"begins": 0, "ends": 0}, countdown=LATER, expires=LATER / 2)
    sender.fence(task, PREFORK_1, countdown=LATER + 0.5)


def _is_revoked_unseen(sender: Sender) -> None:
    uuid = str(uuid4())
    sender.revoke(uuid)
    expect = {"begins": 0, "ends": 0, "has_receipt_event": False}
    task = _revoked(sender, "revoked-unseen", expect, task_id=uuid)
    sender.fence(task, PREFORK_1)


def _is_revoked_while_held(sender: Sender) -> None:
    task = _revoked(sender, "revoked-while-held", {"begins": 0, "ends": 0}, countdown=2 * LATER)
    sender.await_begin(sender.fence(task, PREFORK_1))
    sender.revoke(task.uuid)
    sender.fence(task, PREFORK_1, countdown=2 * LATER + 0.5)


def _is_terminated(sender: Sender) -> None:
    task = sender.send(
        "terminated", "lab.hold", to=PREFORK_1, state="REVOKED", column="revoked", expect={"ends": 0, "linger": 4.0}
    )
    sender.await_begin(task)
    sender.revoke(task.uuid, terminate=True, signal="SIGTERM")


def _lies_unread(sender: Sender) -> None:
    for priority in (0, 0, 3, 5, 9):
        sender.leave("urgent", priority)
    for _ in range(3):
        sender.leave("berichte|`größe` <b>", 0)


def _is_held(sender: Sender) -> None:
    """Two tasks that run, three that wait behind them, two for tomorrow."""
    for name in ("lab.hold", "lab.hold_late"):
        sender.send("runs", name, to=HOLDER, state="STARTED", column="active", expect={"ends": 0})
    for _ in range(3):
        _received(sender, "waits-behind")
    for hours in (5, 48):
        _received(sender, "scheduled", countdown=3600 * hours)


def _received(sender: Sender, fate: str, **options: Any) -> None:
    expect = {"begins": 0, "ends": 0}
    sender.send(fate, "lab.succeed", to=HOLDER, state="RECEIVED", column="received", expect=expect, **options)


def _awaits_the_kill(sender: Sender) -> None:
    """What the victim holds when it is killed: one acknowledged, one not, two not begun."""
    for name in ("lab.hold", "lab.hold_late"):
        sender.send("runs-on-victim", name, to=VICTIM, state="STARTED", column="active", expect={"ends": 0})
    for name in ("lab.succeed", "lab.hold_late"):
        expect = {"begins": 0, "ends": 0}
        sender.send("waits-on-victim", name, to=VICTIM, state="RECEIVED", column="received", expect=expect)


def _revoked(sender: Sender, fate: str, expect: dict[str, Any], **options: Any) -> Sent:
    return sender.send(
        fate, "lab.succeed", to=PREFORK_1, state="REVOKED", column="revoked", expect=expect, **options
    )
