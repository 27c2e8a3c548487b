"""The index of several clusters: one search by the keyboard alone, and every link that leads to a file of a site."""

import time
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from browser.session import Browser
from browser.static_server import StaticServer

TAB = "\ue004"
ENTER = "\ue007"
PATIENCE = 10

LINKS = "return [...document.querySelectorAll('main a[href]')].map((link) => link.href)"

STATE = """
const text = (element) => element.textContent.trim().replace(/\\s+/g, ' ');
const table = document.getElementById('clusters');
return {
    status: document.querySelector('[role=status]').textContent,
    rows: [...table.tBodies[0].rows].filter((row) => !row.hidden && !row.matches('.below')).map((row) => row.dataset.id),
    sections: [...document.querySelectorAll('section.cluster')].filter((section) => !section.hidden).map((section) => section.id.slice(8)),
    names: [...table.querySelectorAll('.matched bdi')].map(text),
    links: [...table.querySelectorAll('.matched a')].map((link) => link.href),
    sorts: [...table.querySelectorAll('[aria-sort]')].map((cell) => text(cell) + ' ' + cell.ariaSort),
    fragment: decodeURIComponent(location.hash.slice(1)),
    alien: table.querySelectorAll('script, img, iframe, style').length,
};
"""

NAMES = """
return new Promise((resolve) => {
    const script = document.createElement('script');
    window.herbariumNames = resolve;
    script.src = document.getElementById('clusters').dataset.names;
    document.head.append(script);
});
"""


def mistakes(browser: Browser, site: Path) -> list[str]:
    """What a reader without a mouse finds amiss, one line each."""
    page = (site / "index.html").as_uri()
    browser.open(page)
    known = browser.run(NAMES)
    found = _dead(browser.run(LINKS))
    with StaticServer(site) as server:
        found += _searches(browser, page, known) + _searches(browser, server.address + "index.html", known)
    return found


def _dead(links: list[str]) -> list[str]:
    """The links that lead to no file, or to no place in it."""
    found = []
    for link in sorted(set(links)):
        parts = urlsplit(link)
        path = Path(unquote(parts.path))
        if parts.scheme != "file":
            continue
        if not path.is_file():
            found.append(f"{link} leads nowhere")
        elif parts.fragment and "=" not in parts.fragment and f'id="{unquote(parts.fragment)}"' not in path.read_text():
            found.append(f"{link} leads to no place in the page")
    return found


def _searches(browser: Browser, page: str, known: list[dict[str, Any]]) -> list[str]:
    found: list[str] = []
    browser.open("about:blank")
    browser.open(page)
    own = browser.run(STATE)

    def expect(what: str, is_so: Any) -> None:
        end = time.monotonic() + PATIENCE
        state = browser.run(STATE)
        while not is_so(state) and time.monotonic() < end:
            time.sleep(0.02)
            state = browser.run(STATE)
        if not is_so(state):
            found.append(f"{page}: {what}: {str(state)[:600]}")

    def search(text: str) -> None:
        browser.open("about:blank")
        browser.open(page)
        for _ in range(20):
            if browser.run("return document.activeElement.type === 'search'"):
                break
            browser.press(TAB)
        browser.press(*text, ENTER)

    if len(own["rows"]) < 2 or own["rows"] != own["sections"]:
        found.append(f"{page}: {own['rows']} in the table, and {own['sections']} below it")
    for kind in ("workers", "queues", "types"):
        cluster = next(cluster for cluster in known if cluster[kind])
        told = cluster[kind][-1]
        name = told if isinstance(told, str) else told[0]
        holders = [
            other["id"]
            for other in known
            if any(name.lower() in (one if isinstance(one, str) else one[0]).lower() for key in ("workers", "queues", "types") for one in other[key])
        ]
        # What can't be typed is searched by the address.
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        browser.open("about:blank")
        browser.open(page + "#q=" + quote(f'"{escaped}"'))
        expect(f"finds the {kind} '{name}'", lambda state: state["rows"] == [row for row in own["rows"] if row in holders])
        expect("and shows it", lambda state: " ".join(name.split()) in state["names"] and state["sections"] == state["rows"])
        expect("and says so", lambda state: state["status"].startswith(f"{len(holders)} of {len(own['rows'])} clusters match"))
        links = browser.run(STATE)["links"]
        found += _dead(links)
        if cluster["root"] and not any(link.startswith(urljoin(page, cluster["root"])) for link in links):
            found.append(f"{page}: no link from '{name}' into {cluster['root']}: {links}")
    title = browser.run("return document.querySelector('#clusters tbody a').textContent")
    if title.isprintable() and '"' not in title and "\\" not in title:
        search(f'"{title}"')
        expect("finds a cluster by its title", lambda state: own["rows"][0] in state["rows"])
    search("surely-no-such-name")
    expect("finds nothing", lambda state: not state["rows"] and state["status"].startswith("0 of"))
    search("\"open")
    expect("tells a mistake", lambda state: state["status"].startswith("Not searched") and state["rows"] == own["rows"])
    browser.open("about:blank")
    browser.open(page + "#sort=-processed")
    expect("sorts", lambda state: state["sorts"] == ["Processed descending"] and sorted(state["rows"]) == sorted(own["rows"]))
    expect("puts in nothing alien", lambda state: state["alien"] == 0)
    return found + browser.console()
