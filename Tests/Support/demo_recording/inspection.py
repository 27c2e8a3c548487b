"""Asks the workers about themselves."""

import time

from celery import Celery

from .recording import Recording

METHODS: dict[str, dict] = {
    "ping": {},
    "stats": {},
    "active": {"safe": True},
    "reserved": {},
    "scheduled": {},
    "active_queues": {},
    "registered": {},
    "conf": {"with_defaults": False},
    "revoked": {},
}


def record_inspection(app: Celery, recording: Recording, expected: int, timeout: float) -> None:
    """Records every answer to every method; waits no longer than `timeout` for the silent ones."""
    for method, arguments in METHODS.items():
        asked = round(time.time(), 4)
        replies = app.control.broadcast(method, arguments=arguments, reply=True, timeout=timeout, limit=expected)
        for worker, reply in ((worker, reply) for one in replies or [] for worker, reply in one.items()):
            recording.note("reply", method=method, worker=worker, asked=asked, expected=expected, reply=reply)
