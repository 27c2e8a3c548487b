"""The files of a site."""

from pathlib import Path


def pages(site: Path) -> list[Path]:
    """Its pages, without those of the sites that are kept, which are the same."""
    found = [path for path in site.rglob("*.html") if "archive" not in path.relative_to(site).parts[:-1]]
    return sorted(found, key=lambda path: path.relative_to(site).as_posix())


def name(site: Path, path: Path) -> str:
    """The path of a file within its site."""
    return path.relative_to(site).as_posix()
