"""Processes that are started in groups of their own, and stopped as such."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType


class ProcessGroups:
    """Every process started here, and `folder`, are gone when the `with` block ends or this process dies."""

    def __init__(self, folder: Path) -> None:
        self._running: list[subprocess.Popen[bytes]] = []
        self._watchdog = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("watchdog.py")), str(folder)],
            stdin=subprocess.PIPE,
            start_new_session=True,
        )

    def start(
        self, command: list[str], log: Path, folder: Path, environment: dict[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """Starts one command as the leader of a new group; what it prints goes to `log`."""
        with log.open("ab") as output:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=folder,
                env={**os.environ, **(environment or {})},
                start_new_session=True,
            )
        self._running.append(process)
        self._tell(f"+{process.pid}")
        return process

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """Kills a group at once, as the kernel's out-of-memory killer would."""
        _signal_group(process, signal.SIGKILL)
        process.wait()
        self._forget(process)

    def signal(self, process: subprocess.Popen[bytes], number: int) -> None:
        """Signals a group."""
        _signal_group(process, number)

    def stop(self, processes: list[subprocess.Popen[bytes]], patience: float) -> None:
        """Asks politely, all at once, and kills whatever is still there after `patience` seconds."""
        for process in processes:
            process.terminate()
        deadline = time.monotonic() + patience
        for process in processes:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                pass
            self.kill(process)

    def __enter__(self) -> "ProcessGroups":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for process in list(self._running):
            self.kill(process)
        if self._watchdog.stdin:
            self._watchdog.stdin.close()
        self._watchdog.wait()

    def _forget(self, process: subprocess.Popen[bytes]) -> None:
        if process in self._running:
            self._running.remove(process)
            self._tell(f"-{process.pid}")

    def _tell(self, line: str) -> None:
        if self._watchdog.stdin:
            self._watchdog.stdin.write(f"{line}\n".encode())
            self._watchdog.stdin.flush()


def _signal_group(process: subprocess.Popen[bytes], number: int) -> None:
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        pass
