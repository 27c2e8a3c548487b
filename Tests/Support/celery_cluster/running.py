"""A cluster that runs."""

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from servers.process_groups import ProcessGroups
from servers.redis_server import RedisServer
from servers.result_listener import stop_listening_for_results

from .contents import contents
from .families import Family
from .fates import rare_fates
from .marks_file import read_marks
from .options import Options
from .ordinary import send_ordinary
from .sender import Sender
from .settings import broker_url, lab_settings, results_url
from .truth import truth, unsettled
from .workers import Workers

APPLICATION = Path(__file__).parent


class Cluster:
    """Redis, the workers, and the one who sends them work."""

    def __init__(self, options: Options, groups: ProcessGroups, folder: Path) -> None:
        self.options = options
        self._server = RedisServer(groups, folder, password=options.password, user=options.user)
        self._workers = Workers(options, groups, folder)
        self._marks = folder / "marks.ndjson"
        self._patterns = 0

    def start(self) -> dict[str, Any]:
        """Returns the addresses, once all are up."""
        self._server.start()
        os.environ.update(
            LAB_SETTINGS=json.dumps(lab_settings(self.options, self._server)),
            LAB_MARKS=str(self._marks),
            PYTHONPATH=str(APPLICATION),
        )
        sys.path.insert(0, str(APPLICATION))
        from lab.app import app

        self._workers.start(app)
        self._sender = Sender(app, self.options, self._marks)
        self._patterns = self._broker().pubsub_numpat()
        return {
            "broker": broker_url(self.options, self._server),
            "result_backend": results_url(self.options, self._server),
            "port": self._server.port,
            "socket": str(self._server.socket_path),
            "workers": [plan.name for plan in self.options.plans],
        }

    def leave(self) -> None:
        """Lets go of the servers, which whoever made the process groups is about to end."""
        stop_listening_for_results(self._sender.app)

    def await_listener(self, timeout: float = 30) -> dict[str, Any]:
        """Returns once one more than the workers listens to patterns of channels."""
        deadline = time.monotonic() + timeout
        while (patterns := self._broker().pubsub_numpat()) <= self._patterns:
            if time.monotonic() > deadline:
                raise TimeoutError(f"nobody listens after {timeout} s: {patterns} patterns, as before")
            time.sleep(0.02)
        return {"patterns": patterns}

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

    def settle(self, timeout: float = 90) -> dict[str, Any]:
        """Returns once every task has met its fate and the last events of that are out."""
        deadline = time.monotonic() + timeout
        while pending := unsettled(self._sender, read_marks(self._marks), time.time()):
            if time.monotonic() > deadline:
                fate = sorted({task.fate for task in pending})
                raise TimeoutError(f"{len(pending)} tasks have not met their fate after {timeout} s: {fate}")
            time.sleep(0.1)
        time.sleep(2.5)
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

    def pause_worker(self, worker: str) -> dict[str, Any]:
        """One worker hears everything and does nothing."""
        self._workers.signal(worker, signal.SIGSTOP)
        return {}

    def resume_worker(self, worker: str) -> dict[str, Any]:
        """It goes on."""
        self._workers.signal(worker, signal.SIGCONT)
        return {}

    def kill_broker(self) -> dict[str, Any]:
        """Ends Redis at once."""
        self._server.kill()
        return {}

    def pause_broker(self) -> dict[str, Any]:
        """Redis accepts connections, and answers nothing."""
        self._signal_broker(signal.SIGSTOP)
        return {}

    def resume_broker(self) -> dict[str, Any]:
        """Redis goes on."""
        self._signal_broker(signal.SIGCONT)
        return {}

    def keys(self) -> dict[str, Any]:
        """All keys, of broker and results."""
        databases = {self.options.broker_db, self.options.result_db}
        clients = {database: self._server.client(database) for database in databases}
        names = [(database, key) for database, client in clients.items() for key in client.scan_iter(count=5000)]
        return {"keys": sorted(f"{database}:{key.decode(errors='backslashreplace')}" for database, key in names)}

    def contents(self) -> dict[str, Any]:
        """All keys of broker and results with their types and what they hold."""
        databases = sorted({self.options.broker_db, self.options.result_db})
        found = {f"{number}:{key}": held for number in databases for key, held in contents(self._server.client(number))}
        return {"contents": found}

    def pile(self, count: int, queue: str = "pile") -> dict[str, Any]:
        """Sends so many tasks to a queue that nobody consumes."""
        for _ in range(count):
            self._sender.leave(queue, 0)
        return {"ready": self._broker().llen(f"{self.options.key_prefix}{queue}")}

    def add_user(self, user: str, password: str, rules: list[str]) -> dict[str, Any]:
        """Lets another user in, with the rights that Redis' rules say; forgets who was refused what."""
        self._broker().execute_command("ACL", "SETUSER", user, "on", f">{password}", "~*", "&*", *rules)
        self._broker().execute_command("ACL", "LOG", "RESET")
        return {}

    def refusals(self) -> dict[str, Any]:
        """The commands that users were refused since the last user was let in."""
        return {"commands": sorted({entry["object"] for entry in self._broker().acl_log()})}

    def fill(self, keys: int) -> dict[str, Any]:
        """Adds so many keys that are none of ours."""
        self._broker().execute_command("DEBUG", "POPULATE", keys, "stranger", 32)
        self._broker().slowlog_reset()
        return {"size": self._broker().dbsize()}

    def leave_dead_worker(self, worker: str) -> dict[str, Any]:
        """Leaves in the broker what a worker that was killed long ago leaves."""
        member = f"\x06\x16\x06\x16{worker}.celery.pidbox"
        self._broker().sadd(f"{self.options.key_prefix}_kombu.binding.celery.pidbox", member)
        return {}

    def slow_log(self) -> dict[str, Any]:
        """The commands that took more than a millisecond since the last call, in microseconds, longest first."""
        entries = self._broker().slowlog_get(128)
        longest = sorted(entries, key=lambda entry: entry["duration"], reverse=True)
        self._broker().slowlog_reset()
        return {"entries": [[entry["duration"], entry["command"].decode(errors="replace")] for entry in longest]}

    def _broker(self):
        return self._server.client(self.options.broker_db)

    def _signal_broker(self, number: int) -> None:
        if self._server.process:
            self._server.process.send_signal(number)
