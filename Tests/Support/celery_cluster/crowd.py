"""Many workers that only seem to work: they answer remote control and send events, as Celery's do over Redis.

    crowd.py PORT DATABASE WORKERS

Says `ready` on its standard output once all of them listen.
"""

import asyncio
import base64
import json
import sys
import time
from typing import Any
from uuid import uuid4

import redis.asyncio

TASKS = [f"crowd.tasks.number_{number:02}" for number in range(40)]
SEPARATOR = "\x06\x16"
BEAT = 2.0


class Worker:
    """One of them, and what it says of itself."""

    def __init__(self, number: int) -> None:
        self.name = f"celery@crowd-{number:03}"
        self.running = [self._task(position) for position in range(4)]
        self.clock = self.processed = number
        self._answers = self._make_answers(number)

    def answer(self, method: str) -> Any:
        """What it answers to a question."""
        return self._answers.get(method, [])

    def events(self) -> list[tuple[str, dict[str, Any]]]:
        """A heartbeat, and the whole life of one task, with the routing keys."""
        uuid, start = str(uuid4()), time.time()
        self.processed += 1
        beat = {"freq": BEAT, "active": 4, "processed": self.processed, "loadavg": [1.5, 1.2, 0.9]}
        beat |= {"sw_ident": "py-celery", "sw_ver": "5.7.0", "sw_sys": "Linux"}
        life = {
            "received": {"name": TASKS[self.processed % len(TASKS)], "args": "(1, 2)", "kwargs": "{}", "retries": 0},
            "started": {},
            "succeeded": {"result": "'done'", "runtime": 0.25},
        }
        told = [(f"task.{kind}", {"type": f"task-{kind}", "uuid": uuid, **more}) for kind, more in life.items()]
        told.append(("worker.heartbeat", {"type": "worker-heartbeat", **beat}))
        return [(key, self._base(start + position * 1e-3) | event) for position, (key, event) in enumerate(told)]

    def _base(self, timestamp: float) -> dict[str, Any]:
        self.clock += 1
        return {"hostname": self.name, "utcoffset": 0, "pid": 7, "clock": self.clock, "timestamp": timestamp}

    def _task(self, position: int) -> dict[str, Any]:
        task = {"id": str(uuid4()), "name": TASKS[position], "args": "(1, 2)", "kwargs": "{'key': 'value'}"}
        info = {"exchange": "", "routing_key": "work", "priority": 0, "redelivered": False}
        own = {"hostname": self.name, "time_start": time.time(), "acknowledged": True, "worker_pid": 8 + position}
        return task | own | {"type": TASKS[position], "delivery_info": info}

    def _make_answers(self, number: int) -> dict[str, Any]:
        usage = {"utime": 12.5, "stime": 2.5, "maxrss": 81920, "nswap": 0}
        pool = {"implementation": "celery.concurrency.prefork:TaskPool", "max-concurrency": 4, "processes": [8, 9, 10, 11]}
        pool |= {"max-tasks-per-child": "N/A", "timeouts": [0, 0]}
        stats = {"total": {name: number for name in TASKS}, "pid": 7, "clock": "100", "uptime": 3600 + number}
        queues = [{"name": f"queue-{place:03}", "exchange": {"name": "celery", "type": "direct"}, "routing_key": "work"}
                  for place in range(number % 100, 500, 100)]
        return {
            "ping": {"ok": "pong"},
            "stats": stats | {"pool": pool, "rusage": usage, "prefetch_count": 16},
            "active": self.running,
            "registered": TASKS,
            "active_queues": queues,
            "conf": {f"setting_{place}": "value" for place in range(60)} | {"timezone": "UTC", "enable_utc": True},
        }


class Crowd:
    """All of them, and the connections to their broker."""

    def __init__(self, port: int, database: int, count: int) -> None:
        self._redis = redis.asyncio.Redis(port=port, db=database, max_connections=2 * count + 10)
        self._database = database
        self._workers = [Worker(number) for number in range(count)]

    async def live(self) -> None:
        """Works until it is killed."""
        control = "_kombu.binding.celery.pidbox"
        names = [f"{SEPARATOR}{SEPARATOR}{worker.name}.celery.pidbox" for worker in self._workers]
        await self._redis.sadd(control, *names)
        ears = []
        for _ in self._workers:
            ear = self._redis.pubsub()
            await ear.psubscribe(f"/{self._database}.celery.pidbox")
            ears.append(ear)
        print("ready", flush=True)
        listening = [self._listen(worker, ear) for worker, ear in zip(self._workers, ears, strict=True)]
        await asyncio.gather(self._speak(), *listening)

    async def _listen(self, worker: Worker, ear: Any) -> None:
        async for message in ear.listen():
            if message["type"] != "pmessage":
                continue
            question = json.loads(base64.b64decode(json.loads(message["data"])["body"]))
            if address := question.get("reply_to"):
                await self._reply(worker, question, address)

    async def _reply(self, worker: Worker, question: dict[str, Any], address: dict[str, str]) -> None:
        text = json.dumps({worker.name: worker.answer(question["method"])})
        letter = _envelope(text, {"ticket": question["ticket"], "clock": worker.clock})
        for member in await self._redis.smembers(f"_kombu.binding.{address['exchange']}"):
            key, _, queue = member.decode().split(SEPARATOR)
            if key == address["routing_key"]:
                await self._redis.lpush(queue, letter)

    async def _speak(self) -> None:
        """Each of them says something every two seconds, one after the other."""
        while True:
            start = time.monotonic()
            for position, worker in enumerate(self._workers):
                await asyncio.sleep(start + BEAT * position / len(self._workers) - time.monotonic())
                pipe = self._redis.pipeline(transaction=False)
                for key, event in worker.events():
                    pipe.publish(f"/{self._database}.celeryev/{key}", _envelope(json.dumps(event), {}))
                await pipe.execute()


def _envelope(text: str, headers: dict[str, Any]) -> str:
    properties = {"delivery_mode": 1, "body_encoding": "base64", "delivery_tag": str(uuid4()), "priority": 0}
    form = {"content-encoding": "utf-8", "content-type": "application/json"}
    body = base64.b64encode(text.encode()).decode()
    return json.dumps({"body": body, **form, "headers": headers, "properties": properties})


if __name__ == "__main__":
    asyncio.run(Crowd(*map(int, sys.argv[1:])).live())
