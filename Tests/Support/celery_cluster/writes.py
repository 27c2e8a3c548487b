"""Writes down what one client writes to a broker."""

import threading
import time
from typing import Any

import amqp
import redis

# What changes data, by `COMMAND INFO`'s flag, and what others get to hear.
HEARD = {"PUBLISH", "SPUBLISH"}


class RedisWrites:
    """Follows `MONITOR`, and keeps the writing commands of connections that call themselves `name`."""

    def __init__(self, client: redis.Redis, name: str) -> None:
        self._name, self._client = name, client
        information = client.execute_command("COMMAND")
        self._writing = HEARD | {
            command.decode().upper() if isinstance(command, bytes) else command.upper()
            for command, entry in information.items()
            if b"write" in entry["flags"] or "write" in entry["flags"]
        }
        self._lines: list[dict[str, Any]] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._begun = threading.Event()

    def start(self) -> None:
        """Returns once it sees what is written."""
        self._thread.start()
        self._begun.wait(timeout=30)
        self._client.echo("begun")

    def stop(self) -> list[list[str]]:
        """Command and key of all that was written."""
        self._over.set()
        self._client.echo("over")
        self._thread.join(timeout=30)
        ours: set[tuple[str, str]] = set()
        written = []
        for line in self._lines:
            place, words = (line["client_address"], line["client_port"]), line["command"].split(" ")
            command = words[0].upper()
            if command == "CLIENT" and words[1:3] == ["SETNAME", self._name]:
                ours.add(place)
            elif place in ours and command in self._writing:
                written.append([command, words[1] if len(words) > 1 else ""])
        return written

    def _run(self) -> None:
        with self._client.monitor() as monitor:
            self._begun.set()
            for line in monitor.listen():
                self._lines.append(line)
                if self._over.is_set():
                    return


class RabbitMQWrites:
    """Follows the firehose (`amq.rabbitmq.trace`), and keeps to where one user publishes."""

    def __init__(self, place: str, virtual_host: str, user: str) -> None:
        self._user = user
        self._connection = amqp.Connection(place, virtual_host=virtual_host)
        self._connection.connect()
        self._channel = self._connection.channel()
        self._queue = self._channel.queue_declare(exclusive=True).queue
        self._channel.queue_bind(self._queue, "amq.rabbitmq.trace", "publish.#")

    def stop(self) -> list[list[str]]:
        """Exchange and routing key of all that was published."""
        time.sleep(0.5)
        written = []
        while message := self._channel.basic_get(self._queue, no_ack=True):
            headers = message.headers
            if headers["user"] == self._user:
                written.append([headers["exchange_name"], " ".join(headers["routing_keys"])])
        self._connection.close()
        return written
