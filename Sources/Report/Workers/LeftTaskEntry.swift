import Celery
package import Templating

/// A task that a worker had in its hands when it went.
package struct LeftTaskEntry: TemplateRecord {
    let task: TaskEntry
    /// What came of it at this worker.
    let mark: StateMark
    let received: Timestamp?
    let started: Timestamp?

    /// What templates may name.
    package static let fields: [Field<LeftTaskEntry>] = [
        .record("task", "the task, as it is now", \.task),
        .record("mark", "what came of it at this worker", \.mark),
        .record("received", "when this worker received it", \.received),
        .record("started", "when this worker began it", \.started),
    ]
}

extension Report {
    /// What a worker that is gone was left with; nothing of one that is there, which tells itself what it holds.
    func leftTasks(of worker: WorkerRow, most limit: Int) -> [LeftTaskEntry] {
        guard worker.status == .offline || worker.status == .unknown else { return [] }
        return (digest.left[worker.name] ?? []).prefix(limit).compactMap { place in
            let attempts = snapshot.tasks[place].attempts
            guard let attempt = attempts.last(where: { $0.worker == worker.name }) else { return nil }
            return LeftTaskEntry(
                task: taskEntry(at: place), mark: StateMark(task: attempt.outcome.state),
                received: notation.timestamp(attempt.received), started: notation.timestamp(attempt.started))
        }
    }

    /// Since when a worker is as it is, and why, as far as that was seen.
    func story(of worker: WorkerRow) -> [TaskDetail] {
        let last = turns[worker.name]?.last
        switch worker.status {
        case .offline, .stopping:
            let why: String? =
                switch last?.kind {
                case .goodbye: "it shut down"
                case .silence: "it stopped sending heartbeats without shutting down"
                case .restart, .reconnection, nil: nil
                }
            let since = why == nil ? worker.lastHeartbeat : last?.time
            return [
                notation.timestamp(since).map { TaskDetail(name: "\(worker.status.rawValue) since", time: $0) },
                why.map { TaskDetail(name: "why", text: $0) },
            ].compactMap(\.self)
        case .unknown:
            return [notation.timestamp(worker.lastHeartbeat).map { TaskDetail(name: "silent since", time: $0) }]
                .compactMap(\.self)
        case .online:
            let start = turns[worker.name]?.last { $0.kind == .restart }
            return [notation.timestamp(start?.time).map { TaskDetail(name: "up again since", time: $0) }]
                .compactMap(\.self)
        }
    }
}
