"""The tasks of a site, searched, sorted and paged by the keyboard alone, from a folder and from a server."""

import json
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from browser.session import Browser
from browser.static_server import StaticServer

TAB, ENTER, SPACE = "\ue004", "\ue007", " "
PATIENCE = 60

STATE = """
const rows = [...document.querySelectorAll('#tasks tbody tr:not(.below)')];
const text = (cell) => cell.textContent.trim();
return {
    page: location.pathname.split('/').pop(),
    fragment: decodeURIComponent(location.hash.slice(1)),
    status: document.querySelector('[role=status]').textContent,
    uuids: rows.map((row) => text(row.cells[1])),
    states: [...new Set(rows.map((row) => text(row.cells[2])))],
    sorts: [...document.querySelectorAll('#tasks [aria-sort]')].map((cell) => text(cell) + ' ' + cell.ariaSort),
    pressed: [...document.querySelectorAll('[aria-pressed=true]')].map(text),
    opened: [
        ...[...document.querySelectorAll('details.task[open]')].map((details) => text(details.querySelector('.id'))),
        ...[...document.querySelectorAll('tr.opened')].map((row) => text(row.cells[1])),
    ],
    below: [...document.querySelectorAll('#tasks tr.below')].map(
        (row) => [text(row.previousElementSibling.cells[1]), [...row.querySelectorAll('dd')].map(text)]),
    focus: (document.activeElement.getAttribute('aria-label') || text(document.activeElement)).slice(0, 80)
        || document.activeElement.type,
    shares: [...document.querySelectorAll('.shares:not([hidden]) dd > *')].map(text),
    isInvalid: Boolean(document.querySelector('input[aria-invalid=true]')),
    alien: document.querySelectorAll('#tasks :is(script, img, iframe, b, style)').length,
};
"""


# A row as elements with their classes, and the texts of its cells.
ROWS = r"""
return [...document.querySelectorAll('#tasks tbody tr')].slice(0, 100).map((row) => ({
    elements: [...row.querySelectorAll('*')].map((element) =>
        element.tagName + '.' + (element.getAttribute('class') || '') + (element.getAttribute('datetime') || '')),
    links: [...row.querySelectorAll('a')].map((link) => link.href),
    texts: [...row.cells].map((cell) => cell.textContent.replace(/\r\n?/g, '\n')),
}));
"""


def made_rows(browser: Browser, site: Path) -> list[str]:
    """Where the rows that the script makes are others than those that stand in the page, one line each."""
    page = (site / "tasks.html").as_uri()
    browser.open(page)
    own = browser.run(ROWS)
    browser.open("about:blank")
    browser.open(page + "#page=1")
    end = time.monotonic() + PATIENCE
    while "tasks" not in browser.run(STATE)["status"] and time.monotonic() < end:
        time.sleep(0.05)
    made = browser.run(ROWS)
    found = [f"{len(made)} rows instead of {len(own)}"] if len(made) != len(own) or not own else []
    for number, (one, other) in enumerate(zip(own, made), 1):
        # A cell of the page has less room than what is searched.
        texts = [b if a.endswith("…") and b.startswith(a[:-1]) else a for a, b in zip(one["texts"], other["texts"])]
        if {**one, "texts": texts} != other:
            found.append(f"row {number}: {other} instead of {one}")
    return found + browser.console()


def mistakes(browser: Browser, site: Path) -> list[str]:
    """What a reader without a mouse finds amiss, one line each."""
    snapshot = json.loads((site / "data/snapshot.json").read_bytes())
    with StaticServer(site) as server:
        readers = [Reader(browser, root, snapshot) for root in (site.as_uri() + "/", server.address)]
        return readers[0].read() + readers[1].look()


def _runtime(task: dict[str, Any]) -> float | None:
    """As the worker measured it, else from beginning to end."""
    if task["runtime"] is not None or not task["started"] or not task["finished"]:
        return task["runtime"]
    started, finished = (datetime.fromisoformat(task[key]) for key in ("started", "finished"))
    return (finished - started).total_seconds() if finished >= started else None


class Reader:
    """Somebody with a keyboard, who knows from the snapshot what is to be seen."""

    def __init__(self, browser: Browser, root: str, snapshot: dict[str, Any]) -> None:
        self._browser = browser
        self._root = root
        self._tasks: list[dict[str, Any]] = snapshot["tasks"]
        self._captured = datetime.fromisoformat(snapshot["captured_at"])
        self._found: list[str] = []

    def look(self) -> list[str]:
        """Does what would be another thing elsewhere: searches, and follows links."""
        failed = [task for task in self._tasks if task["state"] == "FAILURE"]
        self._search_and_sort(failed)
        self._follow_links(failed)
        return self._found + self._browser.console()

    def read(self) -> list[str]:
        """Does everything that there is to do."""
        failed = [task for task in self._tasks if task["state"] == "FAILURE"]
        self._search_and_sort(failed)
        self._page()
        self._go_back_and_forth(failed)
        self._use_buttons(failed)
        self._search_either(failed)
        self._search_by_time()
        self._search_by_fields(failed)
        self._narrow(failed)
        self._open_task(failed[0])
        self._be_told_of_mistakes()
        self._follow_links(failed)
        return self._found + self._browser.console()

    def _search_and_sort(self, failed: list[dict[str, Any]]) -> None:
        self._open("tasks.html")
        self._go_to("search")
        self._browser.press(*"state:FAILURE")
        self._expect("a search finds all", self._shows(failed))
        self._expect("and only them", lambda state: state["states"] == ["FAILURE"])
        self._expect("and is in the address", lambda state: state["fragment"] == "q=state:FAILURE")
        self._go_to("Runtime")
        self._browser.press(ENTER)
        by_runtime = sorted(failed, key=lambda task: (_runtime(task) is None, -(_runtime(task) or 0)))
        self._expect("sorts by runtime", self._shows(by_runtime))
        self._expect("and says so", lambda state: state["sorts"] == ["Runtime descending"])
        self._browser.press(ENTER)
        upwards = sorted(failed, key=lambda task: (_runtime(task) is None, _runtime(task) or 0))
        self._expect("sorts the other way, the unknown last", self._shows(upwards))

    def _page(self) -> None:
        name = self._tasks[0]["name"]
        some = [task for task in self._tasks if name.lower() in (task["name"] or "").lower()]
        self._open(f"tasks.html#q={quote('name:' + name)}")
        self._expect("finds by name", self._shows(some[:100]))
        self._go_to("Next")
        self._browser.press(ENTER)
        self._expect("goes to the second page", self._shows(some[100:200]))
        self._expect("and says where it is", lambda state: " Rows 101 to 200 are shown." in state["status"])
        self._expect("and is in the address", lambda state: state["fragment"].endswith("&page=2"))
        self._browser.back()
        self._expect("goes back to the first", self._shows(some[:100]))
        self._browser.forward()
        self._expect("and forward again", self._shows(some[100:200]))

    def _go_back_and_forth(self, failed: list[dict[str, Any]]) -> None:
        self._open("tasks.html")
        own = self._browser.run(STATE)["uuids"]
        self._go_to("search")
        self._browser.press(*"-state:success", ENTER, *" state:failure", ENTER)
        self._expect("adds to the search", self._shows(failed))
        self._browser.back()
        others = [task for task in self._tasks if task["state"] != "SUCCESS"]
        self._expect("goes back to the search before", self._shows(others[:100]))
        self._browser.back()
        self._expect("goes back to the page itself", lambda state: state["uuids"] == own and not state["fragment"])
        self._browser.forward()
        self._expect("goes forward to the search", self._shows(others[:100]))

    def _use_buttons(self, failed: list[dict[str, Any]]) -> None:
        self._open("tasks.html")
        self._go_to(f"FAILURE {len(failed):,}")
        self._browser.press(SPACE)
        self._expect("a state's button shows what is in it", self._shows(failed))
        self._expect("and is pressed", lambda state: state["pressed"] == [f"FAILURE {len(failed):,}"])
        self._browser.press(SPACE)
        self._expect("pressed again shows all", lambda state: not state["fragment"] and not state["pressed"])

    def _search_either(self, failed: list[dict[str, Any]]) -> None:
        name = failed[0]["name"]
        either = [task for task in self._tasks if task["state"] in ("FAILURE", "RETRY")]
        self._open("tasks.html#q=state:FAILURE OR state:RETRY")
        self._expect("finds what either search finds", self._shows(either[:100]))
        narrow = [task for task in either if task["state"] != "FAILURE" or name.lower() in task["name"].lower()]
        self._open(f"tasks.html#q={quote('name:' + name + ' state:failure OR state:retry')}")
        self._expect("words bind more than OR", self._shows(narrow[:100]))
        self._go_to(f"FAILURE {len(failed):,}")
        self._browser.press(SPACE)
        self._expect(
            "a button takes its state away",
            lambda state: state["fragment"] == f"q=name:{name} OR state:retry",
        )

    def _search_by_time(self) -> None:
        times = sorted(datetime.fromisoformat(task["received"]) for task in self._tasks if task["received"])
        limit = times[len(times) // 2].replace(microsecond=0)
        age = int((self._captured - limit).total_seconds())
        for query, earliest in (
            (f"received:<{age}s", self._captured - timedelta(seconds=age)),
            (f"received:>{limit:%Y-%m-%dT%H:%M:%S}", limit),
            (f"received:>={limit:%Y-%m-%d}", limit.replace(hour=0, minute=0, second=0)),
            (f"received:>{limit:%H:%M}", limit.replace(second=0)),
        ):
            late = [time for time in times if time > earliest]
            self._open(f"tasks.html#q={quote(query)}")
            told = (f"{len(late):,} of", f"All {len(late):,} tasks")
            self._expect(f"finds by {query}", lambda state, told=told: state["status"].startswith(told))

    def _search_by_fields(self, failed: list[dict[str, Any]]) -> None:
        """By what has no column, and by names that people have for one."""
        child = next((task for task in self._tasks if task["parent"]), None)
        frame = next(task["traceback"] for task in failed if task["traceback"]).splitlines()[-2].strip()
        quoted = frame.replace("\\", "\\\\").replace('"', '\\"')
        wanted = [
            ("retries:>0", lambda task: (task["retries"] or 0) > 0),
            (f'task:"{failed[0]["name"]}"', lambda task: failed[0]["name"].lower() in (task["name"] or "").lower()),
            (f"name:={failed[0]['name']}", lambda task: task["name"] == failed[0]["name"]),
            (f"name:={failed[0]['name'][:-1]}", lambda _: False),
            (f'traceback:"{quoted}"', lambda task: frame.lower() in (task["traceback"] or "")[-1000:].lower()),
            ("finished:<7d", lambda task: task["finished"] is not None),
        ]
        if child:
            wanted += [
                (f"parent:{child['parent']}", lambda task: task["parent"] == child["parent"]),
                (f"root:{child['root']}", lambda task: task["root"] == child["root"]),
            ]
        for query, is_wanted in wanted:
            found = [task for task in self._tasks if is_wanted(task)]
            self._open(f"tasks.html#q={quote(query)}")
            self._expect(f"finds by {query}", self._shows(found[:100]))

    def _narrow(self, failed: list[dict[str, Any]]) -> None:
        """By a part of what was found."""
        counts = Counter(task["name"] for task in failed)
        (name, number), *others = counts.most_common()
        self._open("tasks.html#q=state:FAILURE")
        if not others:
            self._expect("says what all have in common", lambda state: f"{name} all {number:,}" in state["shares"])
            return
        self._expect("says what is most", lambda state: f"{name} {number:,}" in state["shares"])
        self._go_to(f"{name} {number:,}")
        self._browser.press(ENTER)
        self._expect("a part is a search", self._shows([task for task in failed if task["name"] == name][:100]))
        self._expect("that says what all have in common", lambda state: f"{name} all {number:,}" in state["shares"])

    def _open_task(self, task: dict[str, Any]) -> None:
        self._open("tasks.html#q=state:FAILURE")
        self._expect("shows what failed", lambda state: state["uuids"][:1] == [task["uuid"]])
        self._go_to(task["uuid"])
        self._browser.press(ENTER)
        told = [task["uuid"], task["exception"], task["worker"]]
        self._expect(
            "opens a task below its row",
            lambda state: [uuid for uuid, _ in state["below"]] == told[:1] and set(told) <= set(state["below"][0][1]),
        )
        self._expect("and keeps what was found", lambda state: state["states"] == ["FAILURE"])
        self._go_to("Copy the UUID")
        self._browser.press(ENTER)
        self._expect("says what it copied", lambda state: state["status"] == f"Copied: {task['uuid']}")
        self._go_to("All that is known of it")
        self._browser.press(ENTER)
        self._expect("leads to all of it", lambda state: task["uuid"] in state["opened"])
        self._browser.back()
        self._expect("and goes back to what was found", lambda state: state["states"] == ["FAILURE"])
        self._go_to(task["uuid"])
        self._browser.press(ENTER, ENTER)
        self._expect("closes it again", lambda state: not state["below"])

    def _be_told_of_mistakes(self) -> None:
        for query, message in (
            ("stat:FAILURE", "there is no field 'stat'; did you mean 'state'?"),
            ("name:", "a value is missing after 'name:'"),
            ('"no end', "a quotation mark is left open"),
            ("runtime:>fast", "'runtime:>fast' is no comparison"),
            ("received:>soon", "'received:>soon' is no comparison; received:>09:58"),
            ("state:FAILURE OR", "OR needs a search on both sides"),
            ("(name:a OR name:b) state:FAILURE", "parentheses don't group"),
        ):
            self._open(f"tasks.html#q={quote(query)}")
            self._expect(f"says what is wrong with {query}", lambda state: message in state["status"] and state["isInvalid"])
        self._open("tasks.html#q=no-such-thing-anywhere")
        self._expect("says that nothing matches", lambda state: state["status"].startswith("None of") and not state["uuids"])
        self._open("tasks.html#no-such-task")
        self._expect("says that there is no such task", lambda state: "'no-such-task'" in state["status"])

    def _follow_links(self, failed: list[dict[str, Any]]) -> None:
        words = quote('state:FAILURE worker:"' + failed[0]["worker"] + '" -no-such-word')
        expected = [task for task in failed if task["worker"] == failed[0]["worker"]]
        expected.sort(key=lambda task: task["received"] or "", reverse=True)
        self._open(f"tasks-2.html#q={words}&sort=-received")
        self._expect("a link shows what it was made of, from any page", self._shows(expected))
        last = self._tasks[-1]["uuid"]
        self._open(f"tasks.html#{last}")
        self._expect("an identifier opens its task, whichever page has it", lambda state: state["opened"] == [last])
        first = self._tasks[0]["uuid"]
        self._open(f"tasks-2.html#{first}")
        self._expect("also from another page", lambda state: (state["page"], state["opened"]) == ("tasks.html", [first]))

    def _open(self, path: str) -> None:
        """Opens a page anew, as somebody does who was sent a link."""
        self._browser.open("about:blank")
        self._browser.open(self._root + path)

    def _go_to(self, name: str) -> None:
        """Presses the tabulator until that is in focus."""
        for _ in range(400):
            if self._browser.run(STATE)["focus"] == name:
                return
            self._browser.press(TAB)
        self._found.append(f"'{name}' is out of reach of the keyboard")

    def _shows(self, tasks: list[dict[str, Any]]) -> Callable[[dict[str, Any]], bool]:
        return lambda state: state["uuids"] == [task["uuid"] for task in tasks] and state["alien"] == 0

    def _expect(self, what: str, holds: Callable[[dict[str, Any]], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while True:
            state = self._browser.run(STATE)
            if holds(state):
                return
            if time.monotonic() > end:
                short = {**state, "uuids": state["uuids"][:3]}
                self._found.append(f"{self._root}: {what}: not so: {json.dumps(short)}")
                return
            time.sleep(0.05)
