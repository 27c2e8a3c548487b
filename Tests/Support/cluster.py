#!/usr/bin/env python3
"""Starts a real Celery cluster on loopback: see `cluster.py --help` and celery_cluster/.

Only picks the Python that has the wanted version of Celery, made when it is not there, and goes on in that one.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
DEFAULT_VERSION = "5.7.0"


def wanted_version(arguments: list[str]) -> str:
    """The value of `--version`, in either spelling."""
    for index, argument in enumerate(arguments):
        if argument == "--version" and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith("--version="):
            return argument.partition("=")[2]
    return DEFAULT_VERSION


def main() -> None:
    """Becomes the cluster's process, so that signals and the end of the input reach it directly."""
    command = [HERE / "celery-environment", wanted_version(sys.argv[1:])]
    made = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if made.returncode != 0:
        sys.exit(made.returncode)
    python = made.stdout.strip()
    # Who starts us may block signals, which the workers would inherit.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    os.environ["PYTHONPATH"] = str(HERE)
    os.execv(python, [python, "-m", "celery_cluster", *sys.argv[1:]])


if __name__ == "__main__":
    main()
