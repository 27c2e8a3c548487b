"""Writes so many events of an imagined cluster as NDJSON, with the field sets of Celery 5.7: 200 workers, or as many as a
third argument says, 50 task types, a thousand events a second, or as many as a second argument says, a tenth of them
heartbeats; the same gives the same."""

import random
import sys
import uuid

WORKERS = int(sys.argv[3]) if len(sys.argv) > 3 else 200
TYPES = 50
START = 1_790_000_000.0

count = int(sys.argv[1])
RATE = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
random.seed(count)
write = sys.stdout.write

workers = [f"celery@worker-{number:03}.shop.example" for number in range(WORKERS)]
types = [f"shop.{('mail', 'stock', 'orders', 'images', 'search')[number % 5]}.tasks.step_{number:02}" for number in range(TYPES)]
processed = [0] * WORKERS
clock = 0


def base(kind, worker, time):
    global clock
    clock += 1
    return (
        f'{{"hostname": "{workers[worker]}", "utcoffset": -2, "pid": {4000 + worker}, "clock": {clock}, '
        f'"timestamp": {time:.6f}, "type": "{kind}"'
    )


def beat(worker, time):
    return base("worker-heartbeat", worker, time) + (
        f', "freq": 2.0, "sw_ident": "py-celery", "sw_ver": "5.7.0", "sw_sys": "Linux", "active": {worker % 4}, '
        f'"processed": {processed[worker]}, "loadavg": [0.42, 0.37, 0.31]}}\n'
    )


def received(task, worker, time):
    number = random.randrange(10**6)
    return base("task-received", worker, time) + (
        f', "uuid": "{task}", "name": "{types[number % TYPES]}", "args": "({number}, \'customer-{number % 977}@shop.example\')", '
        f'"kwargs": "{{\'retry\': True, \'lane\': \'{number % 31}\', \'note\': \'order {number} of the day, to be packed\'}}", '
        f'"root_id": "{task}", "parent_id": null, "retries": 0, "eta": null, "expires": null}}\n'
    )


def ended(task, worker, time, runtime):
    processed[worker] += 1
    if random.random() < 0.02:
        trace = "Traceback (most recent call last):\\n" + '  File \\"/srv/shop/tasks.py\\", line 88, in step\\n    pack(order)\\n' * 4
        return base("task-failed", worker, time) + (
            f', "uuid": "{task}", "exception": "ValueError(\'no stock\')", "traceback": "{trace}ValueError: no stock\\n"}}\n'
        )
    return base("task-succeeded", worker, time) + (
        f', "uuid": "{task}", "result": "{{\'packed\': True, \'parcel\': \'{task[:13]}\', \'weight\': 1200}}", "runtime": {runtime:.6f}}}\n'
    )


steps = [[] for _ in range(4 * RATE)]  # What tasks will say, by the place in time at which they say it.
written = 0
while written < count:
    time = START + written / RATE
    due = steps[written % len(steps)]
    if due:
        kind, task, worker, runtime = due.pop()
        if due:
            steps[(written + 1) % len(steps)].extend(due)
            due.clear()
        if kind == "started":
            write(base("task-started", worker, time) + f', "uuid": "{task}"}}\n')
            steps[(written + 1 + int(runtime * RATE)) % len(steps)].append(("ended", task, worker, runtime))
        else:
            write(ended(task, worker, time, runtime))
    elif written % 10 == 0:
        write(beat(written // 10 % WORKERS, time))
    else:
        task = str(uuid.UUID(int=random.getrandbits(128), version=4))
        worker = random.randrange(WORKERS)
        write(received(task, worker, time))
        runtime = min(random.expovariate(4.0), 3.5)
        steps[(written + 1 + random.randrange(100)) % len(steps)].append(("started", task, worker, runtime))
    written += 1
