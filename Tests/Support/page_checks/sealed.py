"""A sealed site as its readers have it: from a folder and over https, in Chromium and, where it is there, in Firefox."""

import json
import shutil
import socket
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from browser.firefox import Firefox
from browser.session import Browser
from browser.static_server import StaticServer

from .readable import CI_POLICY

PATIENCE = 60

STATE = """
const text = (element) => element ? element.textContent.trim().replace(/\\s+/g, ' ') : null;
const form = document.getElementById('seal-form');
return {
    title: document.title,
    asks: Boolean(form && !form.hidden),
    remark: text(document.getElementById('seal-remark')),
    status: text(document.querySelector('#seal-status, [role=status]')),
    page: text(document.querySelector('h1 .page')) ?? text(document.querySelector('h1')),
    tables: [...document.querySelectorAll('table[id]')].map((table) => table.id),
    rows: document.querySelectorAll('#tasks tbody tr').length,
    workers: document.querySelectorAll('#workers tbody tr').length,
    charts: document.querySelectorAll('svg.chart path').length,
    isStyled: getComputedStyle(document.body).fontVariantNumeric === 'tabular-nums',
    hasSearch: Boolean(document.querySelector('input[type=search]')),
    opened: [...document.querySelectorAll('details.task[open], tr.opened, .at-address')].map((one) => one.textContent),
    below: document.querySelectorAll('tr.below').length,
    openness: document.querySelectorAll('.openness').length,
    hash: location.hash,
    file: location.pathname.split('/').pop(),
    text: document.body.textContent,
};
"""
ANSWER = """
const [name, password] = arguments;
document.getElementById('seal-name').value = name;
document.getElementById('seal-password').value = password;
document.querySelector('#seal-form button').click();
"""
FOLLOW = """
const link = [...document.querySelectorAll('a[href]')].find((link) => eval(arguments[0])(link));
if (!link) { return null; }
link.click();
return link.getAttribute('href');
"""


def mistakes(site: Path, users: list[tuple[str, str]], plain: Path) -> list[str]:
    """What a reader of a sealed site finds amiss, one line each; `plain` is the same site without a seal."""
    found: list[str] = []
    browsers: list[Any] = [Browser] + ([Firefox] if Firefox.is_there() else [])
    for kind in browsers:
        with kind() as browser, StaticServer(site, certified=True) as server:
            for root in (site.as_uri() + "/", server.address):
                reader = Reader(browser, kind.__name__, root, users, plain)
                found += reader.read()
    with Browser("--host-resolver-rules=MAP sealed.test 127.0.0.1") as browser:
        found += _without_cryptography(browser, site)
        found += _changed(browser, site, users[0])
    return found


class Reader:
    """Somebody who knows a password, and what the plain site shows."""

    def __init__(self, browser: Any, kind: str, root: str, users: list[tuple[str, str]], plain: Path) -> None:
        self._browser = browser
        self._root = root
        self._users = users
        self._plain = plain
        self._place = f"{kind}, {root}"
        self._found: list[str] = []

    def read(self) -> list[str]:
        """Opens, reads, searches, goes back, saves, locks."""
        self._open("index.html")
        self._await("asks", lambda now: now["asks"])
        self._expect("tells nothing", lambda now: now["title"] == "Sealed report" and "celery" not in now["text"].lower())
        self._answer(self._users[0][0], self._users[-1][1])
        self._await("says no", lambda now: now["status"].startswith("Nothing opens"))
        for name, password in self._users:
            self._answer(name, password)
            self._await("opens", lambda now: now["workers"] > 0)
            self._expect("is styled", lambda now: now["isStyled"] and now["openness"] == 0 and now["charts"] > 0)
            if (name, password) != self._users[-1]:
                self._click("[...document.querySelectorAll('button')].find((one) => one.textContent === 'Lock')")
                self._await("is locked", lambda now: now["asks"])
        self._pages()
        self._tasks()
        self._archive()
        self._save()
        console = [line for line in self._browser.console() if "favicon" not in line]
        return self._found + [f"{self._place}: {line}" for line in console]

    def _pages(self) -> None:
        for title in ("Broker", "Monitor", "Failures", "Dashboard"):
            self._follow(f"(link) => link.closest('nav') && link.textContent.trim() === '{title}'")
            self._await(f"shows {title}", lambda now: title in now["page"] or title == "Dashboard" and now["workers"] > 0)
            self._expect("is styled", lambda now: now["isStyled"] and now["file"] in ("", "index.html"))
        self._follow("(link) => link.closest('#workers tbody')")
        self._await("shows a worker", lambda now: "#workers/" in now["hash"] and now["workers"] == 0)
        self._browser.back()
        self._await("goes back", lambda now: now["workers"] > 0)
        self._browser.reload()
        self._await("asks once", lambda now: now["workers"] > 0 and not now["asks"])
        self._open("index.html#report.html")
        self._await("shows the report", lambda now: now["hash"] == "#report.html" and now["isStyled"])
        self._open("index.html#tasks.html")
        self._await("shows tasks", lambda now: now["rows"] > 0 and now["hasSearch"])

    def _tasks(self) -> None:
        tasks = json.loads((self._plain / "data/snapshot.json").read_bytes())["tasks"]
        failed = sum(task["state"] == "FAILURE" for task in tasks)
        self._run("location.hash = '#tasks.html#q=state:FAILURE'")
        self._await("searches", lambda now: (now["status"] or "").startswith(f"{failed:,} of {len(tasks):,} tasks"))
        self._follow("(link) => link.closest('#tasks tbody') && link.closest('td').cellIndex === 1")
        self._await("opens a row", lambda now: now["below"] == 1 and "q=" in now["hash"])
        self._follow("(link) => link.closest('tr.below')")
        self._await("opens a task", lambda now: now["opened"] and "q=" not in now["hash"])
        oldest = tasks[-1]["uuid"]
        self._run("location.hash = '#tasks.html#' + arguments[0]", oldest)
        # It is on another page, which takes the place of this one before anything else is opened.
        self._await("finds the oldest task", lambda now: any(oldest in text for text in now["opened"]))

    def _archive(self) -> None:
        self._open("index.html#archive.html")
        self._await("shows the archive", lambda now: "pressings" in now["tables"])
        self._follow("(link) => link.closest('#pressings') && link.textContent.trim() === 'Tasks'")
        self._await("shows dated tasks", lambda now: now["rows"] > 0 and now["hash"].startswith("#archive/"))
        self._expect("is styled", lambda now: now["isStyled"] and not now["asks"])

    def _save(self) -> None:
        self._open("index.html#index.html")
        self._await("shows the dashboard", lambda now: now["workers"] > 0)
        for path in ("data/snapshot.json", "report.md", "data/tasks.csv"):
            name = path.rpartition("/")[2]
            self._follow(f"(link) => link.closest('footer') && link.textContent.trim() === '{name}'")
            saved, plain = self._browser.downloads / name, (self._plain / path).read_bytes()
            end = time.monotonic() + PATIENCE
            while not (saved.exists() and saved.stat().st_size == len(plain)) and time.monotonic() < end:
                time.sleep(0.05)
            if not saved.exists() or saved.read_bytes() != plain:
                self._found.append(f"{self._place}: '{path}' is not saved as it is")
            saved.unlink(missing_ok=True)
            self._await("stays", lambda now: now["workers"] > 0)

    def _open(self, path: str) -> None:
        self._browser.open("about:blank")
        self._browser.open(self._root + path)

    def _answer(self, name: str, password: str) -> None:
        self._await("asks", lambda now: now["asks"])
        self._run(ANSWER, name, password)

    def _follow(self, which: str) -> None:
        if self._run(FOLLOW.replace("eval(arguments[0])", f"({which})")) is None:
            self._found.append(f"{self._place}: no link {which}")

    def _click(self, which: str) -> None:
        self._run(f"{which}.click()")

    def _run(self, script: str, *arguments: Any) -> Any:
        return self._browser.run(script, *arguments)

    def _now(self) -> dict[str, Any]:
        end = time.monotonic() + PATIENCE
        while True:
            # While one page takes the place of another, there may be none, or none that answers.
            try:
                if now := self._run(STATE):
                    return now
            except (RuntimeError, OSError):
                if time.monotonic() > end:
                    raise
            if time.monotonic() > end:
                raise RuntimeError(f"{self._place}: no page")
            time.sleep(0.05)

    def _await(self, what: str, is_so: Callable[[dict[str, Any]], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not is_so(now := self._now()):
            if time.monotonic() > end:
                self._found.append(f"{self._place}: never {what}: {_short(now)}")
                return
            time.sleep(0.05)

    def _expect(self, what: str, is_so: Callable[[dict[str, Any]], bool]) -> None:
        if not is_so(now := self._now()):
            self._found.append(f"{self._place}: not so: {what}: {_short(now)}")


def _short(now: dict[str, Any]) -> dict[str, Any]:
    return {**now, "text": now["text"].strip()[:200], "opened": [text.strip()[:80] for text in now["opened"]]}


def _without_cryptography(browser: Browser, site: Path) -> list[str]:
    found = []
    with StaticServer(site) as server, StaticServer(site, CI_POLICY) as strict:
        browser.open(server.address.replace("127.0.0.1", "sealed.test"))
        now = browser.run(STATE)
        if now["asks"] or "over https" not in (now["status"] or ""):
            found.append(f"over http from another host: {_short(now)}")
        browser.open(strict.address)
        now = browser.run(STATE)
        if now["asks"] or "a browser that runs its scripts" not in (now["remark"] or ""):
            found.append(f"under a strict policy: {_short(now)}")
    browser.console()
    return found


def _changed(browser: Browser, site: Path, user: tuple[str, str]) -> list[str]:
    """One byte of every sealed file in the root is another."""
    with tempfile.TemporaryDirectory(prefix="changed-") as folder:
        copy = Path(folder) / "site"
        shutil.copytree(site, copy, ignore=lambda at, names: ["archive"] if Path(at) == site else [])
        for file in (copy / "sealed").iterdir():
            if file.name != "key.js":
                data = bytearray(file.read_bytes())
                place = data.index(b",") + 10
                data[place] = ord("A") if data[place] != ord("A") else ord("B")
                file.write_bytes(data)
        browser.open((copy / "index.html").as_uri())
        browser.run(ANSWER, *user)
        end = time.monotonic() + PATIENCE
        while "has been changed" not in (now := browser.run(STATE))["status"] and time.monotonic() < end:
            time.sleep(0.05)
    browser.console()
    return [] if "has been changed" in now["status"] and now["workers"] == 0 else [f"changed bytes: {_short(now)}"]
