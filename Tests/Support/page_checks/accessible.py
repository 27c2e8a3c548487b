"""axe-core (https://github.com/dequelabs/axe-core) on every page, light and dark: the newest, and the one that Selenium's users have."""

from importlib.resources import files
from pathlib import Path

from browser.session import Browser

from . import site as site_files

VERSIONS = {
    "axe_selenium_python": "node_modules/axe-core/axe.min.js",
    "axe_playwright_python": "axe.min.js",
}

# Some of what can be unfolded is; lists of equal rows, and what those rows lead to, are checked by their beginning.
PREPARE = """
for (const row of document.querySelectorAll('tbody tr:nth-child(n + 40)')) { row.remove(); }
const wanted = new Set([...document.querySelectorAll('#tasks a')].map((link) => link.hash.slice(1)));
for (const task of document.querySelectorAll('.task')) {
    if (!wanted.has(task.querySelector(':scope > div').id)) { task.remove(); }
}
for (const link of document.querySelectorAll('.task a[href^="#"]')) {
    if (!document.getElementById(link.hash.slice(1))) { link.removeAttribute('href'); }
}
for (const details of [...document.querySelectorAll('details')].slice(0, 5)) { details.open = true; }
"""

# What a colour scheme changes.
OF_COLOUR = ["color-contrast", "link-in-text-block"]

RUN = """
const rules = arguments[0].length > 0 ? { runOnly: arguments[0] } : {};
return axe.run(document, { resultTypes: ['violations'], ...rules }).then((results) => results.violations.map((violation) =>
    violation.id + ': ' + violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' ¦ ')));
"""


def mistakes(browser: Browser, site: Path) -> list[str]:
    """The violations of every page, one line each."""
    sources = {name: files(name).joinpath(path).read_text(encoding="utf-8") for name, path in VERSIONS.items()}
    found: list[str] = []
    for scheme in ("light", "dark"):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        browser.command("Emulation.setEmulatedMedia", features=features)
        for page in site_files.pages(site):
            for fragment in ("", "#q=state:FAILURE&sort=-received") if page.name == "tasks.html" else ("",):
                browser.open("about:blank")
                browser.open(page.as_uri() + fragment)
                browser.run("return new Promise((resolve) => setTimeout(resolve, arguments[0]))", 1000 if fragment else 0)
                browser.run(PREPARE)
                for name, source in sources.items():
                    # The rules of colour are the same in both.
                    if scheme == "dark" and name == "axe_selenium_python":
                        continue
                    browser.run(source)
                    label = f"{name}, {scheme}, {site_files.name(site, page)}{fragment}"
                    found += [f"{label}: {line}" for line in browser.run(RUN, OF_COLOUR if scheme == "dark" else [])]
    return found
