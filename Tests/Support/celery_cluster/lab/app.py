"""The Celery application; every setting comes from the environment, as JSON."""

import json
import os

from celery import Celery
from kombu import Queue

settings = json.loads(os.environ["LAB_SETTINGS"])
queue_arguments = settings.pop("queue_arguments", None)
app = Celery("lab", include=["lab.tasks"])
app.conf.update(
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    task_default_queue="work",
    task_track_started=True,
    task_queues=[Queue(name, queue_arguments=queue_arguments) for name in settings.pop("queues")],
    **settings,
)
