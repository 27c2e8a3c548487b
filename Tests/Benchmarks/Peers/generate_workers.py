"""Writes the events of so many workers as NDJSON, with the field sets of Celery 5.7; the same gives the same.

alive COUNT: all are there for ten minutes; pods COUNT: each was there for five minutes of a day, and fifty are at its end;
beats COUNT: of each name there is one heartbeat in a day."""

import random
import sys
import uuid

START, DAY, TASKS = 1_790_000_000.0, 86_400.0, 3

kind, count = sys.argv[1], int(sys.argv[2])
random.seed(count)
events: list[tuple[float, str]] = []


def tell(what: str, worker: str, time: float, rest: str) -> None:
    events.append((
        time,
        f'{{"hostname": "{worker}", "utcoffset": 0, "pid": 8, "clock": {int(time * 10) % 10**9}, "timestamp": {time:.6f}, '
        f'"type": "{what}", {rest}}}\n',
    ))


def beat(worker: str, time: float, done: int, what: str = "worker-heartbeat") -> None:
    tell(
        what, worker, time,
        f'"freq": 2.0, "sw_ident": "py-celery", "sw_ver": "5.7.0", "sw_sys": "Linux", "active": 0, "processed": {done}, '
        '"loadavg": [0.42, 0.37, 0.31]',
    )


def life(number: int, worker: str, begin: float, end: float, is_gone: bool) -> None:
    beat(worker, begin - 0.01, 0, "worker-online")
    times = [begin + 5 + (end - begin - 30) * place / TASKS for place in range(TASKS)]
    for place, time in enumerate(times):
        task = uuid.UUID(int=random.getrandbits(128), version=4)
        tell(
            "task-received", worker, time,
            f'"uuid": "{task}", "name": "shop.step_{number % 40:02}", "args": "({number},)", "kwargs": "{{}}", '
            f'"root_id": "{task}", "parent_id": null, "retries": 0, "eta": null, "expires": null',
        )
        tell("task-started", worker, time + 0.1, f'"uuid": "{task}"')
        if number % 50 == 7 and place == 1:
            trace = 'Traceback\\n  File \\"shop.py\\", line 3, in step\\nValueError: no stock\\n'
            rest = f'"exception": "ValueError(\'no stock\')", "traceback": "{trace}"'
            tell("task-failed", worker, time + 0.5, f'"uuid": "{task}", {rest}')
        else:
            tell("task-succeeded", worker, time + 0.5, f'"uuid": "{task}", "result": "None", "runtime": 0.4')
    for place in range(6):
        time = begin + (end - begin) * place / 5
        beat(worker, time, sum(ended + 0.5 < time for ended in times))
    if is_gone:
        beat(worker, end + 0.2, TASKS, "worker-offline")


for number in range(count):
    pod = f"celery@shop-{number // 1000:02}-{random.getrandbits(25):07x}{number:05}"
    if kind == "beats":
        beat(pod, START + DAY * number / count, 0)
    elif kind == "alive":
        begin = START + random.random() * 60
        life(number, f"celery@worker-{number:05}.shop.example", begin, START + 600 + random.random(), False)
    elif number < count - 50:
        begin = START + DAY * number / count
        life(number, pod, begin, begin + 300, True)
    else:
        life(number, pod, START + DAY - 600, START + DAY + random.random(), False)
events.sort()
sys.stdout.writelines(line for _, line in events)
