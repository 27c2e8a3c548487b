"""Starts the workers, sends each state once, and says where the tables are."""

import base64
import json
import os
import pickle
import re
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg2
from celery import Celery
from servers.free_port import free_port
from servers.postgresql_server import PostgreSQLServer
from servers.process_groups import ProcessGroups
from servers.redis_server import RedisServer

STATES = {"SUCCESS": "succeed", "FAILURE": "fail", "STARTED": "hold", "RETRY": "retry", "PROGRESS": "progress"}
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

    DJANGO = "django_celery_results_taskresult"

    def __init__(self, layout: str, folder: Path, server: PostgreSQLServer | None = None, name: str = "") -> None:
        self.layout, self.server = layout, server
        self.name = name or f"{layout}-{'postgresql' if server else 'sqlite'}"
        self.path = folder / f"{self.name}.sqlite"
        self.tasks: dict[str, str] = {}
        if server:
            server.run("postgres", f"CREATE DATABASE {layout}")

    @property
    def address(self) -> str:
        """As Herbarium is told it."""
        return f"{'django-' if self.layout == 'django' else ''}db+{self._place}"

    @property
    def _place(self) -> str:
        if not self.server:
            return f"sqlite:///{self.path}"
        user = f"owner:{quote(self.server.password, safe='')}"
        return f"postgresql+psycopg2://{user}@127.0.0.1:{self.server.port}/{self.layout}"

    def settings(self, broker: str) -> dict[str, Any]:
        """What its worker is told."""
        told: dict[str, Any] = {"broker_url": broker}
        if self.layout == "celery":
            return {**told, "result_backend": f"db+{self._place}"}
        database: dict[str, Any] = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(self.path)}
        if self.server:
            place = {"HOST": "127.0.0.1", "PORT": self.server.port, "USER": "owner", "PASSWORD": self.server.password}
            database = {"ENGINE": "django.db.backends.postgresql", "NAME": self.layout, **place}
        return {**told, "result_backend": "django-db", "django_database": database}

    def environment(self, broker: str) -> dict[str, str]:
        """The same, as its processes are told."""
        return {"TABLE_SETTINGS": json.dumps(self.settings(broker)), "TABLE_QUEUE": self.name}

    def send(self, app: Celery) -> None:
        """Sends a task for each state."""
        for state, task in STATES.items():
            # As django-celery-beat does with what it sends.
            headers = {"periodic_task_name": "five"} if state == "SUCCESS" else None
            sent = app.send_task(f"tables.{task}", queue=self.name, headers=headers)
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
            columns = f"id, {columns}"
            values = (1_000_000, "planted", "SUCCESS", now, packed)
            self._run(f"INSERT INTO {self._table} ({columns}) VALUES (?, ?, ?, ?, ?)", *values)
            return
        columns += ", content_type, content_encoding, date_created, meta"
        values = ("planted", "SUCCESS", now, base64.b64encode(packed).decode())
        kind = ("application/x-python-serialize", "binary", now, base64.b64encode(packed).decode())
        self._run(f"INSERT INTO {self._table} ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", *values, *kind)

    @property
    def _table(self) -> str:
        return self.DJANGO if self.layout == "django" else "celery_taskmeta"

    def _run(self, statement: str, *values: Any) -> list[Any]:
        if not self.server:
            with sqlite3.connect(self.path, timeout=20) as connection:
                return connection.execute(statement, values).fetchall()
        connection = self.server.connect(self.layout)
        try:
            cursor = connection.cursor()
            cursor.execute(statement.replace("?", "%s"), values)
            return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()


def serve(folder: Path) -> None:
    """Until the input ends."""
    trap = folder / "planted"
    with ProcessGroups(folder) as groups:
        server = RedisServer(groups, folder)
        server.start()
        broker = server.url(0)
        _start_beat(groups, broker, folder)
        beat = _start_django_beat(groups, broker, folder)
        database = PostgreSQLServer(groups, folder)
        database.start()
        tables = [Table(layout, folder, place) for layout in ("celery", "django") for place in (None, database)]
        for table in tables:
            _start(groups, table, broker, folder)
        app = Celery("sender", broker=broker)
        for table in tables:
            table.send(app)
        for table in tables:
            _await(table, folder)
            table.plant(trap)
        trouble = _trouble(database)
        told = [{"name": table.name, "address": table.address, "tasks": table.tasks} for table in tables]
        known = {"broker": broker, "trap": str(trap), "masked": MASKED, "tables": told, "beat": beat, **trouble}
        print(json.dumps(known), flush=True)
        sys.stdin.read()


def _trouble(database: PostgreSQLServer) -> dict[str, Any]:
    """Addresses of a user with the rights that README names, of one without any, and of what isn't there."""
    readme = (Path(__file__).parents[3] / "README.md").read_text()
    rights = re.findall(r"^GRANT SELECT ON celery_taskmeta TO herbarium;", readme, re.MULTILINE)
    secret = "hushed-password"
    for name in ("herbarium", "stranger"):
        database.run("celery", f"CREATE USER {name} PASSWORD '{secret}'")
    database.run("celery", *rights)
    # The same for django-celery-results, and nothing of the schedule beside them.
    database.run("django", *(right.replace("celery_taskmeta", Table.DJANGO) for right in rights))
    database.run("postgres", "CREATE DATABASE empty")

    def address(user: str, name: str = "celery", password: str = secret, port: int = database.port) -> str:
        return f"db+postgresql+psycopg2://{user}:{password}@127.0.0.1:{port}/{name}"

    trouble = {
        "wrong-password": address("herbarium", password="hushed-wrong-one"),
        "no-rights": address("stranger"),
        "no-table": address("herbarium", "empty"),
        "no-database": address("herbarium", "nowhere"),
        "no-server": address("herbarium", port=free_port()),
        "no-encryption": address("herbarium") + "?sslmode=require",
        "no-password": address("herbarium").replace(f":{secret}@", "@"),
    }
    return {
        "least": address("herbarium"), "without_schedule": f"django-{address('herbarium', 'django')}",
        "trouble": trouble,
    }


def _start(groups: ProcessGroups, table: Table, broker: str, folder: Path) -> None:
    environment = {**os.environ, **table.environment(broker)}
    python = [sys.executable, "-c"]
    code = "from result_tables.app import app; "
    if table.layout == "django":
        code += "from django.core.management import call_command; call_command('migrate', verbosity=0); "
        code += "from result_tables.schedule import make; make(); "
    options = ["worker", "-n", f"{table.name}@tables", "-P", "threads", "-c", "6", "-E", "-Q", table.name]
    command = [*python, f"{code}app.worker_main({options!r})"]
    groups.start(command, log=folder / f"{table.name}.log", folder=folder, environment=environment)


def _start_beat(groups: ProcessGroups, broker: str, folder: Path) -> None:
    """RedBeat, and a worker for what it sends; nobody else's queue is touched."""
    environment = {**os.environ, "TICKS_BROKER": broker}
    beat = ["beat", "--scheduler", "redbeat.RedBeatScheduler"]
    worker = ["worker", "-n", "ticks@tables", "-P", "threads", "-c", "4", "-E"]
    for options in (beat, worker):
        code = f"from result_tables.ticks import app; app.start({options!r})"
        log = folder / f"ticks-{options[0]}.log"
        groups.start([sys.executable, "-c", code], log=log, folder=folder, environment=environment)


def _start_django_beat(groups: ProcessGroups, broker: str, folder: Path) -> str:
    """django-celery-beat as a Django project runs it, with a worker for what it sends; returns where its tables are."""
    table = Table("django", folder, name="beat")
    settings = {**table.settings(broker), "task_ignore_result": True}
    environment = {**os.environ, **table.environment(broker), "TABLE_SETTINGS": json.dumps(settings)}
    subprocess.run([sys.executable, "-m", "result_tables.live"], check=True, env=environment)
    beat = ["beat", "--scheduler", "django_celery_beat.schedulers:DatabaseScheduler"]
    worker = ["worker", "-n", "beat@tables", "-P", "threads", "-c", "2", "-E", "-Q", table.name]
    for options in (beat, worker):
        code = f"from result_tables.app import app; app.start({options!r})"
        log = folder / f"django-{options[0]}.log"
        groups.start([sys.executable, "-c", code], log=log, folder=folder, environment=environment)
    return table.address


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
        except (sqlite3.OperationalError, psycopg2.errors.UndefinedTable):
            # Its table isn't made yet.
            continue
