"""Reads what the tasks wrote down, see `lab/marks.py`."""

import json
from pathlib import Path
from typing import Any


def read_marks(file: Path) -> dict[str, list[dict[str, Any]]]:
    """The marks of each task, in the order in which they were written."""
    marks: dict[str, list[dict[str, Any]]] = {}
    for line in file.read_text().splitlines() if file.exists() else []:
        mark = json.loads(line)
        marks.setdefault(mark["uuid"], []).append(mark)
    return marks
