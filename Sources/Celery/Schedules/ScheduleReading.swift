/// What one source told of the schedule, for as long as it told the same.
package struct ScheduleReading: Sendable, Equatable {
    /// Who told it.
    package var source: PeriodicRow.Source
    /// The entries, by name.
    package var entries: [PeriodicEntry]
    /// When it was first read so, by our clock.
    package var since: Instant
    /// When it was last read so.
    package var until: Instant
    /// Whether these are all entries of the source; where not, others stay as they were.
    package var isWhole = true

    /// How many entries of a source are taken.
    package static let limit = 1000

    /// Dates entries; of two of one name the first is taken.
    package init(source: PeriodicRow.Source, entries: [PeriodicEntry], at time: Instant) {
        var byName: [ExactText: PeriodicEntry] = [:]
        for entry in entries where byName[entry.name.exact] == nil { byName[entry.name.exact] = entry }
        self.source = source
        self.entries = byName.values.sorted { $0.name.exact < $1.name.exact }
        (since, until) = (time, time)
    }

    /// Whether both have the same entries, whenever these were sent.
    package func isSame(as other: ScheduleReading) -> Bool {
        source == other.source && entries.map(\.definition) == other.entries.map(\.definition)
    }

    /// The same with what an earlier reading has and this one may not have been told.
    package func following(_ earlier: ScheduleReading) -> ScheduleReading {
        guard !isWhole else { return self }
        let kept = earlier.entries.map { entry in
            var entry = entry
            entry.read = entry.read ?? earlier.until
            return entry
        }
        var merged = ScheduleReading(source: source, entries: entries + kept, at: since)
        (merged.until, merged.isWhole) = (until, false)
        return merged
    }
}

extension Inspection {
    /// What the workers' configurations have of a schedule; `nil` where a worker that may have one didn't answer.
    package var schedule: ScheduleReading? {
        let told = workers.sorted { $0.key < $1.key }.flatMap { $0.value.periodic ?? [] }
        guard isComplete || !told.isEmpty else { return nil }
        var reading = ScheduleReading(
            source: .configuration, entries: Array(told.prefix(ScheduleReading.limit)), at: answered)
        reading.isWhole = isComplete
        return reading
    }
}

extension Evidence {
    /// What is told of the schedule now.
    package var toldSchedules: [ScheduleReading] { schedules + [inspection?.schedule].compactMap(\.self) }
}
