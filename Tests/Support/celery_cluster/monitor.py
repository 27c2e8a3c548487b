"""Somebody else who asks the workers all the time."""

import threading
from typing import Any

from celery import Celery


class Monitor:
    """Pings every worker again and again, on a thread of its own, and counts the answers; who holds `asking` waits for
    the last ones, and keeps it from asking on."""

    def __init__(self, app: Celery, workers: int) -> None:
        self._app, self._workers = app, workers
        self._asked = self._answered = 0
        self._over, self._begun = threading.Event(), threading.Event()
        self.asking = threading.Lock()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Returns once it has asked for the first time."""
        self._thread.start()
        self._begun.wait(timeout=60)

    def stop(self) -> dict[str, Any]:
        """Returns what came of it."""
        self._over.set()
        self._thread.join()
        return {"asked": self._asked, "answered": self._answered}

    def _run(self) -> None:
        while not self._over.is_set():
            # Whoever answers at all does so long before this: the time-out is that of a busy machine.
            with self.asking:
                answers = self._app.control.ping(timeout=20, limit=self._workers)
            self._asked += 1
            self._answered += len(answers)
            self._begun.set()
            self._over.wait(0.05)
