"""Starts the cluster, serves or runs a command, and leaves nothing behind."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from servers.process_groups import ProcessGroups

from .options import Options, parse
from .protocol import serve
from .running import Cluster


def main() -> int:
    """Returns the exit code: the command's, or 0."""
    options = parse(sys.argv[1:])
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _: sys.exit(128 + received))
    folder = Path(tempfile.mkdtemp(prefix="cluster-"))
    with ProcessGroups(folder) as groups:
        cluster = Cluster(options, groups, folder)
        ready = {"ready": True, **cluster.start()}
        try:
            return _use(cluster, options, ready)
        finally:
            cluster.leave()


def _use(cluster: Cluster, options: Options, ready: dict[str, Any]) -> int:
    if options.ready_file:
        options.ready_file.write_text(json.dumps(ready))
    code = 0
    if options.mode == "serve":
        print(json.dumps(ready), flush=True)
        serve(cluster, sys.stdin, sys.stdout)
    else:
        code = _run(cluster, options, ready)
    if options.truth_file:
        cluster.truth(str(options.truth_file))
    return code


def _run(cluster: Cluster, options: Options, ready: dict[str, Any]) -> int:
    """Runs the command with the addresses in its environment, and keeps the workers busy meanwhile."""
    cluster.send(options.tasks)
    environment = {**os.environ, "CELERY_BROKER_URL": ready["broker"]}
    if ready["result_backend"]:
        environment["CELERY_RESULT_BACKEND"] = ready["result_backend"]
    command = subprocess.Popen(options.command, env=environment)
    while command.poll() is None:
        cluster.send(1, rare=False)
        time.sleep(0.05)
    return command.returncode


if __name__ == "__main__":
    sys.exit(main())
