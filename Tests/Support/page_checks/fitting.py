"""Every page on ordinary screens: no table is wider than its place, so that no column is cut.

The numbers of a chart, which are folded away below it, may be.
"""

from pathlib import Path

from browser.session import Browser

from . import site as site_files

WIDTHS = (1280, 1366, 1920)

CUT = """
return [...document.querySelectorAll('table')]
    .filter((table) => !table.closest('details') && table.scrollWidth > table.parentElement.clientWidth)
    .map((table) => `${table.id || 'a table'} is cut by ${table.scrollWidth - table.parentElement.clientWidth} pixels`);
"""


def mistakes(browser: Browser, site: Path) -> list[str]:
    """The tables that are cut, one line each."""
    found: list[str] = []
    for page in site_files.pages(site):
        browser.open(page.as_uri())
        for width in WIDTHS:
            browser.command(
                "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False
            )
            found += [f"{site_files.name(site, page)}, {width} wide: {line}" for line in browser.run(CUT)]
    browser.command("Emulation.clearDeviceMetricsOverride")
    return found
