"""The brokers that a cluster can have, as the lab sees them."""

import itertools
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote
from uuid import uuid4

import amqp
from servers.process_groups import ProcessGroups
from servers.rabbitmq_server import RabbitMQServer
from servers.redis_server import RedisServer
from servers.tls_sentinel import TLSSentinel

from .contents import contents
from .options import Options
from .sentinel_broker import LabSentinels
from .writes import RabbitMQWrites, RedisWrites

PIECE = 250_000  # keys that are added at once: the client's patience has an end


class LabBroker(Protocol):
    """What the lab asks of a broker."""

    addresses: dict[str, Any]

    def start(self) -> None:
        """Returns once it answers."""

    def revive(self) -> None:
        """Starts it again at the same place; returns once it answers."""

    def kill(self) -> None:
        """Ends it at once."""

    def signal(self, number: int) -> None:
        """Signals it."""

    def listeners(self) -> int:
        """How many listen to events."""

    def contents(self) -> dict[str, str]:
        """All that it holds, so that two moments can be compared."""

    def ready(self, queue: str) -> int:
        """How many messages wait."""

    def settings(self) -> dict[str, Any]:
        """What Celery is to be told of it."""

    def actions(self) -> dict[str, Callable[..., dict[str, Any]]]:
        """What can be asked of this one alone."""


class LabRedis:
    """Redis, or Valkey, for the messages."""

    def __init__(self, options: Options, server: RedisServer, groups: ProcessGroups, folder: Path) -> None:
        self._options, self._server = options, server
        self._groups, self._folder = groups, folder

    @property
    def addresses(self) -> dict[str, Any]:
        """Where it is."""
        place = {"port": self._server.port, "tls_port": self._server.tls_port, "socket": str(self._server.socket_path)}
        return {"broker": self._url, **place}

    def start(self) -> None:
        """It is started for the results already."""

    def revive(self) -> None:
        """Starts it again, with nothing in it."""
        self._server.start()

    def kill(self) -> None:
        """Ends it at once."""
        self._server.kill()

    def signal(self, number: int) -> None:
        """Signals it."""
        if self._server.process:
            self._server.process.send_signal(number)

    def listeners(self) -> int:
        """How many listen to patterns of channels; `PUBSUB NUMPAT` would count equal ones once."""
        return sum(int(entry["psub"]) > 0 for entry in self._client().client_list())

    def contents(self) -> dict[str, str]:
        """All keys of broker and results with their types and what they hold."""
        found = {}
        for number in self._databases():
            found |= {f"{number}:{key}": held for key, held in contents(self._server.client(number))}
        return found

    def ready(self, queue: str) -> int:
        """How many messages wait."""
        return int(self._client().llen(f"{self._options.key_prefix}{queue}"))

    def settings(self) -> dict[str, Any]:
        """What Celery is to be told of it."""
        transport: dict[str, Any] = {
            "priority_steps": list(self._options.priority_steps),
            "visibility_timeout": self._options.visibility_timeout,
            "fanout_prefix": self._options.fanout_prefix,
            "fanout_patterns": self._options.fanout_patterns,
        }
        if self._options.separator:
            transport["sep"] = self._options.separator
        if self._options.key_prefix:
            transport["global_keyprefix"] = self._options.key_prefix
        return {"broker_url": self._url, "broker_transport_options": transport}

    def actions(self) -> dict[str, Callable[..., dict[str, Any]]]:
        """What can be asked of this one alone."""
        return {
            "keys": self.keys,
            "fill": self.fill,
            "crowd": self.crowd,
            "stock": self.stock,
            "add-user": self.add_user,
            "refusals": self.refusals,
            "leave-dead-worker": self.leave_dead_worker,
            "slow-log": self.slow_log,
            "disconnect-workers": self.disconnect_workers,
            "disconnect-monitors": self.disconnect_monitors,
            "watch-by-tls": self.watch_by_tls,
            "start-watching-writes": self.start_watching_writes,
            "writes": self.writes,
        }

    def start_watching_writes(self) -> dict[str, Any]:
        """Writes down from now on what our connections write."""
        self._writes = RedisWrites(self._client(), "herbarium")
        self._writes.start()
        return {}

    def writes(self) -> dict[str, Any]:
        """Ends that; says command and key of each."""
        return {"writes": self._writes.stop()}

    def watch_by_tls(self) -> dict[str, Any]:
        """Lets a Sentinel watch it by TLS, and tells its ports."""
        return {**TLSSentinel(self._groups, self._folder, self._server).start()}

    def keys(self) -> dict[str, Any]:
        """All keys, of broker and results."""
        clients = {database: self._server.client(database) for database in self._databases()}
        names = [(database, key) for database, client in clients.items() for key in client.scan_iter(count=5000)]
        return {"keys": sorted(f"{database}:{key.decode(errors='backslashreplace')}" for database, key in names)}

    def add_user(self, user: str, password: str, rules: list[str]) -> dict[str, Any]:
        """Lets another user in, with the rights that Redis' rules say; forgets who was refused what."""
        self._client().execute_command("ACL", "SETUSER", user, "on", f">{password}", "~*", "&*", *rules)
        self._client().execute_command("ACL", "LOG", "RESET")
        return {}

    def refusals(self) -> dict[str, Any]:
        """The commands that users were refused since the last user was let in."""
        return {"commands": sorted({entry["object"] for entry in self._client().acl_log()})}

    def fill(self, keys: int) -> dict[str, Any]:
        """Adds so many keys that are none of ours."""
        for start in range(0, keys, PIECE):
            self._client().execute_command("DEBUG", "POPULATE", min(PIECE, keys - start), f"stranger-{start}", 32)
        self._client().slowlog_reset()
        return {"size": self._client().dbsize()}

    def crowd(self, workers: int) -> dict[str, Any]:
        """Lets so many workers seem to work, see `crowd.py`; returns once all of them listen."""
        script = str(Path(__file__).with_name("crowd.py"))
        command = [sys.executable, script, str(self._server.port), str(self._options.broker_db)]
        log = self._folder / "crowd.log"
        self._groups.start([*command, str(workers)], log=log, folder=self._folder)
        deadline = time.monotonic() + 60
        while "ready" not in log.read_text():
            if time.monotonic() > deadline:
                raise TimeoutError(log.read_text()[-2000:])
            time.sleep(0.1)
        return {"workers": workers}

    def stock(self, queues: int, messages: int) -> dict[str, Any]:
        """Lets so many messages wait, evenly in so many queues."""
        client, separator = self._client(), "\x06\x16"
        names = [f"queue-{number:03}" for number in range(queues)]
        members = [f"{name}{separator}{separator}{name}" for name in names]
        client.sadd("_kombu.binding.celery", *members)
        for number, name in enumerate(names):
            share = messages // queues + (number < messages % queues)
            if share:
                client.lpush(name, *[_message(name, position) for position in range(share)])
        return {"messages": sum(client.llen(name) for name in names)}

    def leave_dead_worker(self, worker: str) -> dict[str, Any]:
        """Leaves in the broker what a worker that was killed long ago leaves."""
        member = f"\x06\x16\x06\x16{worker}.celery.pidbox"
        self._client().sadd(f"{self._options.key_prefix}_kombu.binding.celery.pidbox", member)
        return {}

    def disconnect_workers(self) -> dict[str, Any]:
        """Breaks every connection but those that have a name, as only a monitor's and this one have."""
        return self._disconnect("")

    def disconnect_monitors(self) -> dict[str, Any]:
        """Breaks the connections that have our name."""
        return self._disconnect("herbarium")

    def _disconnect(self, name: str) -> dict[str, Any]:
        client = self._client()
        client.client_setname("lab")
        cut = [entry["id"] for entry in client.client_list() if entry["name"] == name]
        for number in cut:
            client.client_kill_filter(_id=number)
        return {"connections": len(cut)}

    def slow_log(self) -> dict[str, Any]:
        """The commands that took more than a millisecond since the last call, in microseconds, longest first."""
        entries = self._client().slowlog_get(128)
        longest = sorted(entries, key=lambda entry: entry["duration"], reverse=True)
        self._client().slowlog_reset()
        return {"entries": [[entry["duration"], entry["command"].decode(errors="replace")] for entry in longest]}

    @property
    def _url(self) -> str:
        if self._options.socket:
            place = f"{self._server.credentials}{self._server.socket_path}"
            return f"redis+socket://{place}?virtual_host={self._options.broker_db}"
        return self._server.url(self._options.broker_db)

    def _databases(self) -> list[int]:
        return sorted({self._options.broker_db, self._options.result_db})

    def _client(self):
        return self._server.client(self._options.broker_db)


def _message(queue: str, position: int) -> str:
    """A task that waits, in kombu's envelope."""
    uuid = str(uuid4())
    headers = {"lang": "py", "task": f"crowd.tasks.number_{position % 40:02}", "id": uuid, "root_id": uuid, "retries": 0}
    headers |= {"argsrepr": "(1, 2)", "kwargsrepr": "{'key': 'value'}", "origin": "gen1@crowd", "parent_id": None}
    info = {"exchange": "", "routing_key": queue}
    properties = {"correlation_id": uuid, "delivery_info": info, "body_encoding": "base64", "delivery_tag": uuid}
    body = {"body": "W1sxLCAyXSwge30sIHt9XQ==", "content-encoding": "utf-8", "content-type": "application/json"}
    return json.dumps({**body, "headers": headers, "properties": properties})


class LabRabbitMQ:
    """RabbitMQ."""

    def __init__(self, options: Options, results: RedisServer, groups: ProcessGroups, folder: Path) -> None:
        self._options = options
        self._server = RabbitMQServer(
            groups, folder, virtual_host=options.virtual_host, user=options.user, password=options.password,
            heartbeat=options.heartbeat, statistics=options.statistics, certificates=results.certificates,
        )

    @property
    def addresses(self) -> dict[str, Any]:
        """Where it is."""
        place = {"port": self._server.port, "tls_port": self._server.tls_port}
        return {"broker": self._server.url, **place, "management": self._server.management_url}

    def start(self) -> None:
        """Returns once it answers."""
        self._server.start()

    def revive(self) -> None:
        """Starts it again, with what it keeps on disk."""
        self._server.start()

    def kill(self) -> None:
        """Ends it at once."""
        self._server.kill()

    def signal(self, number: int) -> None:
        """Signals it."""
        self._server.signal(number)

    def listeners(self) -> int:
        """How many queues that are none of Celery's own get events."""
        bindings = self._server.in_host("exchanges", "/celeryev/bindings/source")
        return sum(not binding["destination"].startswith("celeryev.") for binding in bindings)

    def contents(self) -> dict[str, str]:
        """The queues with their settings, the exchanges and the bindings."""
        queues = {
            f"queue {queue['name']}": json.dumps([queue["arguments"], queue["durable"], queue["exclusive"]])
            for queue in self._server.in_host("queues")
        }
        exchanges = {f"exchange {exchange['name']}": exchange["type"] for exchange in self._server.in_host("exchanges")}
        bindings = {
            f"binding {binding['source']} {binding['routing_key']} {binding['destination']}": "is there"
            for binding in self._server.in_host("bindings")
        }
        return queues | exchanges | bindings

    def ready(self, queue: str) -> int:
        """How many messages wait; the management API takes a moment to know."""
        if not self._options.statistics:
            with self._channel() as channel:
                return int(channel.queue_declare(queue, passive=True).message_count)
        deadline = time.monotonic() + 20
        while (count := self._server.in_host("queues", f"/{quote(queue, safe='')}").get("messages_ready")) is None:
            if time.monotonic() > deadline:
                raise TimeoutError(f"the management API has no numbers of '{queue}'")
            time.sleep(0.1)
        return int(count)

    def settings(self) -> dict[str, Any]:
        """What Celery is to be told of it."""
        # Workers of the solo pool don't send heartbeats while they work.
        settings = {"broker_url": self._server.url, "broker_heartbeat": 0}
        return {**settings, "queue_arguments": self._queue_arguments}

    def actions(self) -> dict[str, Callable[..., dict[str, Any]]]:
        """What can be asked of this one alone."""
        return {
            "restart-broker": self.restart_broker,
            "add-user": self.add_user,
            "queue-numbers": self.queue_numbers,
            "raise-alarm": self.raise_alarm,
            "close-connections": self.close_connections,
            "set-policy": self.set_policy,
            "make-queues": self.make_queues,
            "publish-events": self.publish_events,
            "start-watching-writes": self.start_watching_writes,
            "writes": self.writes,
            "make-lookalikes": self.make_lookalikes,
            "make-exchange": self.make_exchange,
            "depths": self.depths,
            "publish": self.publish,
        }

    def restart_broker(self) -> dict[str, Any]:
        """Ends it in peace and starts it again."""
        self._server.stop()
        self._server.start()
        return {}

    def add_user(
        self, user: str, password: str, tags: str = "", configure: str = "", write: str = "", read: str = ""
    ) -> dict[str, Any]:
        """Lets another user in, who may do so much in the virtual host."""
        self._server.add_user(user, password, tags, configure, write, read)
        return {}

    def raise_alarm(self, is_on: bool) -> dict[str, Any]:
        """Lets it run out of memory, and have enough again."""
        self._server.raise_alarm(is_on)
        return {}

    def close_connections(self, reason: str) -> dict[str, Any]:
        """Closes our connections, as whoever runs the server may."""
        deadline = time.monotonic() + 30
        while not (count := self._server.close_connections("Herbarium", reason)):
            if time.monotonic() > deadline:
                raise TimeoutError("there is no connection of ours")
            time.sleep(0.1)
        return {"connections": count}

    def set_policy(self, name: str, pattern: str, definition: dict[str, Any]) -> dict[str, Any]:
        """Lays down rules for some queues; returns once the management API tells them of one, which takes a while."""
        path = f"policies/{quote(self._options.virtual_host, safe='')}/{quote(name, safe='')}"
        self._server.api("PUT", path, {"pattern": pattern, "definition": definition, "apply-to": "queues"})
        deadline = time.monotonic() + 60
        while not any(queue.get("policy") == name for queue in self._server.in_host("queues")):
            if time.monotonic() > deadline:
                raise TimeoutError(f"no queue follows the policy {name}")
            time.sleep(0.2)
        return {}

    def queue_numbers(self) -> dict[str, Any]:
        """What the management API says of each queue."""
        fields = {"ready": "messages_ready", "unacked": "messages_unacknowledged", "consumers": "consumers"}
        found = {}
        for queue in self._server.in_host("queues"):
            found[queue["name"]] = {ours: queue.get(theirs) for ours, theirs in fields.items()}
        return {"queues": found}

    def make_queues(self, count: int) -> dict[str, Any]:
        """Makes so many queues that nobody uses; returns once the management API has numbers of each."""
        with self._channel() as channel:
            for number in range(count):
                channel.queue_declare(f"idle-{number:05}", auto_delete=False, nowait=True)
            channel.queue_declare("idle-00000", passive=True)
        deadline = time.monotonic() + 60
        while any(queue.get("messages_ready") is None for queue in self._server.in_host("queues")):
            if time.monotonic() > deadline:
                raise TimeoutError("the management API has no numbers of some queues")
            time.sleep(1)
        return {"queues": count}

    def publish_events(self, tasks: int) -> dict[str, Any]:
        """Sends the events of so many tasks that end well, as one worker would."""
        base = {"hostname": "celery@scripted", "pid": 1, "utcoffset": 0}
        start = time.time() - 60
        with self._channel() as channel:
            for number in range(tasks):
                for step, kind in enumerate(("received", "started", "succeeded")):
                    event = base | {"type": f"task-{kind}", "uuid": f"task-{number}", "clock": 3 * number + step}
                    event["timestamp"] = start + number * 1e-3 + step * 1e-4
                    if kind == "received":
                        event |= {"name": "lab.scripted", "args": "()", "kwargs": "{}", "retries": 0}
                    message = amqp.Message(json.dumps(event), content_type="application/json", content_encoding="utf-8")
                    channel.basic_publish(message, exchange="celeryev", routing_key=f"task.{kind}")
        return {"events": 3 * tasks}

    def start_watching_writes(self, user: str) -> dict[str, Any]:
        """Writes down from now on what that user publishes."""
        self._server.api("PUT", f"vhosts/{quote(self._options.virtual_host, safe='')}", {"tracing": True})
        self._writes = RabbitMQWrites(f"127.0.0.1:{self._server.port}", self._options.virtual_host, user)
        return {}

    def writes(self) -> dict[str, Any]:
        """Ends that; says exchange and routing key of each."""
        written = self._writes.stop()
        self._server.api("PUT", f"vhosts/{quote(self._options.virtual_host, safe='')}", {"tracing": False})
        return {"writes": written}

    def make_lookalikes(self) -> dict[str, Any]:
        """Makes queues of every kind that is no tap, each with a message in it where it takes any; returns their names."""
        tap = {"x-queue-type": "quorum", "x-max-length": 1000, "x-message-ttl": 3_600_000, "x-overflow": "drop-head"}
        dead = {"x-dead-letter-exchange": "", "x-dead-letter-routing-key": "kept"}
        kinds: dict[str, tuple[dict[str, Any], list[tuple[str, str]]]] = {
            "task": ({}, [("celery", "task")]),
            "quorum task": ({"x-queue-type": "quorum"}, [("celery", "quorum task")]),
            "task like a tap": (tap, [("celery", "task like a tap")]),
            "tap with tasks too": (tap, [("celeryev", "#"), ("celery", "tap with tasks too")]),
            "bound to nothing": (tap, []),
            "another's tap": (tap, [("other-events", "#")]),
            "tap of some events": (tap, [("celeryev", "worker.#")]),
            "tap that rejects": (tap | {"x-overflow": "reject-publish"}, [("celeryev", "#")]),
            "tap without an age": ({k: v for k, v in tap.items() if k != "x-message-ttl"}, [("celeryev", "#")]),
            "tap with dead letters": (tap | dead, [("celeryev", "#")]),
            "another monitor's": ({"x-message-ttl": 3_600_000, "x-expires": 3_600_000}, [("celeryev", "#")]),
            "celery_delayed_3": ({"x-queue-type": "quorum", "x-message-ttl": 8000} | dead, []),
            "dead": (dead, []),
            "stream": ({"x-queue-type": "stream"}, [("celeryev", "#")]),
            "priorities": ({"x-max-priority": 9}, []),
        }
        with self._channel() as channel:
            for exchange, kind in (("celery", "direct"), ("other-events", "topic"), ("celeryev", "topic")):
                channel.exchange_declare(exchange, kind, durable=True, auto_delete=False)
            for name, (arguments, bindings) in kinds.items():
                channel.queue_declare(name, durable=True, auto_delete=False, arguments=arguments)
                for exchange, key in bindings:
                    channel.queue_bind(name, exchange, key)
                self.publish(name, "precious", channel=channel)
            channel.queue_declare("kept", durable=True, auto_delete=False)
        return {"names": [*kinds]}

    def make_exchange(self, name: str) -> dict[str, Any]:
        """Makes a durable fanout exchange, as none of Celery's is."""
        with self._channel() as channel:
            channel.exchange_declare(name, "fanout", durable=True, auto_delete=False)
        return {}

    def publish(self, queue: str, text: str, exchange: str = "", channel: Any = None) -> dict[str, Any]:
        """Publishes a persistent text to a queue, by the default exchange unless another is named."""
        message = amqp.Message(text, delivery_mode=2, content_type="text/plain")
        if channel:
            channel.basic_publish(message, exchange=exchange, routing_key=queue)
        else:
            with self._channel() as channel:
                channel.basic_publish(message, exchange=exchange, routing_key=queue)
        return {}

    def depths(self, names: list[str]) -> dict[str, Any]:
        """How many messages wait in each of some queues, by the broker itself; nothing of those that aren't there."""
        found = {}
        for name in names:
            try:
                with self._channel() as channel:
                    found[name] = channel.queue_declare(name, passive=True).message_count
            except amqp.exceptions.NotFound:
                continue
        return {"depths": found}

    @contextmanager
    def _channel(self) -> Iterator["amqp.Channel"]:
        """A channel that is closed when everything has arrived."""
        address, host = f"127.0.0.1:{self._server.port}", self._options.virtual_host
        with amqp.Connection(address, virtual_host=host) as connection:
            channel = connection.channel()
            # A server that closes a connection may drop what it hasn't read of it yet; what it confirms is in the queues.
            channel.confirm_select()
            numbers, unsettled = itertools.count(1), set[int]()
            publish = channel.basic_publish

            def noted(*arguments: Any, **options: Any) -> Any:
                unsettled.add(next(numbers))
                return publish(*arguments, **options)

            def settle(number: int, multiple: bool) -> None:
                unsettled.difference_update([n for n in unsettled if n <= number] if multiple else [number])

            channel.basic_publish = noted
            for kind in ("basic_ack", "basic_nack"):
                channel.events[kind].add(settle)
            yield channel
            while unsettled:
                connection.drain_events(timeout=60)

    @property
    def _queue_arguments(self) -> dict[str, Any]:
        kinds = {"classic": {}, "priority": {"x-max-priority": 9}, "quorum": {"x-queue-type": "quorum"}}
        return kinds[self._options.queue_type]


def lab_broker(options: Options, results: RedisServer, groups: ProcessGroups, folder: Path) -> LabBroker:
    """The one that the options name."""
    if options.broker in ("redis", "valkey"):
        return LabRedis(options, results, groups, folder)
    if options.broker == "sentinel":
        return LabSentinels(options, groups, folder)
    return LabRabbitMQ(options, results, groups, folder)
