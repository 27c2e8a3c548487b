"""The lines of the recording, in the order in which they came."""

import gzip
import io
import json
import time
from pathlib import Path
from typing import Any

from .neutral import Neutral


class Recording:
    """Collects lines from several threads; `save` compresses them so that equal lines give equal bytes."""

    def __init__(self, neutral: Neutral) -> None:
        self._neutral = neutral
        self._lines: list[str] = []

    def __len__(self) -> int:
        return len(self._lines)

    def event(self, payload: Any) -> None:
        """Adds an event, or the list of a `task.multi`, with the time of its receipt in each."""
        now = round(time.time(), 4)
        for event in payload if isinstance(payload, list) else [payload]:
            event["local_received"] = now
        self._add(payload)

    def note(self, kind: str, **fields: Any) -> None:
        """Adds a line of our own; its `type` is `herbarium-<kind>`."""
        self._add({"type": f"herbarium-{kind}", "timestamp": round(time.time(), 4), **fields})

    def save(self, file: Path) -> int:
        """Writes the compressed lines and returns how many bytes that took."""
        packed = io.BytesIO()
        with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=packed, mtime=0) as stream:
            stream.write("".join(f"{line}\n" for line in self._lines).encode())
        file.write_bytes(packed.getvalue())
        return len(packed.getvalue())

    def _add(self, value: Any) -> None:
        self._lines.append(self._neutral.text(json.dumps(value, ensure_ascii=False, separators=(", ", ": "))))
