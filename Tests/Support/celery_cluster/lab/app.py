"""The Celery application; every setting comes from the environment, as JSON."""

import json
import os

from celery import Celery
from kombu import Queue

settings = json.loads(os.environ["LAB_SETTINGS"])
app = Celery("lab", include=["lab.tasks"])
app.conf.update(
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    task_default_queue="work",
    task_track_started=True,
    task_queues=[Queue(name) for name in settings.pop("queues")],
    **settings,
)
