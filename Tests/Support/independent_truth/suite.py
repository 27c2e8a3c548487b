"""Celery's own integration tests, with two workers, a recorder and a witness."""

import json
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from servers.process_groups import ProcessGroups

from . import brokers, celery_tests, comparison
from .observers import Observers
from .options import Options
from .oracle import consult


def run(options: Options, groups: ProcessGroups, folder: Path) -> list[str]:
    """Returns what differs."""
    servers = brokers.start(options.broker, groups, folder)
    observers = Observers(options.program, servers, groups, folder)
    place = celery_tests.lay(folder, servers)
    environment = celery_tests.environment(place, servers)
    if options.without_heartbeat:
        environment["TRUTH_WITHOUT_HEARTBEAT"] = "1"
    observers.start()
    worker = [sys.executable, "-m", "celery", "--app", "independent_truth.second_worker", "worker"]
    worker += ["--hostname", "second@suite", "--concurrency", "1"]
    second = groups.start(worker, folder / "second.log", place, environment)
    _await_first_beat(observers)
    begun = time.monotonic()
    with (folder / "pytest.log").open("wb") as log:
        subprocess.run(
            celery_tests.command(place, options.only), cwd=place, env=environment, stdout=log, stderr=log, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    took = time.monotonic() - begun
    # What the tests left behind has its time, and a worker tells that it rests.
    time.sleep(options.linger)
    second.send_signal(signal.SIGTERM)
    second.wait(120)
    time.sleep(2)
    observers.stop()
    results = brokers.stored_states(servers)
    (folder / "results.json").write_text(json.dumps(results))
    return judge(observers, results, f"{_summary(folder)}, {took:.0f} s")


def judge(observers: Observers, results: dict[str, str], words: str) -> list[str]:
    """Compares what the program tells with what the witness heard and the backend holds."""
    snapshot, events = observers.report(), observers.heard()
    oracle = consult(events)
    kinds = Counter(event["type"] for event in events)
    attempts = [attempt for own in oracle.attempts.values() for attempt in own]
    open_ones = Counter(attempt.column for attempt in attempts if attempt.finished is None)
    print(f"Celery's tests: {words}")
    print(
        f"{len(events)} events, {kinds['task-received']} receipts, {len(oracle.attempts)} tasks, {len(attempts)} "
        f"attempts, {len(oracle.workers)} workers, {len(results)} stored results; without an end: {dict(open_ones)}"
    )
    return comparison.differences(snapshot, oracle, results)


def _await_first_beat(observers: Observers) -> None:
    deadline = time.monotonic() + 60
    while not any(event["type"] == "worker-heartbeat" for event in observers.heard()):
        if time.monotonic() > deadline:
            raise TimeoutError("the second worker did not come up")
        time.sleep(0.2)


def _summary(folder: Path) -> str:
    lines = (folder / "pytest.log").read_text().splitlines()
    return next((line.strip("= ") for line in reversed(lines) if re.search(r"\d+ (passed|failed)", line)), "no end")
