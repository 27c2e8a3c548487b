"""Waits for the heartbeats of workers."""

from typing import Any

from celery import Celery


def await_beats(app: Celery, workers: set[str], count: int = 2, timeout: float = 60) -> None:
    """Returns once each of the workers has sent so many heartbeats, and with them every event of what it did before.

    A worker holds events back for up to a second, and sends them by the clock that its heartbeats go by, every two seconds.
    """
    left = dict.fromkeys(workers, count)

    def beat(event: dict[str, Any]) -> None:
        if left.get(event["hostname"], 0) > 1:
            left[event["hostname"]] -= 1
        else:
            left.pop(event["hostname"], None)
        receiver.should_stop = not left

    with app.connection_for_read() as connection:
        receiver = app.events.Receiver(connection, handlers={"worker-heartbeat": beat}, routing_key="worker.heartbeat")
        try:
            if left:
                receiver.capture(limit=None, timeout=timeout, wakeup=False)
        except TimeoutError as error:
            raise TimeoutError(f"no heartbeats after {timeout} s from {sorted(left)}") from error
