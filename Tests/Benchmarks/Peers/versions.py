"""Prints the versions of all that is compared, on one line."""

import importlib.metadata
import platform
import subprocess
import sys

program, celery_python = sys.argv[1:]


def said(*command: str) -> str:
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    return output.splitlines()[0] if output else ""


celery = said(celery_python, "-c", "import celery, platform; print(celery.__version__, 'on Python', platform.python_version())")
versions = [
    "herbarium " + said(program, "--version"),
    said("swift", "--version"),
    "Python " + platform.python_version(),
    *(f"{name} {importlib.metadata.version(name)}" for name in ("jinja2", "matplotlib")),
    "Celery " + celery,
]
print(", ".join(versions) + ".")
