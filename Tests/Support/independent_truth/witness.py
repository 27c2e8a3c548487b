"""Writes down every event that it hears, as it was sent, one a line; shares nothing with the program.

    python -m independent_truth.witness BROKER FILE
"""

import json
import signal
import sys
import time
from typing import Any
from uuid import uuid4

from celery.events.event import get_exchange
from kombu import Connection, Consumer, Queue


def main() -> None:
    """Listens until it is told to stop; the first line says when it began."""
    broker, path = sys.argv[1:]
    over: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: over.append(number))
    with open(path, "w", encoding="utf-8") as file, Connection(broker) as connection:
        queue = Queue(
            f"celeryev.witness-{uuid4()}", get_exchange(connection), routing_key="#", auto_delete=True, durable=False
        )

        def heard(body: Any, message: Any) -> None:
            for event in body if isinstance(body, list) else [body]:
                file.write(json.dumps({"heard": time.time(), **event}) + "\n")
            file.flush()
            message.ack()

        with Consumer(connection, [queue], callbacks=[heard], accept=["json"]):
            file.write(json.dumps({"type": "witness-began", "heard": time.time()}) + "\n")
            file.flush()
            while not over:
                try:
                    connection.drain_events(timeout=0.5)
                except TimeoutError:
                    continue


if __name__ == "__main__":
    main()
