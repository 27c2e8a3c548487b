/// A point at which a worker came, went or began anew, for the charts to mark.
package struct WorkerTurn: Sendable, Equatable {
    /// What happened.
    package enum Kind: String, CaseIterable, Sendable {
        /// It said that it came up, or began anew with a counter of its own.
        case restart
        /// Its connection to the broker was made anew.
        case reconnection
        /// It said good-bye.
        case goodbye
        /// It was heard for the last time, and counts as gone.
        case silence
    }

    /// When, by the worker's clock.
    package var time: Instant
    /// Which worker.
    package var worker: WorkerName
    /// What happened.
    package var kind: Kind

    /// Dates a turn.
    package init(_ kind: Kind, of worker: WorkerName, time: Instant) {
        self.time = time
        self.worker = worker
        self.kind = kind
    }
}

/// The turns of the workers' lives in a span, oldest first.
struct WorkerTurns {
    let workers: [WorkerRow]
    let state: ClusterState
    let span: TimeSpan

    var turns: [WorkerTurn] {
        let all = workers.flatMap { row -> [WorkerTurn] in
            guard let presence = state.workers[row.name]?.presence else { return [] }
            let told = presence.turns.map { WorkerTurn(WorkerTurn.Kind($0.kind), of: row.name, time: $0.time) }
            let isSilent = row.status == .offline && presence.lastPresence != nil
            let silence =
                isSilent ? presence.heartbeats.last.map { WorkerTurn(.silence, of: row.name, time: $0.timestamp) } : nil
            return told + [silence].compactMap { $0 }
        }
        return all.filter { span.contains($0.time) }.sorted { ($0.time, $0.worker) < ($1.time, $1.worker) }
    }
}

extension WorkerTurn.Kind {
    /// The same as a presence tells it.
    init(_ kind: Presence.Turn.Kind) {
        switch kind {
        case .restart: self = .restart
        case .reconnection: self = .reconnection
        case .goodbye: self = .goodbye
        }
    }
}
