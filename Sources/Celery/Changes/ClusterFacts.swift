/// What a snapshot tells of a cluster that rarely changes, to be held against what captures before it told.
package struct ClusterFacts: Sendable, Equatable {
    /// What a fact is about.
    package struct Key: Sendable, Hashable {
        /// What kind of fact it is.
        package let kind: ClusterChange.Kind
        /// Of whom.
        package let subject: ExactText
        /// The setting, or the fingerprint; else empty.
        package let item: ExactText

        /// Names a fact.
        package init(_ kind: ClusterChange.Kind, _ subject: String, item: String = "") {
            (self.kind, self.subject, self.item) = (kind, subject.exact, item.exact)
        }
    }

    /// When the snapshot was captured, and since when its counts are.
    package let time: Instant
    package let since: Instant
    /// The facts.
    package private(set) var values: [Key: String] = [:]
    /// The kinds of which nothing can have been missed: what isn't there is gone.
    package private(set) var complete: Set<ClusterChange.Kind> = []
    /// The kinds of which anything was told: what isn't known yet is new from then on.
    package private(set) var told: Set<ClusterChange.Kind> = []
    /// When the last failures of each group were.
    private(set) var lastFailures: [Key: Instant] = [:]
    /// The workers of which nothing is certain, for now.
    private(set) var uncertain: Set<ExactText> = []
    /// The workers that told all of their settings.
    private(set) var settled: Set<ExactText> = []

    /// What is between the names of a list: no name of a queue or a task has a line break.
    static let separator = "\n"

    /// Collects what a snapshot of the present tells.
    package init(_ snapshot: Snapshot) {
        (time, since) = (snapshot.capturedAt, snapshot.coverage.span.since)
        for row in snapshot.workers { take(row) }
        if snapshot.tellsOfWorkers { told.insert(.worker) }
        if snapshot.tellsOfAllWorkers { complete.insert(.worker) }
        for row in snapshot.queues { values[Key(.queue, row.name)] = "there" }
        if snapshot.isWhollyTold(by: "queues") {
            told.insert(.queue)
            complete.insert(.queue)
        }
        takeTypes(of: snapshot)
        if let server = snapshot.broker.server { values[Key(.broker, "")] = server }
        if snapshot.coverage.watchedSeconds > 0 { told.insert(.failures) }
        for group in snapshot.failures where group.count > group.fromResults {
            let key = Key(.failures, group.name ?? "", item: group.fingerprint)
            values[key] = group.exceptionType
            lastFailures[key] = group.last
        }
    }

    private mutating func take(_ row: WorkerRow) {
        let name = row.name.description
        switch row.status {
        case .online, .stopping: values[Key(.worker, name)] = WorkerStatus.online.rawValue
        case .offline: values[Key(.worker, name)] = WorkerStatus.offline.rawValue
        case .unknown: uncertain.insert(name.exact)
        }
        guard row.status != .offline else { return }
        values[Key(.version, name)] = row.software.map { "\($0.name) \($0.version)" }
        values[Key(.concurrency, name)] = row.concurrency.map { "\($0)" }
        values[Key(.queues, name)] = row.queues.map(Self.list)
        // What it told before is no news.
        guard let answer = row.inspection, answer.asOf == nil else { return }
        values[Key(.pool, name)] = answer.pool.first { $0.name == "implementation" }?.value
        values[Key(.tasks, name)] = answer.registeredTypes.map(Self.list)
        for setting in answer.configuration { values[Key(.setting, name, item: setting.name)] = setting.value }
        if !answer.configuration.isEmpty { settled.insert(name.exact) }
    }

    private mutating func takeTypes(of snapshot: Snapshot) {
        for name in snapshot.taskTypes.compactMap(\.name) { values[Key(.taskType, name)] = "there" }
        let present = snapshot.workers.filter { $0.status == .online || $0.status == .stopping }
        let answers = present.map { row in row.inspection.flatMap { $0.asOf == nil ? $0.registeredTypes : nil } }
        for name in answers.compactMap(\.self).joined() { values[Key(.taskType, name)] = "there" }
        if snapshot.tellsOfWorkers { told.insert(.taskType) }
        let isWhole = !answers.isEmpty && answers.allSatisfy { $0 != nil }
        if isWhole, snapshot.tellsOfAllWorkers { complete.insert(.taskType) }
    }

    private static func list(_ names: [String]) -> String {
        Set(names.map(\.exact)).sorted().map(\.text).joined(separator: separator)
    }
}
