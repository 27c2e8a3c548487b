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
for (const row of document.querySelectorAll('tbody tr:nth-child(n + 40), section.workflow:nth-of-type(n + 12)')) { row.remove(); }
const wanted = new Set([...document.querySelectorAll('#tasks a')].map((link) => link.hash.slice(1)));
for (const task of document.querySelectorAll('.task')) {
    if (!wanted.has(task.querySelector(':scope > div').id)) { task.remove(); }
}
for (const link of document.querySelectorAll('.task a[href^="#"], #workflows a[href^="#"]')) {
    if (!document.getElementById(link.hash.slice(1))) { link.removeAttribute('href'); }
}
for (const details of [...document.querySelectorAll('details')].slice(0, 5)) { details.open = true; }
"""

# What a colour scheme changes.
OF_COLOUR = ["color-contrast", "link-in-text-block"]

# Which rules axe is to follow: all, those of colour, which cost most, or the others.
ALL: dict[str, object] = {}
COLOUR: dict[str, object] = {"runOnly": OF_COLOUR}
OTHERS: dict[str, object] = {"rules": {rule: {"enabled": False} for rule in OF_COLOUR}}

RUN = """
return axe.run(document, { resultTypes: ['violations'], ...arguments[0] }).then((results) => results.violations.map((violation) =>
    violation.id + ': ' + violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' ¦ ')));
"""

# The rules of colour are the same in both versions, and the others in both schemes.
RULES = {
    "light": {"axe_selenium_python": OTHERS, "axe_playwright_python": ALL},
    "dark": {"axe_playwright_python": COLOUR},
}


def chosen(site: Path) -> list[Path]:
    """All pages but those that are made as others are: of the pages of tasks three, of those of workers three."""
    pages = site_files.pages(site)
    alike = [
        [page for page in pages if page.name.startswith("tasks-")], [page for page in pages if page.parent.name == "workers"],
    ]
    left_out = {page for group in alike for page in group[2:-1]}
    return [page for page in pages if page not in left_out]


def mistakes(browser: Browser, site: Path) -> list[str]:
    """The violations of the pages, one line each."""
    sources = {name: files(name).joinpath(path).read_text(encoding="utf-8") for name, path in VERSIONS.items()}
    found: list[str] = []
    for scheme in ("light", "dark"):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        browser.command("Emulation.setEmulatedMedia", features=features)
        for page in chosen(site):
            for fragment in ("", "#q=state:FAILURE&sort=-received") if page.name == "tasks.html" else ("",):
                browser.open("about:blank")
                browser.open(page.as_uri() + fragment)
                browser.run("return new Promise((resolve) => setTimeout(resolve, arguments[0]))", 1000 if fragment else 0)
                browser.run(PREPARE)
                for name, rules in RULES[scheme].items():
                    browser.run(sources[name])
                    label = f"{name}, {scheme}, {site_files.name(site, page)}{fragment}"
                    found += [f"{label}: {line}" for line in browser.run(RUN, rules)]
    return found
