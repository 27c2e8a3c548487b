/// What captures told of a cluster so far, as a history keeps it.
package struct KnownFacts: Sendable, Equatable {
    /// A fact, and when it was told.
    package struct Entry: Sendable, Equatable {
        /// What it says.
        package var value: String
        /// When a capture told it last, by the hour; of failures, when the last was.
        package var last: Instant

        /// Remembers a fact.
        package init(value: String, last: Instant) { (self.value, self.last) = (value, last) }
    }

    /// The facts.
    package var entries: [ClusterFacts.Key: Entry] = [:]
    /// Since when anything is known of a kind.
    package var since: [ClusterChange.Kind: Instant] = [:]
    /// When the newest capture was that it knows of.
    package var noted: Instant?
    /// What of it changed since it was read.
    package private(set) var changedKeys: Set<ClusterFacts.Key> = []
    package private(set) var begunKinds: Set<ClusterChange.Kind> = []

    /// How exactly the time is kept at which a fact was told last.
    private static let hour = 3_600.0

    /// Knows nothing yet.
    package init() {}

    /// Takes in what another capture tells.
    ///
    /// - Returns: what is another than before, in the order of kinds and names; nothing of a kind that is told of for
    ///   the first time, and nothing at all by a capture that is older than one before.
    package mutating func take(_ facts: ClusterFacts) -> [ClusterChange] {
        guard noted.map({ $0 < facts.time }) ?? true else { return [] }
        noted = facts.time
        var changes: [ClusterChange] = []
        let heard = Set(entries.keys.lazy.filter { $0.kind == .setting }.map(\.subject))
        for (key, value) in facts.values {
            if let change = change(of: key, to: value, by: facts, heard: heard) { changes.append(change) }
            let (known, last) = (entries[key], facts.lastFailures[key] ?? facts.time)
            let isNews = known.map { $0.value.exact != value.exact || last.since($0.last) >= Self.hour } ?? true
            guard isNews || key.kind == .failures && known?.last != last else { continue }
            entries[key] = Entry(value: value, last: last)
            changedKeys.insert(key)
        }
        for (key, entry) in entries where isGone(key, by: facts) {
            changes.append(
                ClusterChange(
                    time: facts.time, kind: key.kind, subject: key.subject.text, item: key.item.text,
                    before: Self.shown(entry.value)))
            entries[key] = nil
            changedKeys.insert(key)
        }
        for kind in facts.told where since[kind] == nil {
            since[kind] = facts.time
            begunKinds.insert(kind)
        }
        return changes.sorted()
    }

    private func isGone(_ key: ClusterFacts.Key, by facts: ClusterFacts) -> Bool {
        guard facts.values[key] == nil else { return false }
        switch key.kind {
        // One that is offline, and then forgotten, had gone before.
        case .worker:
            return facts.complete.contains(.worker) && !facts.uncertain.contains(key.subject)
                && entries[key]?.value == WorkerStatus.online.rawValue
        case .queue, .taskType: return facts.complete.contains(key.kind)
        case .setting: return facts.settled.contains(key.subject)
        case .version, .pool, .concurrency, .queues, .tasks, .broker, .failures, .mark: return false
        }
    }

    private func change(
        of key: ClusterFacts.Key, to value: String, by facts: ClusterFacts, heard: Set<ExactText>
    ) -> ClusterChange? {
        let known = entries[key]
        var change = ClusterChange(
            time: facts.time, kind: key.kind, subject: key.subject.text, item: key.item.text,
            before: known.map { Self.shown($0.value) }, after: Self.shown(value))
        switch key.kind {
        case .worker:
            // One that was never seen and is offline did nothing that could be told.
            guard known != nil || value == WorkerStatus.online.rawValue else { return nil }
            return since[.worker] != nil && known?.value != value ? change : nil
        case .queue, .taskType: return since[key.kind] != nil && known == nil ? change : nil
        case .failures:
            guard since[.failures] != nil else { return nil }
            guard let known else { return change }
            // There was none in the whole span before the first of these, nor perhaps long before.
            guard known.last < facts.since else { return nil }
            change.before = "last seen \(known.last.iso8601(digits: 0))"
            return change
        case .setting:
            // All that a worker has is new when it is first heard.
            return heard.contains(key.subject) && known?.value.exact != value.exact ? change : nil
        case .queues, .tasks:
            guard let known, known.value.exact != value.exact else { return nil }
            let (old, new) = (Self.names(known.value), Self.names(value))
            change.before = Self.shown(old.subtracting(new))
            change.after = Self.shown(new.subtracting(old))
            return change
        case .version, .pool, .concurrency, .broker:
            return known != nil && known?.value.exact != value.exact ? change : nil
        case .mark: return nil
        }
    }

    private static func names(_ list: String) -> Set<ExactText> {
        Set(list.split(separator: ClusterFacts.separator).map { String($0).exact })
    }

    private static func shown(_ names: Set<ExactText>) -> String? {
        names.isEmpty ? nil : names.sorted().map(\.text).joined(separator: ", ")
    }

    private static func shown(_ value: String) -> String {
        value.split(separator: ClusterFacts.separator, omittingEmptySubsequences: false).joined(separator: ", ")
    }
}

extension ClusterChange: Comparable {
    /// By time, and then by what they are about.
    package static func < (one: ClusterChange, other: ClusterChange) -> Bool {
        if one.time != other.time { return one.time < other.time }
        let kinds = Kind.allCases
        if one.kind != other.kind { return kinds.firstIndex(of: one.kind) ?? 0 < kinds.firstIndex(of: other.kind) ?? 0 }
        return (one.subject.exact, one.item.exact) < (other.subject.exact, other.item.exact)
    }
}
