import Celery

/// What a worker's statistics say of its pool and of its connection, with what the numbers mean: Celery leaves out the
/// units (celery/concurrency/prefork.py, kombu/connection.py).
enum PoolFacts {
    private static let meanings = [
        "max-concurrency": "attempts side by side", "processes": "the numbers of its processes",
        "max-tasks-per-child": "executions after which a process is replaced",
        "put-guarded-by-semaphore": "whether no more is handed out than is executed",
        "timeouts": "soft and hard limit of an execution, in seconds; 0 for none",
        "writes.total": "tasks handed to processes", "writes.avg": "of them to each process, on average",
        "writes.all": "to each process", "writes.raw": "to each process, as counts",
        "writes.strategy": "by which they are handed out",
        "writes.inqueues.total": "pipes to processes", "writes.inqueues.active": "of them in use",
        "connect_timeout": "seconds", "heartbeat": "seconds between heartbeats to the broker; 0 for none",
        "transport_options.visibility_timeout": "seconds after which a message is delivered again",
        "transport_options.socket_timeout": "seconds", "clock": "logical time, in events",
    ]

    /// A pair with its meaning, where it is known.
    static func entry(_ pair: NamedValue) -> NamedEntry { NamedEntry(pair, meaning: meanings[pair.name]) }
}
