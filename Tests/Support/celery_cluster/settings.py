"""What every program of the cluster is told: addresses and settings."""

from typing import Any

from servers.redis_server import RedisServer

from .options import QUEUES_FOR_ALL, Options


def broker_url(options: Options, server: RedisServer) -> str:
    """As Celery writes it."""
    if options.socket:
        return f"redis+socket://{server.credentials}{server.socket_path}?virtual_host={options.broker_db}"
    return server.url(options.broker_db)


def results_url(options: Options, server: RedisServer) -> str | None:
    """None where no results are kept."""
    return None if options.results == "none" else server.url(options.result_db)


def lab_settings(options: Options, server: RedisServer) -> dict[str, Any]:
    """The application's settings, by Celery's names, and the queues that it declares."""
    transport: dict[str, Any] = {"priority_steps": list(options.priority_steps)}
    if options.key_prefix:
        transport["global_keyprefix"] = options.key_prefix
    return {
        "broker_url": broker_url(options, server),
        "result_backend": results_url(options, server),
        "result_extended": options.results == "extended",
        "task_send_sent_event": options.sent_events,
        "broker_transport_options": transport,
        "task_create_missing_queues": True,
        "queues": [*QUEUES_FOR_ALL, *(plan.own_queue for plan in options.plans)],
    }
