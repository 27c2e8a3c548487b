"""Those who listen while the work goes on: the program's recorder, and the witness."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from servers.process_groups import ProcessGroups

from .brokers import Servers


class Observers:
    """Both, from before the first event until after the last one."""

    def __init__(self, program: Path, servers: Servers, groups: ProcessGroups, folder: Path) -> None:
        self._program, self._servers, self._groups, self._folder = program, servers, groups, folder
        self.history = folder / "history.sqlite"
        self.events = folder / "events.ndjson"
        self._recorded = folder / "recorded.ndjson"
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Returns once both hear."""
        listen = [sys.executable, "-m", "independent_truth.witness", self._servers.broker, str(self.events)]
        record = [str(self._program), "record", "--history", str(self.history), "--to", str(self._recorded)]
        for name, command in (("witness", listen), ("recorder", [*record, *self._servers.options])):
            log = self._folder / f"{name}.log"
            self._running.append(self._groups.start(command, log=log, folder=self._folder))
        self._await(lambda: self.events.exists() and self.events.stat().st_size > 0)
        self._await(lambda: self._recorded.exists())
        # The recorder's subscription follows its file.
        time.sleep(1)

    def stop(self) -> None:
        """Returns once both have written down what they heard."""
        for process in self._running:
            process.send_signal(signal.SIGTERM)
        for process in self._running:
            if process.wait(60) != 0:
                raise RuntimeError(f"an observer ended with {process.returncode}: {self.words()}")

    def report(self) -> dict[str, Any]:
        """What the program tells of all that was recorded."""
        site = self._folder / "site"
        report = [str(self._program), "report", "--offline", "--history", str(self.history), "--output", str(site)]
        subprocess.run([*report, "--max-tasks", "1000000", *self._servers.options], check=True, stdout=sys.stderr)
        return json.loads((site / "data" / "snapshot.json").read_text())

    def heard(self) -> list[dict[str, Any]]:
        """The events as the witness heard them."""
        lines = self.events.read_text().splitlines()
        events = [json.loads(line) for line in lines]
        return [event for event in events if not event["type"].startswith("witness-")]

    def words(self) -> str:
        """What they printed."""
        return "\n".join((self._folder / f"{name}.log").read_text() for name in ("witness", "recorder"))

    def _await(self, condition: Any) -> None:
        deadline = time.monotonic() + 60
        while not condition():
            if time.monotonic() > deadline:
                raise TimeoutError(f"an observer did not come up: {self.words()}")
            time.sleep(0.05)
