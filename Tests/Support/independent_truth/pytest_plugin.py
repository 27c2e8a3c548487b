"""Has Celery's own tests run once each, to an end, with a worker that says how it is."""

import os
from typing import Any

from celery.contrib.testing import worker


def pytest_configure(config: Any) -> None:
    """The worker inside the tests sends heartbeats, unless it is told not to."""
    config.addinivalue_line("markers", "flaky: not here; a test that fails has given work all the same")
    begin = worker._start_worker_thread

    def begin_and_beat(*args: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("without_heartbeat", "TRUTH_WITHOUT_HEARTBEAT" in os.environ)
        return begin(*args, **kwargs)

    worker._start_worker_thread = begin_and_beat


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Takes the time limits of the tests away, so that the command line's goes for all."""
    for item in items:
        for node in item.listchain():
            node.own_markers = [mark for mark in node.own_markers if mark.name not in ("timeout", "flaky")]
