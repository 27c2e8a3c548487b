"""What lies in a Redis broker: queues, waiting and unacknowledged messages, results."""

import json
import threading

import redis

from .recording import Recording

SEPARATOR = b"\x06\x16"
PRIORITY_STEPS = (0, 3, 6, 9)
NOISE = (b".celery.pidbox", b"celeryev.")


class QueueSampler:
    """Records the length of every queue, now and then every `interval` seconds until stopped."""

    def __init__(self, client: "redis.Redis", recording: Recording, interval: float) -> None:
        self._client = client
        self._recording = recording
        self._interval = interval
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="queues", daemon=True)

    def start(self) -> None:
        """Takes the first sample soon."""
        self._thread.start()

    def stop(self) -> None:
        """Takes one last sample."""
        self._ended.set()
        self._thread.join()
        self._recording.note("queues", queues=sample(self._client))

    def _run(self) -> None:
        while not self._ended.wait(self._interval):
            self._recording.note("queues", queues=sample(self._client))


def queue_names(client: "redis.Redis") -> list[bytes]:
    """Every queue that is bound to something, consumed or not."""
    names = set()
    for key in client.scan_iter(match="_kombu.binding.*"):
        if client.type(key) == b"set":
            names |= {member.split(SEPARATOR)[-1] for member in client.smembers(key)}
    return sorted(name for name in names if not any(noise in name for noise in NOISE))


def sample(client: "redis.Redis") -> list[dict]:
    """The number of waiting messages of each queue, by priority step."""
    queues = []
    for name in queue_names(client):
        lengths = {str(step): int(client.llen(_list(name, step))) for step in PRIORITY_STEPS}
        priorities = {step: length for step, length in lengths.items() if length or step == "0"}
        queues.append({"name": name.decode(), "ready": sum(lengths.values()), "priorities": priorities})
    return queues


def record_messages(client: "redis.Redis", recording: Recording, limit: int) -> None:
    """Records the oldest waiting messages of each queue, and every message fetched but not acknowledged."""
    for name in queue_names(client):
        waiting = [raw for step in PRIORITY_STEPS for raw in client.lrange(_list(name, step), -limit, -1)[::-1]]
        for raw in waiting[:limit]:
            recording.note("message", queue=name.decode(), message=json.loads(raw))
    for tag, raw in sorted(client.hgetall("unacked").items()):
        recording.note(
            "unacked", tag=tag.decode(), score=client.zscore("unacked_index", tag), entry=json.loads(raw)
        )


def record_results(client: "redis.Redis", recording: Recording, limit: int) -> None:
    """Records the newest results: those with the most life left."""
    keys = list(client.scan_iter(match="celery-task-meta-*", count=1000))
    lives = [(client.pttl(key), key) for key in keys]
    for life, key in sorted(lives, reverse=True)[:limit]:
        if value := client.get(key):
            recording.note("result", ttl_ms=life, value=json.loads(value))


def _list(name: bytes, step: int) -> bytes:
    return name if step == 0 else name + SEPARATOR + str(step).encode()
