"""The shop's workers."""

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from celery import Celery
from servers.process_groups import ProcessGroups


@dataclass(frozen=True)
class WorkerPlan:
    """How one worker is run."""

    name: str
    queues: str
    concurrency: int
    pool: str = "prefork"


PLANS = (
    WorkerPlan("celery@orders-1", "orders", 2),
    WorkerPlan("celery@mail-1", "mail", 2),
    WorkerPlan("celery@images-1", "images", 2),
    WorkerPlan("celery@images-2", "images", 2),
    WorkerPlan("celery@batch-1", "reports,search", 3),
    WorkerPlan("celery@stock-1", "entrepôt", 1, pool="solo"),
)


class Fleet:
    """Starts the workers, and knows which of them are alive."""

    def __init__(self, app: Celery, groups: ProcessGroups, folder: Path, environment: dict[str, str]) -> None:
        self._app, self._groups, self._folder, self._environment = app, groups, folder, environment
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._retired: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Returns once every worker answers."""
        for plan in PLANS:
            self._start(plan)
        deadline = time.monotonic() + 120
        while len(self._app.control.ping(timeout=1.0, limit=len(PLANS))) < len(PLANS):
            if time.monotonic() > deadline:
                raise TimeoutError(f"not all of the {len(PLANS)} workers came up, see {self._folder}")

    def kill(self, name: str) -> None:
        """Takes a worker away without a word."""
        self._groups.kill(self._running.pop(name))

    def restart(self, name: str) -> None:
        """Shuts one down as a deployment does, with the next one of that name starting at once."""
        self._running[name].terminate()
        self._retired.append(self._running.pop(name))
        self._start(next(plan for plan in PLANS if plan.name == name))

    def names(self) -> list[str]:
        """Those that should answer."""
        return sorted(self._running)

    def stop(self) -> None:
        """Ends them all, whatever they are doing."""
        for process in [*self._running.values(), *self._retired]:
            self._groups.kill(process)
        self._running.clear()

    def _start(self, plan: WorkerPlan) -> None:
        command = [sys.executable, "-m", "celery", "--app", "shop.app", "worker", "--hostname", plan.name]
        command += ["--queues", plan.queues, "--pool", plan.pool, "--concurrency", str(plan.concurrency)]
        command += ["--task-events"]
        self._running[plan.name] = self._groups.start(
            command, log=self._folder / f"{plan.name}.log", folder=self._folder, environment=self._environment
        )
