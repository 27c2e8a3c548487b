"""What kind of cluster is wanted."""

import argparse
from dataclasses import dataclass
from pathlib import Path

BROKERS = ("redis", "valkey", "sentinel", "rabbitmq")
QUEUES_FOR_ALL = ("work", "отчёты")


@dataclass(frozen=True)
class WorkerPlan:
    """One worker; it alone consumes the queue named after it."""

    name: str
    pool: str = "prefork"
    concurrency: int = 2
    shares_work: bool = True

    @property
    def own_queue(self) -> str:
        """What is sent there is this worker's."""
        return f"only-{self.name.partition('@')[2]}"

    @property
    def queues(self) -> tuple[str, ...]:
        """All that it consumes."""
        return (*QUEUES_FOR_ALL, self.own_queue) if self.shares_work else (self.own_queue,)


PREFORK_1, PREFORK_2 = WorkerPlan("celery@prefork-1"), WorkerPlan("celery@prefork-2", concurrency=3)
SOLO = WorkerPlan("celery@solo", pool="solo", concurrency=1)
HOLDER = WorkerPlan("celery@holder", shares_work=False)
VICTIM = WorkerPlan("celery@victim", shares_work=False)
THREADS = WorkerPlan("celery@threads", pool="threads")
BUSY, IDLER = WorkerPlan("celery@busy", concurrency=1), WorkerPlan("celery@idler", concurrency=1)
HELD = WorkerPlan("celery@held", shares_work=False)
CRASHER = WorkerPlan("celery@crasher", shares_work=False)
STORMY = WorkerPlan("celery@stormy", concurrency=5, shares_work=False)

SCENARIOS: dict[str, tuple[WorkerPlan, ...]] = {
    "busy": (PREFORK_1, PREFORK_2, SOLO, HOLDER, VICTIM),
    "small": (PREFORK_1, SOLO),
    "threads": (PREFORK_1, THREADS),
    "pair": (PREFORK_1, PREFORK_2),
    "single": (PREFORK_1,),
    "empty": (),
    "strange": (PREFORK_1, PREFORK_2, SOLO),
    "troubled": (BUSY, IDLER, HELD, CRASHER, STORMY),
}


@dataclass(frozen=True)
class Options:
    """The choices of the command line."""

    mode: str
    scenario: str
    version: str
    events: bool
    sent_events: bool
    control: bool
    results: str
    serializer: str
    accepts_pickle: bool
    broker: str
    virtual_host: str
    queue_type: str
    heartbeat: int
    statistics: bool
    tls: bool
    broker_db: int
    result_db: int
    key_prefix: str
    separator: str
    fanout_prefix: bool
    fanout_patterns: bool
    priority_steps: tuple[int, ...]
    visibility_timeout: int
    password: str
    user: str
    socket: bool
    tasks: int
    seed: int
    ready_file: Path | None
    truth_file: Path | None
    command: tuple[str, ...]

    @property
    def plans(self) -> tuple[WorkerPlan, ...]:
        """The workers of the scenario."""
        return SCENARIOS[self.scenario]


def parse(arguments: list[str]) -> Options:
    """Reads a command line."""
    parser = argparse.ArgumentParser(
        prog="cluster.py",
        usage="%(prog)s serve [options] | %(prog)s run [options] -- COMMAND…",
        description="Starts a real Celery cluster on loopback.",
    )
    modes = "obey JSON lines on standard input, or send work while COMMAND runs"
    parser.add_argument("mode", choices=["serve", "run"], help=modes)
    parser.add_argument("--scenario", choices=sorted(SCENARIOS), default="busy")
    parser.add_argument("--version", default="5.7.0", help="Celery's, one of those in requirements/")
    parser.add_argument("--events", action=argparse.BooleanOptionalAction, default=True, help="workers run with -E")
    parser.add_argument("--sent-events", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument(
        "--control", action=argparse.BooleanOptionalAction, default=True, help="workers take commands"
    )
    parser.add_argument("--results", choices=["none", "plain", "extended", "files"], default="extended")
    parser.add_argument("--serializer", choices=["json", "pickle"], default="json", help="of tasks, and so of answers")
    parser.add_argument("--accepts-pickle", action="store_true", help="workers take tasks in pickle as well")
    parser.add_argument("--broker", choices=BROKERS, default="redis", help="results are in Redis, or Valkey")
    parser.add_argument("--virtual-host", default="/", help="RabbitMQ's")
    parser.add_argument("--queue-type", choices=["classic", "priority", "quorum"], default="classic", help="RabbitMQ's")
    parser.add_argument("--heartbeat", type=int, default=60, help="seconds, as RabbitMQ proposes them")
    parser.add_argument(
        "--statistics", action=argparse.BooleanOptionalAction, default=True, help="RabbitMQ's, of its queues"
    )
    parser.add_argument("--tls", action="store_true", help="the broker listens on an encrypted port as well")
    parser.add_argument("--broker-db", type=int, default=0)
    parser.add_argument("--result-db", type=int, default=1)
    parser.add_argument("--key-prefix", default="", help="kombu's global_keyprefix")
    parser.add_argument("--separator", default="", help="kombu's sep; its own by default")
    parser.add_argument("--fanout-prefix", action=argparse.BooleanOptionalAction, default=True, help="kombu's")
    parser.add_argument("--fanout-patterns", action=argparse.BooleanOptionalAction, default=True, help="kombu's")
    parser.add_argument("--priority-steps", type=_steps, default=(0, 3, 6, 9))
    parser.add_argument("--visibility-timeout", type=int, default=3600, help="seconds; Redis' alone")
    parser.add_argument("--password", default="")
    parser.add_argument("--user", default="", help="a user of the broker; needs --password")
    parser.add_argument("--socket", action="store_true", help="the broker's URL names the Unix socket")
    parser.add_argument("--tasks", type=int, default=200, help="how many `run` sends before COMMAND starts")
    parser.add_argument("--seed", type=int, default=1, help="what the choice of tasks starts from")
    parser.add_argument("--ready-file", type=Path, help="also write the `ready` line there")
    parser.add_argument("--truth-file", type=Path, help="also write the truth there at the end")
    own, command = _split(arguments)
    options = Options(**vars(parser.parse_args(own)), command=command)
    if options.user and not options.password:
        parser.error("--user needs --password")
    if (options.mode == "run") != bool(options.command):
        parser.error("a COMMAND, after `--`, goes with `run` and only with it")
    return options


def _split(arguments: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """Ours, and the command after the first `--`, which argparse would look for options in."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    return arguments[:end], tuple(arguments[end + 1 :])


def _steps(text: str) -> tuple[int, ...]:
    return tuple(int(step) for step in text.split(","))
