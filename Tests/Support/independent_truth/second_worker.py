"""The application of the second worker, which has the same tasks as the one inside Celery's tests."""

import json
import os
from pathlib import Path

from celery import Celery

app = Celery("second", include=["t.integration.tasks", "celery.contrib.testing.tasks"])
app.conf.update(result_extended=True, **json.loads(Path(os.environ["TRUTH_SETTINGS"]).read_text()))
app.set_default()

from t.integration.tasks import ClassBasedAutoRetryTask  # noqa: E402

app.register_task(ClassBasedAutoRetryTask)
