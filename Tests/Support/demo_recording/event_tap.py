"""Listens to Celery's events on a Redis broker, without Celery."""

import base64
import json
import threading
import time

import redis

from .recording import Recording


class EventTap:
    """Records every event of one database between `start` and `stop`."""

    def __init__(self, client: "redis.Redis", database: int, recording: Recording) -> None:
        self._recording = recording
        self._subscription = client.pubsub(ignore_subscribe_messages=True)
        self._pattern = f"/{database}.celeryev/*"
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="events", daemon=True)
        self.since = 0.0

    def start(self) -> None:
        """Subscribes; what happens from here on is seen."""
        self._subscription.psubscribe(self._pattern)
        self.since = time.time()
        self._thread.start()

    def stop(self) -> float:
        """Ends the subscription and returns when that was."""
        self._ended.set()
        self._thread.join()
        self._subscription.close()
        return time.time()

    def _listen(self) -> None:
        while not self._ended.is_set():
            message = self._subscription.get_message(timeout=0.5)
            if message:
                self._recording.event(_payload(json.loads(message["data"])))


def _payload(envelope: dict) -> object:
    body = envelope["body"]
    if envelope["properties"].get("body_encoding") == "base64":
        body = base64.b64decode(body)
    return json.loads(body)
