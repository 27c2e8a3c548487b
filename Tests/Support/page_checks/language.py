"""A site in another language than English: what a reader sees of it, scripts included, is told in that language, sealed or not."""

import json
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from browser.session import Browser

from . import accessible
from . import site as site_files

PATIENCE = 60

# Every text that is read or heard, but for names, code and what tasks brought along.
TEXTS = """
const texts = [document.title];
const skipped = 'code, pre, bdi, script, style, .id, #tasks tbody td, time, .hint';
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest(skipped)) { texts.push(walker.currentNode.textContent); }
}
for (const element of document.querySelectorAll('[aria-label], [title], [alt], [placeholder]')) {
    for (const name of ['aria-label', 'title', 'alt', 'placeholder']) { texts.push(element.getAttribute(name) ?? ''); }
}
return { language: document.documentElement.lang, texts: [...new Set(texts.map((text) => text.trim().replace(/\\s+/g, ' ')))] };
"""

# Terms that Celery's users write as they are, and names.
KEPT = set(
    """worker workers broker args kwargs chord header body traceback solo tap json token herbarium trace prefork shop
    Celery Worker Broker Redis Herbarium Chrome Perfetto Fisher Holm Linux Traceback state name""".split()
)

STATUS = "return document.querySelector('[role=status]').textContent"
UNFOLD = "document.querySelector('#tasks tbody a').click()"
ANSWER = """
document.getElementById('seal-name').value = arguments[0];
document.getElementById('seal-password').value = arguments[1];
document.querySelector('#seal-form button').click();
"""


def mistakes(browser: Browser, site: Path, sealed: Path, user: tuple[str, str], language: str = "zh-Hans") -> list[str]:
    """What isn't told in the language on the pages of a site, what axe objects to, and what the console says, one line each."""
    snapshot = json.loads((site / "data/snapshot.json").read_bytes())
    told = set(_strings(snapshot))
    KEPT.update(word for queue in snapshot["queues"] for word in _words(queue["name"]))
    found: list[str] = []
    for page in accessible.chosen(site):
        name = site_files.name(site, page)
        visit = browser.visit(page.as_uri())
        found += [f"{name}: {line}" for line in visit["console"]]
        found += _english(browser, name, told, language)
    found += _search(browser, site, told, language)
    found += _axe(browser, site)
    return found + _sealed(browser, sealed, user, told, language)


def _strings(value: Any, key: str = "") -> Iterator[str]:
    """What the cluster said: every text of a snapshot but for sentences of ours."""
    if isinstance(value, str) and key not in ("message", "sentence", "detail", "latest"):
        yield " ".join(value.split())
    elif isinstance(value, dict):
        for name, member in value.items():
            yield from _strings(member, name)
    elif isinstance(value, list):
        for member in value:
            yield from _strings(member, key)


def _english(browser: Browser, place: str, told: set[str], language: str) -> list[str]:
    page = browser.run(TEXTS)
    found = [] if page["language"] == language else [f"{place}: the language is '{page['language']}'"]
    for text in page["texts"]:
        if words := [word for word in _words(text) if word not in KEPT]:
            if not any(text in said for said in told):
                found.append(f"{place}: {' '.join(words)} in '{text[:120]}'")
    return found


def _words(text: str) -> Iterator[str]:
    """Words in small letters, or with one capital, that are no part of a name, a path or a number."""
    plain = "".join(letter if letter.isascii() else " " for letter in text)
    for token in plain.split():
        word = token.strip(".,;:!?()[]\"'+-…")
        if len(word) > 2 and word.replace("'", "").isalpha() and word[1:].islower() and "=" not in token:
            yield word


def _search(browser: Browser, site: Path, told: set[str], language: str) -> list[str]:
    """The search over the tasks, and a row that is opened below another."""
    browser.open("about:blank")
    browser.open((site / "tasks.html").as_uri() + "#q=state:FAILURE")
    found = _await(browser, "tasks.html", STATUS, "匹配")
    browser.run(UNFOLD)
    found += _await(browser, "tasks.html", "return document.querySelector('tr.below')?.textContent ?? ''", "复制")
    return found + _english(browser, "tasks.html, searched", told, language)


def _axe(browser: Browser, site: Path) -> list[str]:
    source = files("axe_playwright_python").joinpath(accessible.VERSIONS["axe_playwright_python"]).read_text(encoding="utf-8")
    found: list[str] = []
    for name in ("index.html", "monitor.html", "report.html"):
        browser.open((site / name).as_uri())
        browser.run(accessible.PREPARE)
        browser.run(source)
        found += [f"{name}: {line}" for line in browser.run(accessible.RUN, accessible.ALL)]
    return found


def _sealed(browser: Browser, site: Path, user: tuple[str, str], told: set[str], language: str) -> list[str]:
    browser.console()
    browser.open((site / "index.html").as_uri())
    found = _await(browser, "sealed", "return document.getElementById('seal-form').hidden ? '' : document.title", "加密")
    found += _english(browser, "sealed", told, language)
    browser.run(ANSWER, user[0], user[1] + "!")
    found += _await(browser, "sealed", "return document.getElementById('seal-status').textContent", "无法打开")
    browser.run(ANSWER, *user)
    found += _await(browser, "opened", "return document.querySelector('#workers')?.textContent ?? ''", "celery@")
    found += _english(browser, "opened", told, language)
    browser.run("location.hash = '#tasks.html#q=state:FAILURE'")
    found += _await(browser, "opened, searched", f"{STATUS.replace(').', ')?.')} ?? ''", "匹配")
    found += _english(browser, "opened, searched", told, language)
    return found + [f"sealed: {line}" for line in browser.console() if "favicon" not in line]


def _await(browser: Browser, place: str, script: str, wanted: str) -> list[str]:
    """Waits until a script returns a text with another in it."""
    end, now = time.monotonic() + PATIENCE, ""
    while time.monotonic() < end:
        # While one page takes the place of another, there may be none that answers.
        try:
            now = browser.run(script) or ""
        except (RuntimeError, OSError):
            now = ""
        if wanted in now:
            return []
        time.sleep(0.05)
    return [f"{place}: no '{wanted}' in '{now[:120]}'"]
