"""The elements of pages by an HTML5 parser, which reads what is there rather than what was meant."""

from pathlib import Path

import html5lib

from . import site as site_files

# Where values may differ though the page is the same: what the data put there as text.
Outline = list[tuple[int, str, tuple[str, ...]]]


def differences(harmless: Path, hostile: Path) -> list[str]:
    """What is another element, or has other attributes, in the pages of a hostile site than in those of a harmless one."""
    pairs = list(zip(_pages(harmless), _pages(hostile), strict=True))
    found = []
    for one, other in pairs:
        name = site_files.name(harmless, one)
        expected, actual = _outline(one), _outline(other)
        if expected != actual:
            place = next(
                (index for index, pair in enumerate(zip(expected, actual)) if pair[0] != pair[1]),
                min(len(expected), len(actual)),
            )
            found.append(f"{name}: {actual[place - 1:place + 2]} instead of {expected[place - 1:place + 2]}")
        if len(expected) < 20:
            found.append(f"{name}: hardly an element")
    return found


def _pages(site: Path) -> list[Path]:
    """The pages; those of workers by their place, since their names come from the cluster."""
    pages = site_files.pages(site)
    workers = [page for page in pages if page.parent != site]
    return [page for page in pages if page.parent == site] + sorted(workers, key=lambda page: len(page.read_bytes()))


def _outline(page: Path) -> Outline:
    tree = html5lib.parse(page.read_bytes(), namespaceHTMLElements=False, transport_encoding="utf-8")
    outline: Outline = []

    def visit(element: object, depth: int) -> None:
        tag = element.tag if isinstance(element.tag, str) else "comment"
        outline.append((depth, tag, tuple(sorted(element.attrib))))
        for child in element:
            visit(child, depth + 1)

    visit(tree, 0)
    return outline
