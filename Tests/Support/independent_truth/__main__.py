"""Runs one check, prints what differs, and leaves nothing behind."""

import signal
import sys
import tempfile
from pathlib import Path

from servers.process_groups import ProcessGroups

from . import busy, suite
from .options import parse


def main() -> int:
    """Returns 1 where anything differs."""
    options = parse(sys.argv[1:])
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _: sys.exit(128 + received))
    folder = Path(tempfile.mkdtemp(prefix="truth-"))
    with ProcessGroups(folder) as groups:
        try:
            found = (suite if options.check == "suite" else busy).run(options, groups, folder)
        finally:
            if options.keep:
                keep(folder, options.keep)
    for line in found:
        print(line)
    print(f"{len(found)} differences")
    return 1 if found else 0


def keep(folder: Path, place: Path) -> None:
    """Copies what a person may want to look at."""
    place.mkdir(parents=True, exist_ok=True)
    for file in folder.glob("*"):
        if file.suffix in (".ndjson", ".log", ".json", ".sqlite", ".sqlite-wal"):
            (place / file.name).write_bytes(file.read_bytes())
    if (folder / "site" / "data" / "snapshot.json").exists():
        (place / "snapshot.json").write_bytes((folder / "site" / "data" / "snapshot.json").read_bytes())


if __name__ == "__main__":
    sys.exit(main())
