"""Every count that is a link, followed: what is found is as many as was told."""

import re
import time
from pathlib import Path

from browser.session import Browser

from . import site as site_files

PATIENCE = 30

LINKS = r"""
return [...document.querySelectorAll('main a[href*="tasks.html#q="]')]
    .filter((link) => /^[\d,]+$/.test(link.textContent.trim()))
    .map((link) => [link.textContent.trim(), link.href.split('#')[1], link.closest('table')?.id || '']);
"""

# Counts of worker, type and sum that lead nowhere.
BARE = r"""
const heads = ['Active', 'Processed', 'Failed', 'Succeeded', 'Retried', 'Received', 'Revoked', 'Rejected', 'Returned', 'Lost', 'Unaccounted', 'Count'];
const bare = [...document.querySelectorAll('table:is(#workers, #types, #failures)')].flatMap((table) =>
    [...table.querySelectorAll('tbody td, tfoot td')]
        .filter((cell) => heads.includes(table.tHead.rows[0].cells[cell.cellIndex].textContent.trim()))
        .filter((cell) => /^[1-9]/.test(cell.textContent.trim()) && !cell.querySelector('a'))
        .filter((cell) => cell.parentElement.querySelector('th a') || cell.closest('tfoot'))
        .map((cell) => cell.parentElement.cells[0].textContent + ': ' + cell.textContent));
return bare.concat([...document.querySelectorAll('.sum b')]
    .filter((count) => /^[1-9]/.test(count.textContent) && !count.querySelector('a')).map((count) => 'sum: ' + count.textContent));
"""

# Counts of messages: the rows of the place that they lead to, with those that it says are more.
QUEUES = r"""
const number = (text) => Number((/[\d,]+/.exec(text || '') || ['0'])[0].replace(/,/g, ''));
return [...document.querySelectorAll('#queues td a')].flatMap((link) => {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const told = number(link.textContent);
    const label = link.closest('tr').cells[0].textContent + ', ' + link.hash;
    if (!target) { return [label + ' leads nowhere']; }
    if (target.tagName !== 'TABLE') { return []; }
    const rows = [...target.tBodies[0].rows];
    const more = number(target.caption.querySelector('small')?.textContent);
    const sample = /^A sample/.test(target.caption.querySelector('small')?.textContent || '');
    const found = target.id.startsWith('waiting-') ? rows.reduce((sum, row) => sum + number(row.cells[1].textContent), 0)
        : rows.length + more;
    return sample || found === told ? [] : [label + ' has ' + found + ' instead of ' + told];
});
"""

STATUS = "return document.querySelector('[role=status]').textContent"


def mistakes(browser: Browser, site: Path) -> list[str]:
    """The counts that lead to another number of rows, one line each."""
    told: dict[str, tuple[int, str]] = {}
    found: list[str] = []
    for page in site_files.pages(site):
        name = site_files.name(site, page)
        browser.open(page.as_uri())
        for text, fragment, table in browser.run(LINKS):
            told.setdefault(fragment, (int(text.replace(",", "")), f"{name} {table}"))
        found += [f"{name}: no link at {line}" for line in browser.run(BARE)]
        if name == "broker.html":
            found += [f"{name}: {line}" for line in browser.run(QUEUES)]
    browser.open((site / "tasks.html").as_uri())
    for fragment, (count, place) in told.items():
        status = search(browser, fragment)
        attempts = re.search(r"They have ([\d,]+) such attempts", status)
        rows = attempts or re.match(r"(?:All )?([\d,]+)", status)
        number = int(rows[1].replace(",", "")) if rows else 0
        if number != count:
            found.append(f"{place}: {fragment} finds {number} instead of {count}: '{status}'")
    if len(told) < 20:
        found.append(f"only {len(told)} counts lead anywhere")
    return found + browser.console()


def search(browser: Browser, fragment: str) -> str:
    """What the page of tasks says of a search."""
    browser.run("document.querySelector('[role=status]').textContent = ''; location.hash = arguments[0]", fragment)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        status = browser.run(STATUS)
        if status and not status.startswith("Loading"):
            return status
        time.sleep(0.02)
    return "nothing"
