package import Celery
import Charts

/// The executions that a snapshot lists, by worker, in lanes: one for each slot.
package struct Timeline: Sendable {
    /// An execution.
    struct Run: Sendable {
        /// Its task's place in the list, and its own among the task's attempts.
        let task: Int, attempt: Int
        /// When it began, and since when it has its lane for itself.
        let begun: Instant, shown: Instant
        /// When it ended; that of what goes on is the moment of the report, and `nil` is that nobody knows.
        let end: Instant?
        /// Since when its worker had held it.
        let received: Instant?
        /// The slot that it is drawn in.
        let lane: Int
        /// What came of it.
        let outcome: Outcome
    }

    /// A worker, and what it executed.
    struct Row: Sendable {
        let worker: WorkerName
        let lanes: Int
        let slots: Int?
        let runs: [Run]
    }

    /// The workers that executed anything, in the order of the snapshot.
    let rows: [Row]

    /// Whose clock tells two executions apart that follow each other in a slot: an end may be told a little later than
    /// the next beginning.
    private static let looseness: Int64 = 500_000

    /// Packs what a snapshot lists.
    package init(_ snapshot: Snapshot) {
        let moment = min(snapshot.capturedAt, snapshot.coverage.span.until)
        let slots = snapshot.workers.reduce(into: [:]) { $0[$1.name] = $1.concurrency }
        let turns = Dictionary(grouping: snapshot.turns) { $0.worker }
        var found: [WorkerName: [Run]] = [:]
        for place in snapshot.tasks.indices {
            for (number, attempt) in snapshot.tasks[place].attempts.enumerated() {
                guard let begun = attempt.begun else { continue }
                let end = attempt.finished ?? Self.end(of: attempt, begun, turns[attempt.worker] ?? [], moment)
                found[attempt.worker, default: []].append(
                    Run(
                        task: place, attempt: number, begun: begun, shown: begun, end: end.map { max($0, begun) },
                        received: attempt.received, lane: 0, outcome: attempt.outcome))
            }
        }
        let order = Dictionary(snapshot.workers.enumerated().map { ($1.name, $0) }) { first, _ in first }
        rows = found.map { worker, runs in Self.packed(worker, runs, slots: slots[worker]) }
            .sorted { one, other in
                let (left, right) = (order[one.worker] ?? .max, order[other.worker] ?? .max)
                return left != right ? left < right : one.worker < other.worker
            }
    }

    /// When an execution left its slot of whose end nothing told: what goes on is there now, and what was lost was until
    /// its worker was.
    private static func end(
        of attempt: AttemptRow, _ begun: Instant, _ turns: [WorkerTurn], _ moment: Instant
    ) -> Instant? {
        switch attempt.outcome {
        case .active: max(begun, moment)
        case .lost: turns.first { $0.time >= begun && $0.kind != .reconnection }?.time
        default: nil
        }
    }

    private static func packed(_ worker: WorkerName, _ runs: [Run], slots: Int?) -> Row {
        let ordered = runs.sorted { ($0.begun, $0.end ?? $0.begun, $1.task) < ($1.begun, $1.end ?? $1.begun, $0.task) }
        var packing = LanePacking(lanes: slots, tolerance: looseness)
        let placed = ordered.map { run in
            let place = packing.place(
                from: run.begun.microseconds, to: (run.end ?? run.begun).microseconds)
            return Run(
                task: run.task, attempt: run.attempt, begun: run.begun, shown: Instant(microseconds: place.begin),
                end: run.end, received: run.received, lane: place.lane, outcome: run.outcome)
        }
        return Row(worker: worker, lanes: packing.count, slots: slots, runs: placed)
    }

    /// How many executions there are.
    var count: Int { rows.reduce(0) { $0 + $1.runs.count } }
}

extension Timeline {
    /// How executions are coloured.
    static let tones = ["good", "bad", "warn", "busy", "idle"]
    /// So many workers are drawn, those that executed most.
    private static let mostRows = 60

    /// What is to be drawn of a span, and how many workers there was no room for.
    func chart(
        of span: Celery.TimeSpan, in report: Report, width: Int, blocks: Int, columns: Int
    ) -> (chart: TimelineChart, omitted: Int) {
        let alive = rows.compactMap { row -> TimelineChart.Row? in
            let blocks = row.runs.compactMap { block($0, in: span) }
            let events = TurnEvents(
                turns: report.turns[row.worker] ?? [], span: Charts.TimeSpan(span), notation: report.notation
            ).events
            guard !blocks.isEmpty || !events.isEmpty else { return nil }
            return TimelineChart.Row(
                name: Excerpt.cell(row.worker.description, limit: 120), lanes: max(row.lanes, 1), room: row.slots,
                blocks: blocks, events: events)
        }
        let shown = Set(
            alive.indices.sorted { (alive[$1].blocks.count, $0) < (alive[$0].blocks.count, $1) }.prefix(Self.mostRows))
        var chart = TimelineChart(
            rows: alive.indices.filter(shown.contains).map { alive[$0] }, kinds: Self.tones.count,
            alarming: [1], span: Charts.TimeSpan(span), zone: report.zone.rules,
            watched: report.snapshot.coverage.watched.map { Charts.TimeSpan($0) }, width: width)
        (chart.blockLimit, chart.columnLimit) = (blocks, columns)
        return (chart, alive.count - shown.count)
    }

    private func block(_ run: Run, in span: Celery.TimeSpan) -> TimelineChart.Block? {
        let end = run.end ?? run.shown
        guard run.shown <= span.until, end >= span.since else { return nil }
        return TimelineChart.Block(
            begin: run.shown.microseconds, end: end.microseconds, waited: run.received?.microseconds, lane: run.lane,
            kind: Self.tones.firstIndex(of: run.outcome.tone) ?? Self.tones.count - 1)
    }
}
