/// Answers as workers of Celery 5.7.0 gave them, some with passwords put in where an application could.
enum ReplySample {
    static let active = #"""
        {"id": "5311e75f-63cc-41de-8bc8-28860c82bc98", "name": "shop.mail.send_newsletter",
        "args": "('olga@example.net', 'Spring leaves \u21164')", "kwargs": "{}", "type": "shop.mail.send_newsletter",
        "hostname": "celery@mail-1", "time_start": 1795339765.321508, "acknowledged": true,
        "delivery_info": {"exchange": "", "routing_key": "mail", "priority": 0, "redelivered": false},
        "worker_pid": 6978}
        """#

    static let queues = #"""
        [{"name": "reports", "exchange": {"name": "orders", "type": "direct", "arguments": null, "durable": true,
        "passive": false, "auto_delete": false, "delivery_mode": null, "no_declare": false}, "routing_key": "orders",
        "queue_arguments": null, "binding_arguments": null, "consumer_arguments": null, "durable": true,
        "exclusive": false, "auto_delete": false, "no_ack": false, "alias": null, "bindings": [], "no_declare": null,
        "expires": null, "message_ttl": null, "max_length": null, "max_length_bytes": null, "max_priority": 9}, {}]
        """#

    static let statistics = #"""
        {"total": {"shop.orders.charge": 50, "shop.orders.confirm": 41, "odd": null}, "pid": 6761, "clock": "2792",
        "uptime": 73, "pool": {"implementation": "celery.concurrency.prefork:TaskPool", "max-concurrency": 2,
        "processes": [6777, 6782], "max-tasks-per-child": "N/A", "put-guarded-by-semaphore": false, "timeouts": [0, 0],
        "writes": {"total": 137, "avg": "0.50", "raw": "89, 48", "inqueues": {"total": 2, "active": 0}}},
        "broker": {"hostname": "localhost", "userid": "hunter2", "virtual_host": "0", "port": 6379, "ssl": false,
        "transport": "redis", "connect_timeout": 4, "uri_prefix": "hunter2", "alternates": ["redis://:hunter2@b"],
        "transport_options": {"visibility_timeout": 7200, "sentinel_kwargs": {"password": "hunter2"}},
        "credential_provider": "hunter2"}, "prefetch_count": 9, "rusage": {"utime": 1.347603, "maxrss": 52700, "x": "y"},
        "autoscaler": {"max": 9, "note": "hunter2"}, "plugin": {"dsn": "hunter2", "backend": "postgres://user:hunter2@db", "api_token": "hunter2"}}
        """#

    static let configuration = #"""
        {"broker_url": "redis://:hunter2@localhost:6379/0", "result_backend": "redis://:hunter2@localhost:6379/1",
        "task_default_queue": "orders", "CELERY_ACKS_LATE": true, "CELERYD_TASK_TIME_LIMIT": 300, "timezone": null,
        "worker_prefetch_multiplier": 4, "CELERY_ACCEPT_CONTENT": ["json", "yaml"], "dsn": "postgres://user:hunter2@db",
        "beat_schedule": {"x": {"args": ["hunter2"]}}, "task_routes": {"hunter2": {}}, "my_password": "hunter2",
        "event_exchange": "amqp://u:hunter2@h", "control_exchange": {"secret": "hunter2"},
        "broker_transport_options": {"visibility_timeout": 7200, "global_keyprefix": "hunter2",
        "sentinel_kwargs": {"password": "hunter2"}, "password": "hunter2"}}
        """#
}
