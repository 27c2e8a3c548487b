"""An application that is well: its workers have enough slots, and what they do ends in time."""

import os
import time
from typing import Any

from celery import Celery
from kombu import Queue

app = Celery("shop")
app.conf.update(
    broker_url=os.environ["TRUTH_BROKER"],
    result_backend=os.environ["TRUTH_BACKEND"],
    result_extended=True,
    task_default_queue="orders",
    task_queues=[Queue(name) for name in ("orders", "mail", "alone")],
    task_send_sent_event=True,
    task_track_started=True,
    worker_send_task_events=True,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
)


@app.task(name="shop.work")
def work(seconds: float = 0) -> float:
    """Takes its time."""
    time.sleep(seconds)
    return seconds


@app.task(name="shop.work_late", acks_late=True)
def work_late(seconds: float = 0) -> float:
    """Takes its time, and acknowledges its message behind it."""
    time.sleep(seconds)
    return seconds


@app.task(name="shop.insist", bind=True, max_retries=5)
def insist(self: Any, times: int) -> int:
    """Succeeds at last."""
    if self.request.retries < times:
        raise self.retry(countdown=0.5)
    return times


@app.task(name="shop.total")
def total(numbers: list) -> float:
    """Adds up what a chord's header returned."""
    return sum(numbers)
