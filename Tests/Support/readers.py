"""Reads files as those do for whom they are written, and says what these would stumble over."""

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from pathlib import Path


def complain(words):
    print(words)
    sys.exit(1)


# Prometheus and its node_exporter


@contextmanager
def server(*command):
    """Starts a server on a port of its own choice; gives the address that it says it listens on."""
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        try:
            for line in process.stderr:
                if found := re.search(r'msg="Listening on" address=(\S+)', line):
                    break
            else:
                complain(f"{command[0]} ended before it listened")
            # What else it says must not fill the pipe.
            reader = subprocess.Popen(["cat"], stdin=process.stderr, stdout=subprocess.DEVNULL)
            yield found[1]
        finally:
            process.terminate()
            process.wait()
            reader.wait()


def samples(text):
    """The samples of a text in Prometheus' format: labels and value by name, read apart from Prometheus."""
    found = {}
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            name, labels, value = re.fullmatch(r"(\w+)(?:\{(.*)\})? (\S+)", line).groups()
            pairs = re.findall(r'(\w+)="((?:[^"\\]|\\.)*)"', labels or "")
            unescaped = {key: re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], text) for key, text in pairs}
            found[(name, frozenset(unescaped.items()))] = float(value)
    return found


def metrics(path):
    """Prometheus, scraping a node_exporter that has the file, must tell every sample as it stands there."""
    wanted = samples(Path(path).read_bytes().decode())
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(f"{folder}/textfile")
        Path(f"{folder}/textfile/herbarium.prom").write_bytes(Path(path).read_bytes())
        exporter = (
            "prometheus-node-exporter", "--collector.disable-defaults", "--collector.textfile",
            f"--collector.textfile.directory={folder}/textfile", "--web.listen-address=127.0.0.1:0",
        )  # fmt: skip
        with server(*exporter) as target:
            config = {
                "global": {"scrape_interval": "1s"},
                "scrape_configs": [{"job_name": "node", "static_configs": [{"targets": [target]}]}],
            }
            Path(f"{folder}/prometheus.yml").write_text(json.dumps(config))
            prometheus = (
                "prometheus", f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/data",
                "--web.listen-address=127.0.0.1:0",
            )  # fmt: skip
            with server(*prometheus) as address:
                told = queried(address)
    if missing := wanted.keys() - told.keys():
        complain(f"not told: {sorted(missing, key=str)[:5]}")
    if more := told.keys() - wanted.keys():
        complain(f"told besides: {sorted(more, key=str)[:5]}")
    if wrong := {key: (wanted[key], told[key]) for key in wanted if wanted[key] != told[key]}:
        complain(f"told otherwise: {list(wrong.items())[:5]}")
    print(f"{len(wanted)} samples")


def queried(address):
    """All that Prometheus knows of ours, once it has scraped for the first time."""
    query = urllib.parse.urlencode({"query": '{__name__=~"herbarium_.*"}'})
    for _ in range(120):
        try:
            answer = urllib.request.urlopen(f"http://{address}/api/v1/query?{query}")
        except urllib.error.HTTPError:  # not ready yet
            time.sleep(0.5)
            continue
        with answer:
            result = json.load(answer)["data"]["result"]
        if result:
            break
        time.sleep(0.5)
    found = {}
    for series in result:
        labels = {key: text for key, text in series["metric"].items() if key not in ("__name__", "instance", "job")}
        found[(series["metric"]["__name__"], frozenset(labels.items()))] = float(series["value"][1])
    return found


# Feeds: RFC 4287


def feed(path):
    import feedparser
    import xml.etree.ElementTree as tree

    atom = "{http://www.w3.org/2005/Atom}"
    read = feedparser.parse(Path(path).read_bytes())
    if read.bozo or read.version != "atom10":
        complain(f"a reader of feeds stumbles: {read.get('bozo_exception')}")
    root = tree.parse(path).getroot()
    # 4.1.1, 4.1.2: what there has to be once; 4.2.15: when it was updated; 4.1.1: an author somewhere.
    for element in [root, *root.findall(f"{atom}entry")]:
        for name in ("id", "title", "updated"):
            if len(element.findall(atom + name)) != 1:
                complain(f"{element.tag} has no one {name}")
        for date in element.findall(f"{atom}updated") + element.findall(f"{atom}published"):
            if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", date.text):
                complain(f"no date of RFC 3339: {date.text}")
        # 4.2.6: an identifier is an IRI, which has a scheme.
        if not re.match(r"[a-z][a-z0-9+.-]*:\S+$", element.find(f"{atom}id").text):
            complain(f"no identifier: {element.find(f'{atom}id').text}")
        if element.tag != root.tag and root.find(f"{atom}author") is None and element.find(f"{atom}author") is None:
            complain("an entry without an author")
        # 4.1.2: an entry without content has an alternate link.
        links = {link.get("rel", "alternate") for link in element.findall(f"{atom}link")}
        if element.tag != root.tag and element.find(f"{atom}content") is None and "alternate" not in links:
            complain("an entry with neither content nor an alternate link")
    identifiers = [element.text for element in root.iter(f"{atom}id")]
    if len(set(identifiers)) != len(identifiers):
        complain("two of one identifier")
    print(f"{len(read.entries)} entries")


# Jenkins' schema for JUnit's reports has no address that lasts; pytest is tested with a copy, and its sources are kept.
SOURCES = (
    "https://files.pythonhosted.org/packages/79/42/bb4641652e58dedeac2ec51abc1f8cae4fee4ec63899a0999016229a0f2a/pytest-9.2.0.tar.gz",
    "97c4f3b1f3c7414aa36465e09b8220f1d03627993bd51b1282e193753c80557b",
)
JUNIT_SCHEMA = "pytest-9.2.0/testing/example_scripts/junit-10.xsd"


def junit_schema():
    """The schema's text, kept beside the packages of this environment."""
    kept = Path(sys.prefix, "junit-10.xsd")
    if not kept.exists():
        with urllib.request.urlopen(SOURCES[0], timeout=60) as answer:
            archive = answer.read()
        if hashlib.sha256(archive).hexdigest() != SOURCES[1]:
            complain(f"{SOURCES[0]} is not what it was")
        with tarfile.open(fileobj=io.BytesIO(archive)) as files, tempfile.NamedTemporaryFile(
            dir=sys.prefix, delete=False
        ) as copy:
            copy.write(files.extractfile(JUNIT_SCHEMA).read())
        os.replace(copy.name, kept)
    return kept.read_text()


def junit(path):
    import xmlschema
    from junitparser import JUnitXml

    schema = xmlschema.XMLSchema(junit_schema())
    if flaws := list(schema.iter_errors(path)):
        complain("\n".join(f"{flaw.path}: {flaw.reason}" for flaw in flaws))
    suites = JUnitXml.fromfile(path)
    cases = [case for suite in suites for case in suite]

    def having(kind):
        return sum(any(type(result).__name__ == kind for result in case.result) for case in cases)

    found = (len(cases), having("Failure"), having("Error"))
    if (suites.tests, suites.failures, suites.errors) != found:
        complain(f"{suites.tests}, {suites.failures}, {suites.errors} announced, {found} found")
    print("{} cases, {} failed, {} in error".format(*found))


def jira(path):
    from jira2markdown import convert

    text = Path(path).read_bytes().decode()
    if len(text.encode("utf-16-le")) // 2 > 32_767:
        complain("longer than a field of Jira's")
    # Names of the cluster may neither make links nor headings of their own.
    markdown = convert(text)
    if "evil.example" in re.sub(r"`[^`]*`|```.*?```", "", markdown, flags=re.S):
        links = re.findall(r"\]\([^)]*evil\.example[^)]*\)|<[^>]*evil\.example[^>]*>", markdown)
        if links:
            complain(f"a link that nobody of ours made: {links[:3]}")
    print(f"{len(text)} characters, {markdown.count(chr(10))} lines of Markdown")


def mail(path):
    import html5lib

    data = Path(path).read_bytes()
    if len(data) > 102_000:
        complain("longer than what Gmail shows")
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    document = parser.parse(data, transport_encoding="utf-8")
    if parser.errors:
        complain(f"{parser.errors[:3]}")
    tags = {element.tag for element in document.iter() if isinstance(element.tag, str)}
    if alive := tags & {"script", "iframe", "object", "embed", "form", "base", "link"}:
        complain(f"alive in a mail: {alive}")
    for element in document.iter():
        for name, value in element.attrib.items():
            if name.startswith("on") or value.strip().lower().startswith(("javascript:", "data:text")):
                complain(f"alive in a mail: {name}={value}")
    print(f"{len(data)} bytes, {len(tags)} kinds of elements")


if __name__ == "__main__":
    {"metrics": metrics, "feed": feed, "junit": junit, "jira": jira, "mail": mail}[sys.argv[1]](sys.argv[2])
