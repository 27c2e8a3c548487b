"""Starts the workers, sends each state once, and says where the tables are."""

import base64
import json
import os
import pickle
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any

from celery import Celery
from servers.process_groups import ProcessGroups
from servers.redis_server import RedisServer

ENDS = {"SUCCESS", "FAILURE", "STARTED", "RETRY", "REVOKED", "PROGRESS"}
MASKED = "4111-real-value"
PATIENCE = 60.0


class Planted:
    """Whoever unpickles it writes a file."""

    def __init__(self, path: Path) -> None:
        self._path = str(path)

    def __reduce__(self) -> tuple[Any, ...]:
        return (open, (self._path, "w"))


class Table:
    """One table, the worker that writes it, and what it is to hold."""

    def __init__(self, layout: str, folder: Path) -> None:
        self.layout, self.name = layout, f"{layout}-sqlite"
        self.path = folder / f"{self.name}.sqlite"
        self.tasks: dict[str, str] = {}

    @property
    def address(self) -> str:
        """As Herbarium is told it."""
        return f"{'django-' if self.layout == 'django' else ''}db+sqlite:///{self.path}"

    def settings(self, broker: str) -> dict[str, Any]:
        """What its worker is told."""
        told: dict[str, Any] = {"broker_url": broker}
        if self.layout == "celery":
            return {**told, "result_backend": f"db+sqlite:///{self.path}"}
        database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(self.path)}
        return {**told, "result_backend": "django-db", "django_database": database}

    def environment(self, broker: str) -> dict[str, str]:
        """The same, as its processes are told."""
        return {"TABLE_SETTINGS": json.dumps(self.settings(broker)), "TABLE_QUEUE": self.name}

    def send(self, app: Celery) -> None:
        """Sends a task for each state."""
        for state, task in (
            ("SUCCESS", "succeed"), ("FAILURE", "fail"), ("STARTED", "hold"), ("RETRY", "retry"), ("PROGRESS", "progress")
        ):
            sent = app.send_task(f"tables.{task}", queue=self.name, args=(), kwargs={})
            self.tasks[sent.id] = state
        masked = app.send_task(
            "tables.succeed", args=(MASKED,), kwargs={"card": MASKED}, argsrepr="('<masked>',)",
            kwargsrepr="{'card': '<masked>'}", queue=self.name,
        )
        self.tasks[masked.id] = "SUCCESS"
        expired = app.send_task("tables.succeed", queue=self.name, expires=-60)
        self.tasks[expired.id] = "REVOKED"

    def found(self) -> dict[str, str]:
        """The state of each task that is stored."""
        return {row[0]: row[1] for row in self._run(f"SELECT task_id, status FROM {self._table}")}

    def plant(self, trap: Path) -> None:
        """Puts in a pickle that nobody may open, as older versions of Celery store each result."""
        packed = pickle.dumps(Planted(trap))
        self.tasks["planted"] = "SUCCESS"
        columns = "task_id, status, date_done, result"
        now = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime())
        if self.layout == "celery":
            self._run(f"INSERT INTO {self._table} ({columns}) VALUES (?, ?, ?, ?)", "planted", "SUCCESS", now, packed)
            return
        columns += ", content_type, content_encoding, date_created, meta"
        values = ("planted", "SUCCESS", now, base64.b64encode(packed).decode())
        kind = ("application/x-python-serialize", "binary", now, base64.b64encode(packed).decode())
        self._run(f"INSERT INTO {self._table} ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", *values, *kind)

    @property
    def _table(self) -> str:
        return "django_celery_results_taskresult" if self.layout == "django" else "celery_taskmeta"

    def _run(self, statement: str, *values: Any) -> list[Any]:
        with sqlite3.connect(self.path, timeout=20) as connection:
            return connection.execute(statement, values).fetchall()


def serve(folder: Path) -> None:
    """Until the input ends."""
    trap = folder / "planted"
    with ProcessGroups(folder) as groups:
        server = RedisServer(groups, folder)
        server.start()
        broker = server.url(0)
        tables = [Table(layout, folder) for layout in ("celery", "django")]
        for table in tables:
            _start(groups, table, broker, folder)
        app = Celery("sender", broker=broker)
        for table in tables:
            table.send(app)
        for table in tables:
            _await(table, folder)
            table.plant(trap)
        told = [{"name": table.name, "address": table.address, "tasks": table.tasks} for table in tables]
        print(json.dumps({"broker": broker, "trap": str(trap), "masked": MASKED, "tables": told}), flush=True)
        sys.stdin.read()


def _start(groups: ProcessGroups, table: Table, broker: str, folder: Path) -> None:
    environment = {**os.environ, **table.environment(broker)}
    python = [sys.executable, "-c"]
    code = "from result_tables.app import app; "
    if table.layout == "django":
        code += "from django.core.management import call_command; call_command('migrate', verbosity=0); "
    options = ["worker", "-n", f"{table.name}@tables", "-P", "threads", "-c", "6", "-E", "-Q", table.name]
    command = [*python, f"{code}app.worker_main({options!r})"]
    groups.start(command, log=folder / f"{table.name}.log", folder=folder, environment=environment)


def _await(table: Table, folder: Path) -> None:
    """Returns once each task has the state that it comes to."""
    deadline = time.monotonic() + PATIENCE
    found: dict[str, str] = {}
    while found != table.tasks:
        if time.monotonic() > deadline:
            log = (folder / f"{table.name}.log").read_text()[-4000:]
            raise TimeoutError(f"{table.name}: {found} instead of {table.tasks}\n{log}")
        time.sleep(0.1)
        try:
            found = table.found()
        except sqlite3.OperationalError:
            # Its table isn't made yet.
            continue
