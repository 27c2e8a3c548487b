"""What most tasks do."""

from collections.abc import Callable
from typing import Any

from .options import SOLO
from .sender import Sender

HOSTILE: dict[str, Any] = {
    "markup": "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "pipes": "a | b | `c` | [d](javascript:e) | *f* | _g_ | \\ | @name | #1",
    "lines": "one\ntwo\r\nthree\ttab\u2028separator\x00nul",
    "unicode": "Zoë 山田 👩‍👩‍👧 \u202egnirts",
    "password": "hunter2",
    "api_key": "0123456789abcdef",
    "card": {"token": "tok_1", "nested": [{"secret": "deep"}]},
    "mustache": "{{{title}}} {{#workers}}",
}


def send_ordinary(sender: Sender) -> None:
    """One ordinary task."""
    kinds: list[tuple[int, Callable[[], object]]] = [
        (40, lambda: sender.send("returns", "lab.succeed", sender.chance.randint(0, 10**6))),
        (15, lambda: sender.send("sleeps", "lab.succeed", None, sender.chance.uniform(0.02, 0.4))),
        (6, lambda: sender.send("echoes", "lab.echo", "<b>", kwargs=HOSTILE)),
        (10, lambda: fails(sender, sender.chance.choice(["application", "lookup", "value"]))),
        (6, lambda: retries(sender, times=sender.chance.randint(1, 3), then="succeed")),
        (3, lambda: retries(sender, times=2, then="fail")),
        (4, lambda: sender.send("progresses", "lab.progress", 3)),
    ]
    if SOLO in sender.options.plans:
        kinds.append((8, lambda: sender.send("solo", "lab.succeed", "alone", to=SOLO)))
    sender.chance.choices([kind for _, kind in kinds], [weight for weight, _ in kinds])[0]()


def fails(sender: Sender, kind: str) -> None:
    """A task that raises an error of its own."""
    sender.send("fails", "lab.fail", kind, state="FAILURE", column="failed")


def retries(sender: Sender, times: int, then: str) -> None:
    """A task that is tried more than once."""
    state, column = ("FAILURE", "failed") if then == "fail" else ("SUCCESS", "succeeded")
    expect = {"retried": times, "begins": times + 1, "ends": times + 1}
    sender.send(f"retries-then-{then}s", "lab.retry", times, then, 0.3, state=state, column=column, expect=expect)
