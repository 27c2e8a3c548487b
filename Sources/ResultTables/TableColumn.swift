import Brokers

/// What a row of a table tells of a task, in the order in which it is asked for.
enum TableColumn: CaseIterable {
    case task, state, finished, started, name, worker, queue, retries, args, kwargs, traceback, contentType, result,
        periodic

    /// Whether each version of the table has it, and nothing can be told without.
    var isNeeded: Bool { self == .task || self == .state || self == .finished }

    /// Whether it is a time.
    var isTime: Bool { self == .finished || self == .started }
}

extension TableAddress.Layout {
    /// The table's name.
    var table: String {
        switch self {
        case .celery: "celery_taskmeta"
        case .django: "django_celery_results_taskresult"
        }
    }

    /// The name of a column, which an older table may lack; `nil` for one that isn't read.
    ///
    /// `Task` and `TaskExtended` in Celery's `celery/backends/database/models.py`, `TaskResult` in
    /// `django_celery_results/models.py`. Celery's `args` and `kwargs` are the arguments themselves, also those that a
    /// caller masked: they are not read.
    func name(of column: TableColumn) -> String? {
        switch (self, column) {
        case (_, .task): "task_id"
        case (_, .state): "status"
        case (_, .finished): "date_done"
        case (_, .worker): "worker"
        case (_, .traceback): "traceback"
        case (_, .result): "result"
        case (.celery, .name): "name"
        case (.celery, .queue): "queue"
        case (.celery, .retries): "retries"
        case (.celery, .started), (.celery, .args), (.celery, .kwargs), (.celery, .contentType): nil
        case (.celery, .periodic): nil
        case (.django, .periodic): "periodic_task_name"
        case (.django, .name): "task_name"
        case (.django, .started): "date_started"
        case (.django, .args): "task_args"
        case (.django, .kwargs): "task_kwargs"
        case (.django, .contentType): "content_type"
        case (.django, .queue), (.django, .retries): nil
        }
    }

    /// The table that somebody meant who named the other one.
    var other: TableAddress.Layout { self == .celery ? .django : .celery }
}
