"""Pages of a large cluster at five widths, in both schemes and on paper: nothing is cut, nothing lies upon anything else, and the first
screen says what matters. What a scheme changes are colours alone, so places are looked at once for each width."""

from pathlib import Path

from browser.session import Browser

from . import site as site_files
from .accessible import ALL, COLOUR, OTHERS, RUN, VERSIONS

WIDTHS = (390, 768, 1024, 1280, 1440)
PAPER = 1040

# Texts that stand beyond the page, unless a region around them scrolls or shortens them; and texts that lie upon each other.
LOOK = r"""
const found = [];
const page = document.scrollingElement;
const width = page.clientWidth;
if (page.scrollWidth > width) { found.push(`the page is ${page.scrollWidth} wide`); }
const scrolls = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
        const style = getComputedStyle(at);
        if (/auto|scroll/.test(style.overflowX)) { return true; }
        if (style.overflowX !== 'visible' && style.textOverflow === 'ellipsis') { return true; }
    }
    return false;
};
// What of a text can be seen: its own box within those that shorten it.
const seen = (element, box) => {
    let [left, right, top, bottom] = [box.left, box.right, box.top, box.bottom];
    for (let at = element; at && at !== document.body; at = at.parentElement) {
        if (getComputedStyle(at).overflowX === 'visible') { continue; }
        const frame = at.getBoundingClientRect();
        [left, right, top, bottom] = [Math.max(left, frame.left), Math.min(right, frame.right), Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
    }
    return { left, right, top: top + scrollY, bottom: bottom + scrollY };
};
const label = (text) => `'${text.trim().slice(0, 40)}'`;
const boxes = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
    const node = walker.currentNode, element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) { continue; }
    if (element.closest('.hidden, .skip, option, desc, title, script')) { continue; }
    const row = element.closest('tbody tr');
    if (row && row.sectionRowIndex >= 40) { continue; }
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
        if (box.width < 1 || box.height < 1) { continue; }
        const isScrolled = scrolls(element);
        if ((box.right > width + 1 || box.left < -1) && !isScrolled) { found.push(`${label(node.data)} is cut at ${Math.round(box.right)}`); }
        const part = seen(element, box);
        if (part.right > part.left && part.bottom > part.top) { boxes.push({ ...part, node, isScrolled }); }
    }
}
for (const svg of document.querySelectorAll('main svg:not(.spark, .key)')) {
    const frame = svg.getBoundingClientRect();
    for (const text of svg.querySelectorAll('text')) {
        const box = text.getBoundingClientRect();
        if (box.width > 0 && (box.right > frame.right + 1.5 || box.left < frame.left - 1.5)) { found.push(`${label(text.textContent)} is cut in its chart`); }
    }
}
boxes.sort((a, b) => a.top - b.top);
for (let at = 0; at < boxes.length; at++) {
    const one = boxes[at];
    for (let next = at + 1; next < boxes.length && boxes[next].top < one.bottom - 3; next++) {
        const other = boxes[next];
        if (other.node === one.node || getComputedStyle(other.node.parentElement).position === 'sticky') { continue; }
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const down = Math.min(one.bottom, other.bottom) - other.top;
        if (across > 3 && down > 3) {
            const sticks = [one, other].some((box) => box.node.parentElement.closest('th[scope=row], thead'));
            if (one.isScrolled && other.isScrolled && sticks) { continue; }
            found.push(`${label(one.node.data)} lies upon ${label(other.node.data)}`);
        }
    }
}
return [...new Set(found)].slice(0, 12);
"""

# Where on the page the first incident, the sum and the last line are.
FIRST = """
const top = (selector) => { const found = document.querySelector(selector); return found ? found.getBoundingClientRect().top + scrollY : -1; };
return { incident: top('.attention li'), sum: top('.sum'), page: document.scrollingElement.scrollHeight };
"""

PREPARE = """
for (const row of document.querySelectorAll('tbody tr:nth-child(n + 15), section.queue:nth-of-type(n + 8), section.workflow:nth-of-type(n + 8), article.failure:nth-of-type(n + 8)')) { row.remove(); }
for (const task of document.querySelectorAll('.task:nth-of-type(n + 8)')) { task.remove(); }
for (const link of document.querySelectorAll('a[href^="#"]')) {
    if (link.hash && !document.getElementById(decodeURIComponent(link.hash.slice(1)))) { link.removeAttribute('href'); }
}
"""


def mistakes(browser: Browser, site: Path) -> list[str]:
    """What a reader of a large cluster's pages finds amiss, one line each."""
    from importlib.resources import files

    axe = files("axe_playwright_python").joinpath(VERSIONS["axe_playwright_python"]).read_text(encoding="utf-8")
    pages = site_files.pages(site)
    workers = [page for page in pages if page.parent.name == "workers"]
    tasks = [page for page in pages if page.name.startswith("tasks-")]
    chosen = [page for page in pages if page not in workers and page not in tasks] + workers[:1] + workers[-1:] + tasks[:1]
    found: list[str] = []
    for page in chosen:
        name = site_files.name(site, page)
        browser.open(page.as_uri())
        for width in WIDTHS:
            set_size(browser, width)
            found += [f"{name}, {width} wide: {line}" for line in browser.run(LOOK)]
            if name == "index.html":
                found += [f"{name}, {width} wide: {line}" for line in first_screen(browser, width)]
        browser.command("Emulation.setEmulatedMedia", media="print")
        set_size(browser, PAPER)
        found += [f"{name}, on paper: {line}" for line in browser.run(LOOK)]
        browser.command("Emulation.setEmulatedMedia", media="screen")
        browser.run(PREPARE)
        browser.run(axe)
        # Colours depend on the scheme, all else on the width.
        for width, scheme, rules in ((WIDTHS[0], "light", OTHERS), (WIDTHS[-1], "light", ALL), (WIDTHS[-1], "dark", COLOUR)):
            set_size(browser, width)
            browser.command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
            found += [f"{name}, {width} wide, {scheme}: {line}" for line in browser.run(RUN, rules)]
    browser.command("Emulation.clearDeviceMetricsOverride")
    return found


def set_size(browser: Browser, width: int) -> None:
    """Makes the window so wide; returns once the page has taken note of it, regions that scroll no more included."""
    height = 844 if width < 600 else 900
    browser.command("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
    browser.run("return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def first_screen(browser: Browser, width: int) -> list[str]:
    """Whether the first screen of the dashboard has the gravest incident, and the sum isn't far below."""
    place = browser.run(FIRST)
    height = 844 if width < 600 else 900
    limit = 4_500 if width < 600 else 2_500
    wrong = [] if 0 < place["incident"] < height - 60 else [f"the first incident is at {place['incident']:.0f}"]
    return wrong + ([] if 0 < place["sum"] < limit else [f"the sum is at {place['sum']:.0f}"])
