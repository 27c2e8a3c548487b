"""Ends a Celery client's listening for results."""

from typing import Any


def stop_listening_for_results(app: Any) -> None:
    """A client that sends a task also subscribes to its result, and would say good-bye to a server that is gone."""
    consumer = getattr(app.backend, "result_consumer", None)
    if consumer:
        consumer.stop()
        consumer.subscribed_to.clear()
        # Results that are thrown away later would go to it once more.
        consumer._pubsub = None
