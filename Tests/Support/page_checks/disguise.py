"""Snapshots with fewer tasks, or more; with hostile texts wherever the cluster has a word, and their harmless twins."""

import copy
import hashlib
import json
import re
import uuid
from collections.abc import Callable
from typing import Any

# What an attacker, or an accident, would put into any name or text.
CORPUS = [
    "</script><script>alert(1)</script><img src=x onerror=alert(1)>",
    "<!--<script>",
    "]]>",
    "{{7*7}} {{{x}}} {{> y}} ${x}",
    '" onmouseover="alert(1)',
    "' x='",
    '"\u0301\ufe0f><b>\u0301',
    "a|b`c``d\\|e \\",
    "\u202etxt.exe \u2066x",
    "\x00\x01\x7f\x85\ufffe\u2028\u2029",
    "@everyone #1 GH-1 !1 ~x http://evil.example www.evil.example a@b.example",
    "\r\n/close\n# x\n- y\n| a | b |\n",
    "&amp;&lt;&#64;&copy",
    "![x](http://evil.example/x.png) [y](javascript:alert(1)) <http://evil.example>",
    "</title></style></desc></svg></table></textarea>",
    "~~~\n```\n$$x$$",
    "\ud800 lone \udfff",
    "javascript:alert(1)//%0a",
]
LONG = "long <\"'&> " * 90_000

# Keys whose values are texts of the cluster's: names, which are kept apart by what they were, and others.
NAMES = {"worker", "queue", "subject", "uuid", "parent", "root", "example"}
TEXTS = {"args", "kwargs", "result", "exception", "traceback", "exception_type", "server", "title", "type"}
# What is called `name` in these is ours.
OURS = {"sources", "series", "histograms"}
PAIRS = {"broker", "configuration", "other", "pool", "attributes", "settings"}
TIME = re.compile(r"\d{4}-\d\d-\d\dT.*Z")

Change = Callable[[str], str]


def smaller(snapshot: dict[str, Any], tasks: int) -> dict[str, Any]:
    """The same report of so many tasks: those that failed or were lost, and the newest."""
    kept = [task for task in snapshot["tasks"] if task["state"] in ("FAILURE", "LOST")][:tasks // 3]
    chosen = {task["uuid"] for task in kept}
    for task in snapshot["tasks"]:
        if len(chosen) < tasks:
            chosen.add(task["uuid"])
    names = [("remind-customers-in-the-warehouse-district", "shop.notifications.tasks.remind_customers_of_open_orders")] * 3
    return {
        **snapshot, "tasks": [task for task in snapshot["tasks"] if task["uuid"] in chosen],
        "periodic": scheduled(snapshot, names),
    }


def scheduled(snapshot: dict[str, Any], names: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """Periodic tasks with these names and task types, by all that tells of schedules, with counts that are large or unknown."""
    time = snapshot["captured_at"]
    kinds = [
        ("configuration", "<crontab: */15 8-18 1,15 * mon-fri (m/h/dM/MY/d)>", 12_345, None),
        ("django", "<freq: 30.0 seconds>", None, "2026-11-22T08:00:00.000000Z"),
        ("redbeat", "<rrule: FREQ=MONTHLY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;BYHOUR=6;BYMINUTE=30>", 3, None),
        ("header", None, None, None),
    ]
    rows = []
    for number, (name, task) in enumerate(names):
        source, schedule, count, read = kinds[number % len(kinds)]
        counts = dict.fromkeys(("expected", "seen", "missed", "overlapping"), count)
        row = {"name": f"{name}-{number}", "task": task, "schedule": schedule, "source": source, "as_of": read, **counts}
        rows.append({**row, "last": time, "next": "2026-12-24T23:59:59.000000Z"})
    return rows


def larger(snapshot: dict[str, Any], tasks: int) -> dict[str, Any]:
    """The same report of so many tasks: the same ones again and again, each with an identifier and texts of its own."""
    found: list[dict[str, Any]] = []
    while len(found) < tasks:
        again = len(found)

        def other(identifier: str | None) -> str | None:
            return identifier and str(uuid.uuid5(uuid.NAMESPACE_OID, f"{identifier} {again}"))

        for task in snapshot["tasks"]:
            identifiers = {key: other(task[key]) for key in ("uuid", "parent", "root")}
            texts = {key: task[key] and f"{task[key]} {again}" for key in ("args", "result")}
            found.append({**task, **identifiers, **texts})
    return {**snapshot, "tasks": found[:tasks], "coverage": {**snapshot["coverage"], "tasks": tasks}}


def disguised(snapshot: dict[str, Any], rotation: int, is_hostile: bool) -> dict[str, Any]:
    """The same report with other texts: of the corpus by a rotation, so that a few reports try each in every place; or harmless
    ones of the same length, since it decides over what a page tells of a text."""

    def harmless(text: str) -> str:
        return "h" * len(text.encode(errors="surrogatepass"))

    def pick(text: str) -> str:
        digest = hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=4).digest()
        picked = CORPUS[(int.from_bytes(digest) + rotation) % len(CORPUS)]
        return picked if is_hostile else harmless(picked)

    changed = _Disguise(name=lambda text: f"{text}x {pick(text)}", text=lambda text: pick(text) + text).whole(snapshot)
    long = LONG if is_hostile else harmless(LONG)
    changed["tasks"][0]["args"] = changed["tasks"][0]["traceback"] = changed["tasks"][1]["result"] = long
    return changed


class _Disguise:
    """Changes each text of the cluster's, a name the same way wherever it stands."""

    def __init__(self, name: Change, text: Change) -> None:
        self._name = name
        self._text = text

    def whole(self, snapshot: dict[str, Any]) -> dict[str, Any]:
        changed = copy.deepcopy(snapshot)
        # Sentences of ours are kept as they are but for the names in them.
        names = {worker["name"] for worker in snapshot["workers"]} | {queue["name"] for queue in snapshot["queues"]}
        for finding in changed["findings"]:
            for name in sorted(names, key=len, reverse=True):
                finding["message"] = finding["message"].replace(f"'{name}'", f"'{self._name(name)}'")
        for key, value in changed.items():
            changed[key] = self._changed(value, key, key)
        return changed

    def _changed(self, value: Any, key: str, area: str) -> Any:
        if isinstance(value, dict):
            if key == "labels":
                return {label: self._name(text) for label, text in value.items()}
            if key in ("executions", "values"):
                return {self._name(name): count for name, count in value.items()}
            return {name: self._changed(item, name, area) for name, item in value.items()}
        if isinstance(value, list):
            if key in PAIRS and area == "workers" or key == "settings":
                return [[name, self._text(text)] for name, text in value]
            return [self._changed(item, key, area) for item in value]
        return self._string(value, key, area) if isinstance(value, str) and not TIME.fullmatch(value) else value

    def _string(self, value: str, key: str, area: str) -> str:
        if key in NAMES or key in ("workers", "queues", "registered", "revoked"):
            return self._name(value)
        if key == "name" and area not in OURS:
            return self._name(value)
        return self._text(value) if key in TEXTS else value


def written(snapshot: dict[str, Any]) -> str:
    """The file of a snapshot; lone surrogates, which are no text, are escaped as Python's own writer does."""
    return json.dumps(snapshot)


def crowded(snapshot: dict[str, Any], tasks: int) -> dict[str, Any]:
    """The report of a cluster with 200 workers, 300 queues, 300 task types, 120 findings and 40 incidents, every tenth of which has a
    name of 200 letters that nothing divides."""

    def name(kind: str, number: int) -> str:
        return f"{kind}{number}" + "x" * 200 if number % 10 == 0 else f"{kind}-{number}.production.example.org"

    def cycled(rows: list[dict[str, Any]], kind: str, count: int) -> list[dict[str, Any]]:
        return [{**copy.deepcopy(rows[number % len(rows)]), "name": name(kind, number)} for number in range(count)]

    changed = {**smaller(snapshot, tasks)}
    changed["workers"] = cycled(snapshot["workers"], "celery@w", 200)
    changed["queues"] = cycled(snapshot["queues"], "q", 300)
    changed["task_types"] = cycled(snapshot["task_types"], "shop.t", 300)
    changed["failures"] = [
        {**group, "id": f"{number:012x}", "fingerprint": f"{number:016x}"}
        for number, group in enumerate(cycled(snapshot["failures"], "shop.t", 120))
    ]
    findings = [finding for finding in snapshot["findings"] if finding["code"] in ("queue_without_consumer", "type_failing", "worker_offline")]
    changed["findings"] = [_about(findings[number % len(findings)], name("q", number), "message") for number in range(120)]
    changed["incidents"] = [
        {**_about(snapshot["incidents"][number % len(snapshot["incidents"])], name("celery@w", number), "sentence"), "findings": []}
        for number in range(40)
    ]
    changed["periodic"] = scheduled(snapshot, [(name("nightly", number), name("shop.t", number)) for number in range(40)])
    for workflow in changed["workflows"]:
        workflow["name"] = name("shop.t", len(workflow["tree"] or []))
    for number, task in enumerate(changed["tasks"]):
        changed["tasks"][number] = {**task, "name": name("shop.t", number % 300), "worker": name("celery@w", number % 200)}
    return changed


def _about(finding: dict[str, Any], subject: str, text: str) -> dict[str, Any]:
    """The same of something else."""
    parts = [{"name": subject} if part == {"name": finding["subject"]} else part for part in finding["parts"]]
    return {**finding, "subject": subject, "parts": parts, text: finding[text].replace(finding["subject"], subject)}
