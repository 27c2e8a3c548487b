"""What must be so of every snapshot of a healthy cluster, and from one to the next."""

from typing import Any

from . import comparison

# Where a task may be found again: the later ones never give way to the earlier, except to another attempt. The end of
# one may stay unseen until its result is read.
STAGES = {"PENDING": 0, "SENT": 0, "RECEIVED": 1, "STARTED": 2, "RETRY": 3, "UNACCOUNTED": 4, "SUCCESS": 5}
# What only a sick cluster does, whatever severity it is told with.
SICK = {
    "worker_idle_beside_work", "task_running_long", "poison_message", "retry_storm", "task_run_twice", "chord_stuck",
    "worker_restarting", "near_visibility_timeout", "consumers_stalled", "consumers_differ", "messages_unseen",
    "messages_unclaimed", "queue_without_consumer", "attempts_lost", "worker_offline", "worker_silent", "events_off",
}  # fmt: skip


class Steadiness:
    """Looks at the snapshots of one history, one after the other."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._tasks: dict[str, tuple[int, int, str]] = {}
        self._processed: dict[str, int] = {}
        self._looks = 0
        self._said: set[str] = set()

    def unaccounted(self) -> set[str]:
        """The tasks whose end the last snapshot knows nothing of."""
        return {uuid for uuid, (_, _, state) in self._tasks.items() if state == "UNACCOUNTED"}

    def look(self, snapshot: dict[str, Any]) -> list[str]:
        """A line for each thing that can't be."""
        self._looks += 1
        found = [*self._trouble(snapshot), *comparison.unclosed_sums(snapshot)]
        found += [*self._counts(snapshot), *self._moves(snapshot)]
        return [f"{self._name}: {line}" for line in found]

    def __str__(self) -> str:
        return f"{self._name}: {self._looks} snapshots, {len(self._tasks)} tasks, processed {self._processed}"

    def _trouble(self, snapshot: dict[str, Any]) -> list[str]:
        found = []
        for each in snapshot["findings"]:
            line = f"{each['severity']} {each['code']}: {each['message']}"
            if each["severity"] != "note" or each["code"] in SICK:
                found.append(line)
            elif each["code"] not in self._said:
                # What is but noted is for a person to look at, once.
                self._said.add(each["code"])
                print(f"{self._name}: {line}", flush=True)
        for source in snapshot["sources"]:
            if source["status"] != "ok":
                found.append(f"source {source['name']} is {source['status']}: {source['detail']}")
        for worker in snapshot["workers"]:
            if worker["status"] != "online":
                found.append(f"worker {worker['name']} is {worker['status']}")
        return found

    def _counts(self, snapshot: dict[str, Any]) -> list[str]:
        found = []
        for row in [*snapshot["workers"], {"name": "all", **snapshot["totals"]}]:
            now, before = row["processed"], self._processed.get(row["name"], 0)
            if now is None or now < before:
                found.append(f"processed of {row['name']} fell from {before} to {now}")
            if now is not None:
                self._processed[row["name"]] = now
            for column in ("lost", "returned", "failed", "rejected", "revoked"):
                if row[column]:
                    found.append(f"{row[column]} {column} at {row['name']}")
        return found

    def _moves(self, snapshot: dict[str, Any]) -> list[str]:
        found = []
        for task in snapshot["tasks"]:
            attempts, state = len(task["attempts"]), task["state"]
            stage = STAGES.get(state, 6)
            before = self._tasks.get(task["uuid"])
            if before is not None and (attempts, stage) < before[:2]:
                words = f"went from {before[2]} ({before[0]}) to {state} ({attempts})"
                found.append(f"task {task['uuid']} {task['name']} {words}")
            if state not in STAGES and (before is None or before[2] != state):
                outcomes = [attempt["outcome"] for attempt in task["attempts"]]
                found.append(f"task {task['uuid']} {task['name']} is {state}: {outcomes}")
            self._tasks[task["uuid"]] = (attempts, stage, state)
        return found
