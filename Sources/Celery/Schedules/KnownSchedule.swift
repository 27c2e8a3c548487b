/// The entries of the schedule that count at a moment, of all that was ever read of it.
struct KnownSchedule {
    /// An entry, and what is known of it.
    struct Entry {
        let entry: PeriodicEntry
        let source: PeriodicRow.Source
        /// Since when it is as it is; `nil` where it was so in all that was read.
        let since: Instant?
        /// When it was last read, where that wasn't now.
        let asOf: Instant?
    }

    /// The entries by name; where several sources have one, the last of them in order tells of it.
    private(set) var entries: [ExactText: Entry] = [:]

    init(_ evidence: Evidence, at moment: Instant) {
        let told = Dictionary(grouping: evidence.toldSchedules, by: \.source).compactMapValues(\.last)
        for source in PeriodicRow.Source.allCases {
            let versions = evidence.earlierSchedules.filter { $0.source == source }.sorted { $0.since < $1.since }
            add(versions, told: told[source], at: moment)
        }
    }

    /// Workers are asked, and brokers read, within so many seconds after the end of a listening.
    private static let answering = 60.0

    private mutating func add(_ earlier: [ScheduleReading], told: ScheduleReading?, at moment: Instant) {
        var versions = earlier
        if let told { versions.append(earlier.last.map { told.following($0) } ?? told) }
        // What was read only later is still the best that is known.
        let place = told == nil ? versions.lastIndex { $0.since <= moment + Self.answering } ?? 0 : versions.count - 1
        guard versions.indices.contains(place) else { return }
        for entry in versions[place].entries {
            var first = place
            while first > 0, versions[first - 1].has(entry) { first -= 1 }
            let read = told == nil ? entry.read ?? versions[place].until : entry.read
            entries[entry.name.exact] = Entry(
                entry: entry, source: versions[place].source, since: first > 0 ? versions[first].since : nil, asOf: read
            )
        }
    }
}

extension ScheduleReading {
    /// Whether it has an entry just so.
    fileprivate func has(_ entry: PeriodicEntry) -> Bool {
        entries.contains { $0.name == entry.name && $0.definition == entry.definition }
    }
}
