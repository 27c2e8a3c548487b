/// The settings of Celery's that are published: those that say how work is done, and none that can carry a credential.
///
/// The names and the old ones are those of Celery's `celery/app/defaults.py`.
enum HarmlessSettings {
    /// The name by which a setting is published; `nil` for one that is not. Old names are in upper case.
    static func name(of setting: String) -> String? {
        if current.contains(setting) { return setting }
        return old[setting]
    }

    /// The settings within `broker_transport_options`, of which most are the business of a transport.
    static let transportOptions: Set = [
        "visibility_timeout", "priority_steps", "queue_order_strategy", "max_retries", "polling_interval",
        "socket_timeout", "socket_connect_timeout", "socket_keepalive", "retry_on_timeout", "max_connections",
        "confirm_publish", "fanout_prefix", "fanout_patterns", "unacked_restore_limit",
    ]

    private static let current: Set = [
        "accept_content", "result_accept_content", "enable_utc", "timezone",
        "broker_connection_timeout", "broker_connection_retry", "broker_connection_retry_on_startup",
        "broker_connection_max_retries", "broker_channel_error_retry", "broker_heartbeat",
        "broker_heartbeat_checkrate", "broker_pool_limit", "broker_native_delayed_delivery_queue_type",
        "control_queue_ttl", "control_queue_expires", "control_exchange",
        "event_queue_expires", "event_queue_ttl", "event_queue_prefix", "event_serializer", "event_exchange",
        "result_expires", "result_chord_expires", "result_failure_expires", "result_persistent", "result_extended",
        "result_serializer", "result_compression", "result_cache_max", "result_chord_join_timeout",
        "result_backend_always_retry", "result_backend_max_retries",
        "redis_max_connections", "redis_socket_timeout", "redis_socket_connect_timeout", "redis_socket_keepalive",
        "redis_retry_on_timeout",
        "task_acks_late", "task_acks_on_failure_or_timeout", "task_acks_on_failure", "task_acks_on_timeout",
        "task_always_eager", "task_compression", "task_create_missing_queues", "task_create_missing_queue_type",
        "task_inherit_parent_priority", "task_default_delivery_mode", "task_default_queue",
        "task_default_queue_type", "task_default_exchange", "task_default_exchange_type",
        "task_default_routing_key", "task_default_rate_limit", "task_default_priority", "task_eager_propagates",
        "task_ignore_result", "task_store_eager_result", "task_protocol", "task_publish_retry",
        "task_queue_max_priority", "task_reject_on_worker_lost", "task_retry_on_worker_lost",
        "task_remote_tracebacks", "task_send_sent_event", "task_serializer", "task_soft_time_limit",
        "task_time_limit", "task_store_errors_even_if_ignored", "task_track_started",
        "task_allow_error_cb_on_chord_header",
        "worker_autoscaler", "worker_cancel_long_running_tasks_on_connection_loss", "worker_soft_shutdown_timeout",
        "worker_enable_soft_shutdown_on_idle", "worker_concurrency", "worker_direct", "worker_disable_rate_limits",
        "worker_deduplicate_successful_tasks", "worker_enable_remote_control", "worker_hijack_root_logger",
        "worker_lost_wait", "worker_max_memory_per_child", "worker_max_tasks_per_child", "worker_pool",
        "worker_pool_putlocks", "worker_pool_restarts", "worker_proc_alive_timeout", "worker_prefetch_multiplier",
        "worker_eta_task_limit", "worker_enable_prefetch_count_reduction", "worker_disable_prefetch",
        "worker_redirect_stdouts", "worker_redirect_stdouts_level", "worker_send_task_events", "worker_timer_precision",
        "worker_detect_quorum_queues", "beat_scheduler", "beat_max_loop_interval", "beat_sync_every",
    ]

    private static let old: [String: String] = {
        var names = [
            "CELERY_TASK_RESULT_EXPIRES": "result_expires", "CELERY_MAX_CACHED_RESULTS": "result_cache_max",
            "CELERY_MESSAGE_COMPRESSION": "task_compression", "CELERY_TASK_SERIALIZER": "task_serializer",
            "CELERY_SEND_TASK_SENT_EVENT": "task_send_sent_event", "CELERY_SEND_EVENTS": "worker_send_task_events",
            "CELERY_EAGER_PROPAGATES_EXCEPTIONS": "task_eager_propagates", "CELERY_TASK_PROTOCOL": "task_protocol",
            "CELERYD_TASK_TIME_LIMIT": "task_time_limit", "CELERYD_TASK_SOFT_TIME_LIMIT": "task_soft_time_limit",
            "CELERYD_WORKER_LOST_WAIT": "worker_lost_wait", "CELERY_WORKER_DIRECT": "worker_direct",
            "CELERY_DISABLE_RATE_LIMITS": "worker_disable_rate_limits",
            "CELERY_ENABLE_REMOTE_CONTROL": "worker_enable_remote_control",
            "CELERY_REDIRECT_STDOUTS": "worker_redirect_stdouts",
            "CELERY_REDIRECT_STDOUTS_LEVEL": "worker_redirect_stdouts_level",
            "CELERY_TASK_PUBLISH_RETRY": "task_publish_retry", "CELERY_ENABLE_UTC": "enable_utc",
        ]
        let prefixes = [
            ("task_", "CELERY_"), ("worker_", "CELERYD_"), ("result_", "CELERY_RESULT_"), ("beat_", "CELERYBEAT_"),
        ]
        for name in current {
            names[name.uppercased()] = name
            names["CELERY_" + name.uppercased()] = name
            for (prefix, former) in prefixes where name.hasPrefix(prefix) {
                names[former + name.dropFirst(prefix.count).uppercased()] = name
            }
        }
        return names
    }()
}
