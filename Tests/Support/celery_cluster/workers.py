"""The cluster's workers, as processes."""

import re
import subprocess
import sys
import time
from pathlib import Path

from celery import Celery
from servers.process_groups import ProcessGroups

from .beats import await_beats
from .options import Options, WorkerPlan


# What tasks say of themselves is no trouble of the worker's.
COMPLAINT = re.compile(r"(WARNING|ERROR|CRITICAL)/MainProcess\] (?!Task )")


class Workers:
    """Starts them, ends them in several ways, and knows which are gone."""

    def __init__(self, options: Options, groups: ProcessGroups, folder: Path) -> None:
        self._options, self._groups, self._folder = options, groups, folder
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._twin: subprocess.Popen[bytes] | None = None
        self.gone: set[str] = set()

    def start(self, app: Celery) -> None:
        """Returns once every worker answers, or, where none takes commands, has sent a heartbeat."""
        for plan in self._options.plans:
            self._start(plan)
        if not self._options.control:
            await_beats(app, set(self._running), count=1, timeout=120)
            return
        if not self._await(app, patience=120):
            raise TimeoutError(f"not all of the {len(self._running)} workers came up:\n{self.last_words()}")

    def revive(self, app: Celery) -> None:
        """Returns once every worker answers; those that don't find back to a broker that was gone are started anew."""
        if self._await(app, patience=8):
            return
        for plan in self._options.plans:
            self._groups.kill(self._running[plan.name])
            self._start(plan)
        if not self._await(app, patience=120):
            raise TimeoutError(f"not all workers came back:\n{self.last_words()}")

    def _start(self, plan: WorkerPlan) -> None:
        log = self._folder / f"{plan.name}.log"
        self._running[plan.name] = self._groups.start(self._command(plan), log=log, folder=self._folder)

    def _await(self, app: Celery, patience: float) -> bool:
        """Whether every worker answers in time."""
        deadline, count = time.monotonic() + patience, len(self._running)
        while count and _answers(app, count) < count:
            if time.monotonic() > deadline:
                return False
        return True

    def start_twin(self, name: str) -> None:
        """Starts another one of the same name, as a container's orchestrator does."""
        plan = next(plan for plan in self._options.plans if plan.name == name)
        self._twin = self._groups.start(self._command(plan), self._folder / f"{name}-twin.log", self._folder)

    def stop_twin(self, patience: float) -> None:
        """Shuts that one down."""
        if self._twin:
            self._groups.stop([self._twin], patience)
            self._twin = None

    def kill(self, name: str) -> None:
        """Takes one away without a word."""
        self._groups.kill(self._running.pop(name))
        self.gone.add(name)

    def signal(self, name: str, number: int) -> None:
        """Signals one and all of its children."""
        self._groups.signal(self._running[name], number)

    def stop(self, names: list[str], patience: float) -> None:
        """Shuts down as a deployment does, and kills those that are still busy after `patience` seconds."""
        self._groups.stop([self._running.pop(name) for name in names], patience)
        self.gone.update(names)

    def complaints(self) -> list[str]:
        """The lines of every worker's log that tell of something wrong."""
        lines = [line for log in sorted(self._folder.glob("celery@*.log")) for line in log.read_text().splitlines()]
        return [line for line in lines if COMPLAINT.search(line)]

    def names(self) -> list[str]:
        """Those that run."""
        return list(self._running)

    def last_words(self) -> str:
        """The end of every log, for when something went wrong."""
        return "\n".join(f"{log.name}: {log.read_text()[-2000:]}" for log in sorted(self._folder.glob("*.log")))

    def _command(self, plan: WorkerPlan) -> list[str]:
        command = [sys.executable, "-m", "celery", "--app", "lab.app", "worker", "--hostname", plan.name]
        command += ["--queues", ",".join(plan.queues), "--pool", plan.pool, "--concurrency", str(plan.concurrency)]
        return [*command, "--task-events"] if self._options.events else command


def _answers(app: Celery, limit: int) -> int:
    """How many answer; a connection that the broker has lost is made anew by the next call."""
    try:
        return len(app.control.ping(timeout=1.0, limit=limit))
    except (OSError, *app.connection().connection_errors):
        time.sleep(0.2)
        return 0
