"""An application whose schedule RedBeat keeps in the broker, and its worker and beat."""

import os
import time

from celery import Celery
from celery.schedules import crontab

QUEUE = "ticks"

app = Celery("ticks", broker=os.environ["TICKS_BROKER"])
app.conf.update(
    redbeat_redis_url=os.environ["TICKS_BROKER"],
    redbeat_lock_key=None,
    beat_max_loop_interval=1,
    task_ignore_result=True,
    # Else there is an entry of Celery's own that takes old ones away.
    result_expires=None,
    task_send_sent_event=True,
    task_default_queue=QUEUE,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    beat_schedule={
        "tick": {"task": "ticks.tick", "schedule": 2.0},
        "long": {"task": "ticks.hold", "schedule": 3.0},
        "nightly": {"task": "ticks.night", "schedule": crontab(hour=4, minute=0)},
    },
)


@app.task(name="ticks.tick")
def tick() -> None:
    """Is due every other second."""


@app.task(name="ticks.hold")
def hold() -> None:
    """Takes longer than it is until the next is due."""
    time.sleep(4)


@app.task(name="ticks.night")
def night() -> None:
    """Is not due while anybody looks."""
