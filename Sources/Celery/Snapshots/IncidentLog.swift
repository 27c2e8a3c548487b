/// What is remembered of a cluster's incidents from report to report, so that each is told once when it begins and once
/// when it ends.
package struct IncidentLog: Sendable, Equatable {
    /// Names the cluster: a UUID that stays the same.
    package var id: String
    /// When the newest report that it knows of was captured.
    package var capturedAt: Instant
    /// The incidents, those that began last first.
    package var entries: [Entry]

    /// An incident, as reports told of it.
    package struct Entry: Sendable, Equatable {
        /// A UUID that stays the same from report to report.
        package var id: String
        /// Whom it is about.
        package var subject: String
        /// The kinds of findings that it was ever made of, sorted.
        package var codes: [String]
        /// How much attention it needed when it was first told of.
        package var severity: Finding.Severity
        /// When it began; `nil` where that isn't known.
        package var since: Instant?
        /// When the report was captured that told of it first.
        package var seen: Instant
        /// When it ended, or when the report was captured that first didn't tell of it any more; `nil` while it lasts.
        package var ended: Instant?
        /// Whether a report said that it was over.
        package var isToldOver: Bool
        /// What was said of it first, and last.
        package var beginning: Phrase
        package var latest: Phrase

        /// Remembers an incident.
        package init(
            id: String, subject: String, codes: [String], severity: Finding.Severity, since: Instant?, seen: Instant,
            ended: Instant?, isToldOver: Bool, beginning: Phrase, latest: Phrase
        ) {
            (self.id, self.subject, self.codes, self.severity) = (id, subject, codes, severity)
            (self.since, self.seen, self.ended, self.isToldOver) = (since, seen, ended, isToldOver)
            (self.beginning, self.latest) = (beginning, latest)
        }

        /// When it began, as far as is known.
        package var began: Instant { min(since ?? seen, seen) }
    }

    /// So many incidents are remembered; those that last are the last to go.
    private static let most = 200

    /// Remembers nothing yet.
    package init(id: String, capturedAt: Instant, entries: [Entry] = []) {
        (self.id, self.capturedAt, self.entries) = (id, capturedAt, entries)
    }

    /// What was remembered of the same cluster, and what a snapshot tells besides.
    ///
    /// What lasted and isn't told of any more has ended where nothing can have been missed: where all workers were
    /// heard and all queues told. An older snapshot than the newest adds what it knows, and ends nothing.
    package init(_ snapshot: Snapshot, after former: IncidentLog? = nil) {
        id = Self.uuid("cluster", snapshot.broker.transport, snapshot.broker.url)
        let known = former?.id == id ? former : nil
        let isNewest = known.map { snapshot.capturedAt >= $0.capturedAt } ?? true
        capturedAt = max(snapshot.capturedAt, known?.capturedAt ?? .distantPast)
        (entries, rest) = ([], known?.entries ?? [])
        for incident in snapshot.incidents { take(incident, of: snapshot, isNewest: isNewest) }
        let seesAll = snapshot.tellsOfAllWorkers && snapshot.isWhollyTold(by: "queues")
        for index in rest.indices where isNewest && seesAll && rest[index].ended == nil {
            rest[index].ended = snapshot.capturedAt
        }
        entries += rest
        rest = []
        if snapshot.redactions.isPublic {
            for index in entries.indices {
                entries[index].beginning = entries[index].beginning.forStrangers
                entries[index].latest = entries[index].latest.forStrangers
            }
        }
        let kept = entries.sorted { ($0.lastMoment, $0.began, $0.id) > ($1.lastMoment, $1.began, $1.id) }
        entries = kept.prefix(Self.most).sorted { ($0.began, $0.id) > ($1.began, $1.id) }
    }

    /// Those that no incident of the snapshot is yet.
    private var rest: [Entry] = []

    private mutating func take(_ incident: Incident, of snapshot: Snapshot, isNewest: Bool) {
        let codes = Set(
            incident.findings.filter(snapshot.findings.indices.contains).map { snapshot.findings[$0].code.rawValue })
        func isAlike(_ entry: Entry) -> Bool {
            entry.subject.isSame(as: incident.subject) && (codes.isEmpty || !codes.isDisjoint(with: entry.codes))
        }
        let same = rest.firstIndex { isAlike($0) && $0.since != nil && $0.since == incident.since }
        let capture = snapshot.capturedAt
        guard let place = same ?? rest.firstIndex(where: { isAlike($0) && $0.overlaps(incident, seen: capture) }) else {
            entries.append(entry(of: incident, codes: codes.sorted(), at: capture))
            return
        }
        var entry = rest.remove(at: place)
        entry.codes = codes.union(entry.codes).sorted()
        if isNewest {
            (entry.ended, entry.isToldOver) = (incident.until, incident.until != nil)
            entry.latest = incident.sentence
        }
        entries.append(entry)
    }

    private func entry(of incident: Incident, codes: [String], at time: Instant) -> Entry {
        // The same without any memory, for whoever publishes each site into a new folder.
        var name = Self.uuid("incident", id, incident.subject, incident.since?.iso8601 ?? "at an unknown time")
        for further in [codes.joined(separator: " "), time.iso8601, "\(entries.count)"]
        where (entries + rest).contains(where: { $0.id == name }) {
            name = Self.uuid("incident", name, further)
        }
        return Entry(
            id: name, subject: incident.subject, codes: codes, severity: incident.severity, since: incident.since,
            seen: time, ended: incident.until, isToldOver: incident.until != nil, beginning: incident.sentence,
            latest: incident.sentence)
    }

    /// A UUID of these words: version 8 of RFC 9562, from two FNV-1a hashes of 64 bits.
    package static func uuid(_ words: String...) -> String {
        let bytes: [UInt8] = words.reduce(into: []) { $0 += Array($1.utf8) + [0] }
        func hash(_ seed: UInt64) -> UInt64 { bytes.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 } }
        let high = hash(0xCBF2_9CE4_8422_2325) & ~0xF000 | 0x8000
        let low = hash(0x6C62_272E_07BB_0142) & ~(0xC0 << 56) | 0x80 << 56
        let digits = [high, low].map { half in
            let text = String(half, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }.joined()
        let cuts = [0, 8, 12, 16, 20, 32].map { digits.index(digits.startIndex, offsetBy: $0) }
        return zip(cuts, cuts.dropFirst()).map { digits[$0..<$1] }.joined(separator: "-")
    }
}

extension IncidentLog.Entry {
    fileprivate var lastMoment: Instant { ended ?? .distantFuture }

    /// Whether an incident can be this one going on, as a report captured then tells of it.
    fileprivate func overlaps(_ incident: Incident, seen capture: Instant) -> Bool {
        lastMoment >= (incident.since ?? capture) && (incident.until ?? .distantFuture) >= began
    }
}
