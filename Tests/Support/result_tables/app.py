"""The application of a worker; where its results go comes from the environment."""

import json
import os
import time
from typing import Any

settings = json.loads(os.environ["TABLE_SETTINGS"])
database = settings.pop("django_database", None)
if database:
    import django
    from django.conf import settings as project

    project.configure(
        INSTALLED_APPS=["django_celery_results", "django_celery_beat"], DATABASES={"default": database}, USE_TZ=True,
        TIME_ZONE="Europe/Berlin",
    )
    django.setup()

from celery import Celery  # noqa: E402  # django-celery-results has to find its project

app = Celery("tables")
app.conf.update(
    result_extended=True, task_track_started=True, worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True, task_default_queue=os.environ["TABLE_QUEUE"], **settings,
)


@app.task(name="tables.succeed")
def succeed(*_args: Any, **_kwargs: Any) -> dict[str, list[int]]:
    """Returns something that is told."""
    return {"paid": [1, 2]}


@app.task(name="tables.fail")
def fail() -> None:
    """Raises."""
    raise ValueError("no such order")


@app.task(name="tables.retry", bind=True, max_retries=None)
def retry(self: Any) -> None:
    """Wants to be tried again, later than anybody waits."""
    raise self.retry(exc=KeyError("later"), countdown=3600)


@app.task(name="tables.hold")
def hold() -> None:
    """Has begun, and doesn't end."""
    time.sleep(3600)


@app.task(name="tables.progress", bind=True)
def progress(self: Any) -> None:
    """Has a state of its own, and doesn't end."""
    self.update_state(state="PROGRESS", meta={"step": 3})
    time.sleep(3600)
