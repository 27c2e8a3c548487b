"""What every program of the cluster is told: addresses and settings."""

from typing import Any

from servers.redis_server import RedisServer

from .brokers import LabBroker
from .options import QUEUES_FOR_ALL, Options
from .planted import SECRET


def results_url(options: Options, server: RedisServer) -> str | None:
    """None where no results are kept; files, which count nothing, so that chords have to ask for their headers."""
    if options.results == "files":
        return f"file://{server.folder}"
    return None if options.results == "none" else server.url(options.result_db)


def lab_settings(options: Options, broker: LabBroker, results: RedisServer) -> dict[str, Any]:
    """The application's settings, by Celery's names, and the queues that it declares."""
    takes_pickle = options.accepts_pickle or options.serializer == "pickle"
    return {
        "task_serializer": options.serializer,
        "accept_content": ["json", "pickle"] if takes_pickle else ["json"],
        "result_backend": results_url(options, results),
        "result_extended": options.results == "extended",
        "task_send_sent_event": options.sent_events,
        "worker_enable_remote_control": options.control,
        "task_create_missing_queues": True,
        "security_key_password": SECRET,
        "lab_api_token": SECRET,
        "queues": [*QUEUES_FOR_ALL, *(plan.own_queue for plan in options.plans)],
        **broker.settings(),
    }
