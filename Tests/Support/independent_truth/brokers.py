"""The servers of one run."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from servers.process_groups import ProcessGroups
from servers.rabbitmq_server import RabbitMQServer
from servers.redis_server import RedisServer


@dataclass
class Servers:
    """A broker, and a Redis that keeps results, or is both."""

    broker: str
    backend: str
    redis: RedisServer
    rabbitmq: RabbitMQServer | None = None

    @property
    def options(self) -> list[str]:
        """What the program is to be told of them."""
        options = ["--broker", self.broker]
        return options + (["--management", self.rabbitmq.management_url] if self.rabbitmq else [])


def start(kind: str, groups: ProcessGroups, folder: Path) -> Servers:
    """Returns once they answer."""
    redis = RedisServer(groups, folder)
    redis.start()
    if kind == "redis":
        return Servers(redis.url(0), redis.url(0), redis)
    rabbitmq = RabbitMQServer(groups, folder)
    rabbitmq.start()
    return Servers(rabbitmq.url, redis.url(0), redis, rabbitmq)


def stored_states(servers: Servers) -> dict[str, str]:
    """The state of every result that is stored, by its task."""
    client: Any = servers.redis.client()
    states = {}
    for key in client.scan_iter("celery-task-meta-*", count=1000):
        if text := client.get(key):
            result = json.loads(text)
            states[result["task_id"]] = result["status"]
    return states
