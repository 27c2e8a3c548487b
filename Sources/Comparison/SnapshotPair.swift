import Celery

/// Two snapshots whose rows are found by their names.
struct SnapshotPair {
    let before: Snapshot
    let after: Snapshot
    let first: SnapshotComparison.Side
    let second: SnapshotComparison.Side

    init(before: Snapshot, after: Snapshot) {
        (self.before, self.after) = (before, after)
        (first, second) = (.init(before), .init(after))
    }

    /// Whether counts can be compared at all.
    private var isWatched: Bool { first.hours > 0 && second.hours > 0 }

    /// The rows of both by what names them, in the order of names; of two with one name the first counts.
    private func rows<Row>(
        _ list: KeyPath<Snapshot, [Row]>, by name: (Row) -> String?
    ) -> [(name: String?, before: Row?, after: Row?)] {
        func named(_ snapshot: Snapshot) -> [Name: Row] {
            Dictionary(snapshot[keyPath: list].map { (Name($0, name), $0) }) { first, _ in first }
        }
        let (old, new) = (named(before), named(after))
        return Set(old.keys).union(new.keys).sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }.map {
            ($0.text, old[$0], new[$0])
        }
    }

    /// A name by its bytes: two that look alike are two.
    private struct Name: Hashable {
        let text: String?
        let bytes: [UInt8]

        init<Row>(_ row: Row, _ name: (Row) -> String?) {
            text = name(row)
            bytes = text.map { Array($0.utf8) + [1] } ?? []
        }

        static func == (lhs: Name, rhs: Name) -> Bool { lhs.bytes == rhs.bytes }
        func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
    }

    private func numbers(
        _ kind: Change.Kind, _ subject: String?, _ measure: String, _ before: Double?, _ after: Double?,
        _ unit: Change.Unit, floor: Double, test: Significance? = nil, restsOnWatching: Bool = false
    ) -> Change? {
        guard let before, let after, before != after, before.isFinite, after.isFinite else { return nil }
        return Change(
            kind: kind, subject: subject, measure: measure, values: .numbers(before: before, after: after, unit),
            significance: test, restsOnWatching: restsOnWatching, size: Change.sized(before, after, floor: floor))
    }

    private func words(
        _ kind: Change.Kind, _ subject: String?, _ measure: String, _ before: String?, _ after: String?
    ) -> Change? {
        guard before.exact != after.exact else { return nil }
        return Change(
            kind: kind, subject: subject, measure: measure, values: .words(before: before, after: after),
            restsOnWatching: false, size: 0)
    }

    /// The attempts that succeeded or failed; `nil` where that isn't known.
    private func ended(_ counts: Counts?) -> (failed: Int, all: Int)? {
        // What has no row wasn't seen in the time that was watched.
        guard let counts else { return (0, 0) }
        guard let failed = counts[.failed], let succeeded = counts[.succeeded], failed >= 0, succeeded >= 0 else {
            return nil
        }
        return (failed, failed + succeeded)
    }

    private func rate(_ kind: Change.Kind, _ name: String?, _ old: Counts?, _ new: Counts?) -> Change? {
        guard isWatched, let old = ended(old), let new = ended(new) else { return nil }
        // The same number in the same time up to a rounding is the same rate.
        return numbers(
            kind, name, "rate", Double(old.all) / first.hours, Double(new.all) / second.hours, .perHour,
            floor: 0.5 / min(first.hours, second.hours),
            test: Significance.rates((old.all, first.hours), (new.all, second.hours)), restsOnWatching: true)
    }

    /// How many seconds of a slot each watched hour took. There is no test of it: how long one attempt takes tells nothing of the next.
    private func slotTime(_ name: String?, _ old: TaskTypeRow?, _ new: TaskTypeRow?) -> Change? {
        // What has no row took none in the time that was watched.
        func seconds(_ row: TaskTypeRow?, _ hours: Double) -> Double? {
            guard let row else { return 0 }
            return row.busy.map { $0.seconds / hours }
        }
        return numbers(
            .taskType, name, "slot time", seconds(old, first.hours), seconds(new, second.hours), .secondsPerHour,
            floor: 0.5, restsOnWatching: true)
    }

    var taskTypes: [Change] {
        guard isWatched else { return [] }
        let (old, new) = (Distributions(before), Distributions(after))
        return rows(\.taskTypes, by: \.name).flatMap { name, before, after -> [Change?] in
            var changes = [rate(.taskType, name, before?.counts, after?.counts), slotTime(name, before, after)]
            guard let before, let after else { return changes }
            if let first = ended(before.counts), let second = ended(after.counts), first.all > 0, second.all > 0 {
                changes.append(
                    numbers(
                        .taskType, name, "failure share", Double(first.failed) / Double(first.all),
                        Double(second.failed) / Double(second.all), .share,
                        floor: 0.5 / Double(max(first.all, second.all)),
                        test: Significance.proportions((first.failed, first.all), (second.failed, second.all)),
                        restsOnWatching: true))
            }
            for (measure, percentiles) in [("runtime", \TaskTypeRow.runtime), ("wait", \.wait)] {
                let test = Significance.ranks(old.buckets(name, measure), new.buckets(name, measure))
                for (figure, value) in [("p50", \Percentiles.p50), ("p95", \.p95)] {
                    changes.append(
                        numbers(
                            .taskType, name, "\(measure) \(figure)", before[keyPath: percentiles]?[keyPath: value],
                            after[keyPath: percentiles]?[keyPath: value], .seconds, floor: 0.001, test: test,
                            restsOnWatching: true))
                }
            }
            return changes
        }.compactMap(\.self)
    }

    var queues: [Change] {
        let isTold = [before, after].allSatisfy { $0.sources.contains { $0.name == "queues" && $0.status == .ok } }
        return rows(\.queues, by: \.name).flatMap { name, old, new -> [Change?] in
            guard let old, let new else {
                return isTold
                    ? [words(.queue, name, "is there", old == nil ? "no" : "yes", new == nil ? "no" : "yes")] : []
            }
            let counts: [(String, KeyPath<QueueRow, Int?>)] = [
                ("ready", \.ready), ("unacked", \.unacknowledged), ("consumers", \.consumers),
            ]
            return counts.map { measure, value in
                numbers(
                    .queue, name, measure, old[keyPath: value].map(Double.init), new[keyPath: value].map(Double.init),
                    .count, floor: 0.5)
            }
        }.compactMap(\.self)
    }

    var workers: [Change] {
        guard before.tellsOfWorkers, after.tellsOfWorkers else { return [] }
        let all = rows(\.workers, by: \.name.description)
        let status = all.compactMap { name, old, new -> Change? in
            let (before, after) = (old?.status, new?.status)
            // Of one that is silent for a while nothing is certain, nor of one that may have been missed.
            guard before != .unknown, after != .unknown else { return nil }
            guard old != nil || self.before.tellsOfAllWorkers, new != nil || self.after.tellsOfAllWorkers else {
                return nil
            }
            return words(.worker, name, "status", before?.rawValue, after?.rawValue)
        }
        let concurrency = all.compactMap { name, old, new in
            numbers(
                .worker, name, "concurrency", old?.concurrency.map(Double.init), new?.concurrency.map(Double.init),
                .count, floor: 0.5)
        }
        let rates = all.compactMap { name, old, new -> Change? in
            guard old != nil, new != nil else { return nil }
            return rate(.worker, name, old?.counts, new?.counts)
        }
        return joined(status) + joined(concurrency) + rates
    }

    var settings: [Change] {
        var changes: [Change?] = []
        if let old = before.broker.server, let new = after.broker.server {
            changes.append(words(.setting, nil, "broker", old, new))
        }
        let workers = rows(\.workers, by: \.name.description).flatMap { name, old, new -> [Change?] in
            guard let old, let new else { return [] }
            var changes: [Change?] = []
            if let old = old.software, let new = new.software {
                changes.append(
                    words(.setting, name, "software", "\(old.name) \(old.version)", "\(new.name) \(new.version)"))
            }
            if let old = old.inspection?.configuration, let new = new.inspection?.configuration, !old.isEmpty,
                !new.isEmpty
            {
                changes += differing(.setting, name, old, new)
            }
            return changes
        }.compactMap(\.self)
        let queues = rows(\.queues, by: \.name).flatMap { name, old, new -> [Change?] in
            guard let old, let new else { return [] }
            return differing(.queue, name, old.settings, new.settings)
        }
        return (changes + queues).compactMap(\.self) + joined(workers)
    }

    private func differing(
        _ kind: Change.Kind, _ name: String?, _ old: [NamedValue], _ new: [NamedValue]
    ) -> [Change?] {
        let (before, after) = (values(old), values(new))
        return Set(before.keys).union(after.keys).sorted().map { words(kind, name, $0.text, before[$0], after[$0]) }
    }

    private func values(_ list: [NamedValue]) -> [ExactText: String] {
        Dictionary(list.map { ($0.name.exact, $0.value) }) { first, _ in first }
    }

    /// The same change of several as one.
    private func joined(_ changes: [Change]) -> [Change] {
        var (joined, places): ([Change], [ExactText: Int]) = ([], [:])
        for change in changes {
            let key = "\(change.measure)\u{0}\(change.values)".exact
            if let place = places[key] {
                joined[place].others += 1
            } else {
                places[key] = joined.count
                joined.append(change)
            }
        }
        return joined
    }

    /// Whether a group of failures, had there been any, would be in a snapshot that has none of it.
    private func isSeen(_ group: FailureGroup, in snapshot: Snapshot) -> Bool {
        group.count > group.fromResults ? isWatched : snapshot.isWhollyTold(by: "results")
    }

    var failures: [FailureChange] {
        let groups = rows(\.failures) {
            "\($0.fingerprint)\u{0}\($0.exceptionType)\u{0}\($0.name.map { "=" + $0 } ?? "")"
        }
        return groups.compactMap { _, old, new -> FailureChange? in
            guard let group = new ?? old else { return nil }
            let (before, after) = (old?.count ?? 0, new?.count ?? 0)
            guard old == nil ? isSeen(group, in: self.before) : new == nil ? isSeen(group, in: self.after) : true else {
                return nil
            }
            let state: FailureChange.State = old == nil ? .new : new == nil ? .gone : .stays
            return FailureChange(
                type: group.name, exception: group.exceptionType, fingerprint: group.fingerprint, state: state,
                before: before, after: after,
                rates: (
                    first.hours > 0 ? Double(before) / first.hours : nil,
                    second.hours > 0 ? Double(after) / second.hours : nil
                ),
                significance: Significance.rates((before, first.hours), (after, second.hours)))
        }
    }
}

/// The histograms of a snapshot by task type and measure.
private struct Distributions {
    private var rows: [[UInt8]: [HistogramRow.Bucket]] = [:]

    init(_ snapshot: Snapshot) {
        for row in snapshot.histograms { rows[Self.key(row.name, row.measure)] = row.buckets }
    }

    func buckets(_ name: String?, _ measure: String) -> [(upper: Double, count: Int)] {
        (rows[Self.key(name, measure)] ?? []).map { ($0.upper, $0.count) }
    }

    private static func key(_ name: String?, _ measure: String) -> [UInt8] {
        Array(measure.utf8) + (name.map { [0] + Array($0.utf8) } ?? [])
    }
}
