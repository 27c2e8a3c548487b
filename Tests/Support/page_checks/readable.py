"""Every page where it may be opened: from a folder, from a server, without scripts, and under a CI server's policy."""

from pathlib import Path

from browser.session import Browser
from browser.static_server import StaticServer

from . import site as site_files

CI_POLICY = "sandbox; default-src 'none'; img-src 'self'; style-src 'self'"

# What can't be read: text that isn't drawn and that no reader can unfold, and pages without style or pictures.
UNREADABLE = """
const unreadable = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
let words = 0;
while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    if (!text || element.closest('script, style, title, desc, .hidden, .pages[hidden], .everything[hidden]')) { continue; }
    words++;
    const details = element.closest('details:not([open])');
    // Rows beyond the first may be folded, with a button that says how many.
    const unfold = element.closest('tr[hidden]')?.closest('.scroll')?.nextElementSibling?.querySelector('button:not([hidden])');
    const drawn = details && !element.closest('summary') ? details.querySelector('summary') : unfold ?? element;
    if (!drawn.checkVisibility()) { unreadable.push('hidden: ' + text.slice(0, 80)); }
}
if (words < 10) { unreadable.push('hardly a word'); }
if (getComputedStyle(document.body).fontVariantNumeric !== 'tabular-nums') { unreadable.push('no style'); }
for (const image of document.images) {
    if (!image.complete || image.naturalWidth === 0) { unreadable.push('no picture ' + image.getAttribute('src')); }
}
return unreadable.slice(0, 10);
"""


def mistakes(browser: Browser, site: Path) -> list[str]:
    """What goes wrong with any page in any of these places, one line each."""
    found: list[str] = []
    pages = site_files.pages(site)
    with StaticServer(site) as server, StaticServer(site, CI_POLICY) as strict:
        for page in pages:
            name = site_files.name(site, page)
            for address, root in ((page.as_uri(), site.as_uri() + "/"), (server.address + name, server.address)):
                found += _opened(browser, address, root)
                found += [f"{address}: {line}" for line in browser.run(UNREADABLE)]
            browser.command("Emulation.setScriptExecutionDisabled", value=True)
            found += _opened(browser, page.as_uri(), site.as_uri() + "/")
            found += [f"without scripts, {name}: {line}" for line in browser.run(UNREADABLE)]
            if browser.run("return Boolean(window.herbarium || document.querySelector('input, button'))"):
                found.append(f"{name}: scripts ran, or there are controls that nothing answers to")
            browser.command("Emulation.setScriptExecutionDisabled", value=False)
            browser.open(strict.address + name)
            found += [
                f"under a strict policy, {name}: {line}"
                for line in browser.run(UNREADABLE)
                if not (name == "report.html" and line == "no style")
            ]
            browser.console()
    return found


def _opened(browser: Browser, address: str, root: str) -> list[str]:
    visit = browser.visit(address)
    others = [request for request in visit["requests"] if not request.startswith(root)]
    found = [f"{address}: {line}" for line in visit["console"]]
    found += [f"{address}: asked for {request}" for request in others]
    return found if visit["requests"] else [*found, f"{address}: asked for nothing at all"]
