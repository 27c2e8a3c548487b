"""What tasks write down about themselves, where no monitor looks."""

import functools
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

MARKS = Path(os.environ["LAB_MARKS"])


def marked(function: Callable[..., Any]) -> Callable[..., Any]:
    """Writes a line when a bound task begins, and another one when it ends, with how."""

    @functools.wraps(function)
    def body(self: Any, *args: Any, **kwargs: Any) -> Any:
        _write(self.request, "begin")
        try:
            value = function(self, *args, **kwargs)
        except Exception as error:
            _write(self.request, "end", outcome=type(error).__name__)
            raise
        _write(self.request, "end", outcome="returned")
        return value

    return body


def begun_before(uuid: str) -> int:
    """How often a task has begun so far, this time included."""
    return sum(1 for line in MARKS.read_text().splitlines() if f'"{uuid}"' in line and '"begin"' in line)


def _write(request: Any, mark: str, **fields: str) -> None:
    line = {"uuid": request.id, "mark": mark, "worker": request.hostname, "retries": request.retries}
    data = json.dumps({**line, "time": time.time(), **fields}) + "\n"
    # One short write to a file opened for appending is not torn by the others' writes.
    file = os.open(MARKS, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    try:
        os.write(file, data.encode())
    finally:
        os.close(file)
