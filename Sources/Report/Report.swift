package import Celery
import Charts
package import Rules

/// A snapshot as people read it: what the pages have in common, and where everything stands.
package struct Report: Sendable {
    /// What is shown.
    package let snapshot: Snapshot
    /// The zone of every time.
    package let zone: Zone
    /// How times are written.
    private(set) var notation: Notation
    /// The workers by how much they tell.
    let fleet: Fleet
    /// Which tasks stand on which page.
    package let taskPages: TaskPaging
    /// Where the workers' pages are.
    let places: Places
    /// The states of the tasks, and how many are in each.
    let taskStates: [StateCount]
    /// The incidents and findings about each subject, as places in the snapshot's lists.
    let about: [ExactText: (incidents: [Int], findings: [Int])]
    /// Who takes messages from which queue.
    let takers: [ExactText: [WorkerName]]
    /// Who sent whom.
    let families: TaskFamilies
    /// What pages ask of all tasks.
    let digest: TaskDigest
    /// What the failures of each group have in common, as far as a page asked for it.
    let traits = TraitMemory()
    /// By which argument of the tasks things are grouped.
    private let groupPath: GroupPath?
    /// The series, for charts.
    let source: ChartSource
    /// The time that the charts show: from the first known sample to the end of the report's span, or the last sample;
    /// `nil` where there is none.
    let chartSpan: Charts.TimeSpan?
    /// The time that the timeline shows.
    let timeline: TimelineFrame
    /// What is said of the rules.
    package let judgements: [Judgement]
    /// The turns of each worker's life.
    let turns: [WorkerName: [WorkerTurn]]

    /// What every page has at its head.
    let label: PageHeader
    /// What the counts are about, and how much of it was seen, as sentences.
    let words: (span: String, coverage: String)

    /// Lays a report out, on pages of tasks that have so much room; nothing is asked but what is in `snapshot`.
    ///
    /// What has to be measured or put together here is told in the language of the catalogue, English without one.
    package init(_ snapshot: Snapshot, zone: Zone, room: PageRoom = .endless, catalogue: Catalogue? = nil) {
        self.snapshot = snapshot
        self.zone = zone
        judgements = Judgement.all(of: snapshot)
        notation = Notation(zone: zone, captured: snapshot.capturedAt, catalogue: catalogue)
        about = Self.subjects(of: snapshot)
        takers = TakerEntry.all(in: snapshot)
        families = TaskFamilies(snapshot.tasks)
        groupPath = snapshot.grouping.flatMap { GroupPath($0.path) }
        digest = TaskDigest(snapshot.tasks)
        taskPages = TaskPaging(snapshot.tasks, families: families, room: room)
        fleet = Fleet(snapshot)
        places = Places(snapshot: snapshot, fleet: fleet, taskPages: taskPages)
        taskStates = StateCount.all(of: snapshot.tasks)
        label = PageHeader(snapshot, notation: notation)
        let wording = SpanWording(snapshot: snapshot, notation: notation)
        words = (wording.span, wording.coverage)
        source = ChartSource(snapshot: snapshot)
        chartSpan = Self.chartSpan(of: snapshot)
        timeline = TimelineFrame(snapshot)
        turns = Dictionary(grouping: snapshot.turns) { $0.worker }
    }

    /// Words of ours in the language of the pages.
    package func words(_ text: String) -> String { notation.words(text) }

    /// What tells the scripts of one report from those of another.
    package var stamp: String { snapshot.capturedAt.iso8601 }

    /// The value by which a task is grouped, as a search knows it; `nil` where nobody asked for groups, or it isn't known.
    func group(of task: TaskRow) -> String? {
        guard let groupPath, case .told(let value) = groupPath.value(of: task.facts) else { return nil }
        return Excerpt.cell(value.text)
    }

    private static func subjects(of snapshot: Snapshot) -> [ExactText: (incidents: [Int], findings: [Int])] {
        var about: [ExactText: (incidents: [Int], findings: [Int])] = [:]
        for (place, incident) in snapshot.incidents.enumerated() {
            let findings = incident.findings.filter(snapshot.findings.indices.contains)
            for subject in Set(findings.map { snapshot.findings[$0].subject.exact } + [incident.subject.exact]) {
                about[subject, default: ([], [])].incidents.append(place)
            }
        }
        let told = Set(snapshot.incidents.flatMap(\.findings))
        for (place, finding) in snapshot.findings.enumerated() where !told.contains(place) {
            about[finding.subject.exact, default: ([], [])].findings.append(place)
        }
        return about
    }

    /// The same with times as they are read on a page of its own day.
    func read(at instant: Instant) -> Report {
        var report = self
        report.notation = Notation(zone: zone, captured: instant, catalogue: notation.catalogue)
        return report
    }

    private static func chartSpan(of snapshot: Snapshot) -> Charts.TimeSpan? {
        let starts = snapshot.series.compactMap { series in series.points.first { $0.value != nil }?.time }
        guard let first = starts.min(), let last = snapshot.series.compactMap({ $0.points.last?.time }).max() else {
            return nil
        }
        let until = max(last, snapshot.coverage.span.until)
        return Charts.TimeSpan(since: first.microseconds, until: until.microseconds)
    }
}
