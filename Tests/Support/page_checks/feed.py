"""The rules of RFC 4287 for feeds of our kind, and feedparser's opinion."""

import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import feedparser

_ATOM = "{http://www.w3.org/2005/Atom}"
# RFC 3339 as RFC 4287, section 3.3, narrows it.
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


def faults_of_element(element: ElementTree.Element, place: str) -> list[str]:
    """What a feed and an entry have in common: exactly one identifier, title and time (4.1.1, 4.1.2)."""
    faults = [
        f"{place}: {len(element.findall(_ATOM + name))} of {name}"
        for name in ("id", "title", "updated")
        if len(element.findall(_ATOM + name)) != 1
    ]
    identifier = element.findtext(_ATOM + "id", "")
    if not _ABSOLUTE.fullmatch(identifier):
        faults.append(f"{place}: {identifier!r} is no absolute IRI")
    for name in ("updated", "published"):
        for time in element.findall(_ATOM + name):
            if not _TIME.fullmatch(time.text or ""):
                faults.append(f"{place}: {time.text!r} is no time")
    links = element.findall(_ATOM + "link")
    kinds = [(link.get("rel", "alternate"), link.get("type"), link.get("hreflang")) for link in links]
    alternates = [link for link in kinds if link[0] == "alternate"]
    if len(alternates) != len(set(alternates)):
        faults.append(f"{place}: two alternates of one kind")
    if not links or any(not link.get("href") for link in links):
        faults.append(f"{place}: a link without an address, or none")
    return faults


def faults(data: bytes) -> list[str]:
    """All that a feed breaks."""
    feed = ElementTree.fromstring(data)
    if feed.tag != _ATOM + "feed":
        return [f"{feed.tag} is no feed"]
    entries = feed.findall(_ATOM + "entry")
    found = faults_of_element(feed, "feed")
    for number, entry in enumerate(entries):
        found += faults_of_element(entry, f"entry {number}")
        if len(entry.findall(_ATOM + "content")) > 1:
            found.append(f"entry {number}: more than one content")
        if not entry.findall(_ATOM + "author") and not feed.findall(_ATOM + "author"):
            found.append(f"entry {number}: no author")
    identifiers = [entry.findtext(_ATOM + "id") for entry in entries]
    if len(set(identifiers)) != len(identifiers):
        found.append("two entries have one identifier")
    if not any(link.get("rel") == "self" for link in feed.findall(_ATOM + "link")):
        found.append("feed: no link to itself")
    read = feedparser.parse(data)
    if read.bozo or read.version != "atom10":
        found.append(f"feedparser: {read.get('bozo_exception', read.version)}")
    if [entry.get("id") for entry in read.entries] != identifiers:
        found.append("feedparser reads other entries")
    if any(not entry.get("updated_parsed") for entry in read.entries):
        found.append("feedparser reads no time")
    return found


def main() -> int:
    """Judges the file that is named."""
    data = Path(sys.argv[1]).read_bytes()
    found = faults(data)
    print("\n".join(found or [str(data.count(b"<entry>"))]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
