"""A healthy busy cluster, reported every ten seconds, with and without a recorder beside it."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from servers.process_groups import ProcessGroups

from . import brokers
from .observers import Observers
from .options import Options
from .oracle import ENDS
from .steadiness import Steadiness

WORKERS = {
    "first@shop": ["--concurrency", "4", "--queues", "orders,mail"],
    "second@shop": ["--concurrency", "4", "--queues", "orders,mail"],
    "threads@shop": ["--pool", "threads", "--concurrency", "4", "--queues", "orders"],
    "alone@shop": ["--pool", "solo", "--queues", "alone"],
}
EVERY = 10.0  # seconds from one report to the next
RATE = 8.0  # tasks a second


def run(options: Options, groups: ProcessGroups, folder: Path) -> list[str]:
    """Returns what is not as it has to be."""
    servers = brokers.start(options.broker, groups, folder)
    os.environ.update(TRUTH_BROKER=servers.broker, TRUTH_BACKEND=servers.backend)
    from . import shop
    from .feeder import Feeder

    for name, own in WORKERS.items():
        worker = [sys.executable, "-m", "celery", "--app", "independent_truth.shop", "worker", "--hostname", name, *own]
        groups.start(worker, folder / f"{name}.log", folder)
    _await_workers(shop.app)
    observers = Observers(options.program, servers, groups, folder)
    histories = {"with a recorder": observers.history, "without": folder / "alone.sqlite"}
    observers.start()
    feeder = Feeder(RATE, options.seed)
    feeder.start()
    watchers = {name: Steadiness(name) for name in histories}
    found: list[str] = []
    deadline = time.monotonic() + options.minutes * 60
    while time.monotonic() < deadline:
        begun = time.monotonic()
        reports = {name: _report(options, servers, history) for name, history in histories.items()}
        for name, (report, site) in reports.items():
            said, _ = report.communicate(timeout=300)
            news = [f"{name}: report ended with {report.returncode}"] if report.returncode else []
            news += [f"{name}: said '{line}'" for line in said.decode().splitlines()]
            snapshot = json.loads((site / "data" / "snapshot.json").read_text())
            news += watchers[name].look(snapshot)
            for line in news:
                print(f"{time.monotonic() - deadline + options.minutes * 60:6.1f} s {line}", flush=True)
            found += news
        time.sleep(max(0.0, EVERY - (time.monotonic() - begun)))
    feeder.stop()
    observers.stop()
    found += _overheard(watchers["with a recorder"], observers.heard())
    print(f"{feeder.sent} sendings; " + "; ".join(str(each) for each in watchers.values()))
    return found


def _overheard(watcher: Steadiness, events: list[dict[str, Any]]) -> list[str]:
    """A line for each end that the recorder missed, and the witness heard; a pool of threads loses some by itself."""
    last: dict[str, str] = {}
    for event in sorted(events, key=lambda event: event["timestamp"]):
        if event["type"].startswith("task-") and event["type"] != "task-sent":
            last[event["uuid"]] = event["type"]
    ended = {uuid for uuid, kind in last.items() if kind in ENDS}
    return [f"the end of {uuid} was heard, and is not known" for uuid in sorted(watcher.unaccounted() & ended)]


def _report(
    options: Options, servers: brokers.Servers, history: Path
) -> tuple["subprocess.Popen[bytes]", Path]:
    site = history.with_suffix(".site")
    command = [str(options.program), "report", "--history", str(history), "--output", str(site), "--archive", "0"]
    command += ["--result-backend", servers.backend, *servers.options, "--no-progress"]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT), site


def _await_workers(app: Any) -> None:
    deadline = time.monotonic() + 120
    while len(app.control.ping(timeout=1.0, limit=len(WORKERS))) < len(WORKERS):
        if time.monotonic() > deadline:
            raise TimeoutError("not all workers came up")
