"""One JSON object a line: what to do, and what came of it."""

import json
import sys
from collections.abc import Callable
from typing import Any, TextIO

from .running import Cluster


def serve(cluster: Cluster, commands: TextIO, answers: TextIO) -> None:
    """Obeys until `{"do": "stop"}` or the end of the input, which also comes when whoever asked is gone."""
    for line in commands:
        if not line.strip():
            continue
        request = json.loads(line)
        if request.get("do") == "stop":
            return
        print(json.dumps(_answer(cluster, request)), file=answers, flush=True)


def _answer(cluster: Cluster, request: dict[str, Any]) -> dict[str, Any]:
    name = request.pop("do", None)
    action = _actions(cluster).get(name)
    if action is None:
        return {"ok": False, "error": f"no command '{name}'; there are {', '.join(_actions(cluster))}"}
    try:
        return {"ok": True, "do": name, **action(**request)}
    except Exception as error:
        print(f"cluster: {name}: {error!r}", file=sys.stderr)
        return {"ok": False, "do": name, "error": str(error)}


def _actions(cluster: Cluster) -> dict[str, Callable[..., dict[str, Any]]]:
    return {
        "await-listener": cluster.await_listener,
        "await-begun": cluster.await_begun,
        "await-beats": cluster.await_beats,
        "send": cluster.send,
        "settle": cluster.settle,
        "truth": cluster.truth,
        "kill-worker": cluster.kill_worker,
        "stop-workers": cluster.stop_workers,
        "worker-log": cluster.worker_log,
        "start-monitor": cluster.start_monitor,
        "stop-monitor": cluster.stop_monitor,
        "pause-worker": cluster.pause_worker,
        "resume-worker": cluster.resume_worker,
        "kill-broker": cluster.kill_broker,
        "pause-broker": cluster.pause_broker,
        "resume-broker": cluster.resume_broker,
        "set-tripwire": cluster.faults.set_tripwire,
        "recover": cluster.recover,
        "contents": cluster.contents,
        "pile": cluster.pile,
        "occupy": cluster.occupy,
        "trickle": cluster.trickle,
        "deafen-one": cluster.deafen_one,
        "hoard": cluster.hoard,
        "trouble": cluster.trouble,
        "await-empty": cluster.await_empty,
        "delay": cluster.delay,
        "plant": cluster.plant,
        "send-masked": cluster.send_masked,
        "send-pickled": cluster.send_pickled,
        "strange": cluster.strange,
        "start-twin": cluster.start_twin,
        "stop-twin": cluster.stop_twin,
        **cluster.broker_actions(),
    }
