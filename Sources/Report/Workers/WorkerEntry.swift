import Celery
package import Templating

/// A row of the workers' table.
package struct WorkerEntry: TemplateRecord {
    /// The worker's name.
    let name: String
    /// The path of its page; nothing for a row of several.
    let href: String?
    let mark: StateMark?
    let counts: CountRow
    let load: Figure
    let concurrency: Figure
    let lastHeartbeat: Timestamp?
    let seen: Figure
    let lifetime: Figure
    let slotTime: Figure
    let busy: Figure
    let utilization: Figure
    let sparkline: SparklineDrawing?

    /// What templates may name.
    package static let fields: [Field<WorkerEntry>] = [
        .code("name", "the worker's name", \.name),
        .text("href", "the path of its page, below the site's root", \.href),
        .record("mark", "how it is", \.mark),
        .record("counts", "its attempts, by column", \.counts),
        .record("load", "its host's load over 1, 5 and 15 minutes", \.load),
        .record("concurrency", "how many attempts it executes side by side", \.concurrency),
        .record("last_heartbeat", "when it was last heard", \.lastHeartbeat),
        .record("seen", "the part of its executions that was seen", \.seen),
        .record("lifetime", "executions since it started, by its own counter", \.lifetime),
        .record("slot_time", "concurrency times the time in which it was online and watched", \.slotTime),
        .record("busy", "the time that its attempts took of that", \.busy),
        .record("utilization", "its busy time as a share of its slot time", \.utilization),
        .record("sparkline", "its finished attempts over time", \.sparkline),
    ]
}

extension Report {
    /// The workers that are not long gone, by name: those there is room for, which tell most, and the places of the
    /// others.
    func presentWorkers(most limit: Int) -> (shown: [WorkerRow], others: [Int]) {
        let first = fleet.ranked.prefix(limit)
        // Of many, those that need attention come first.
        let shown = first.count > Self.manyRows ? first.sorted(by: isWorse) : first.sorted()
        return (shown.map { snapshot.workers[$0] }, Array(fleet.ranked.dropFirst(limit)))
    }

    /// More rows than these are sorted by what needs attention; fewer are found by name.
    static let manyRows = 60

    private func isWorse(_ one: Int, than other: Int) -> Bool {
        let (left, right) = (snapshot.workers[one], snapshot.workers[other])
        let (worse, better) = (left.urgency, right.urgency)
        return worse != better ? worse > better : one < other
    }

    /// One row for all workers that have been offline for so long that they are folded; `nil` where there are none.
    var gone: WorkerEntry? { folded(fleet.gone, as: "gone worker", mark: StateMark("offline", .up, "idle")) }

    /// One row for the workers at several places; `nil` where there are none.
    func folded(_ places: [Int], as noun: String, mark: StateMark?) -> WorkerEntry? {
        guard !places.isEmpty else { return nil }
        return WorkerEntry(
            name: Wording.count(places.count, noun), href: nil, mark: mark, counts: CountRow(sum(over: places)),
            load: Figure(load: nil), concurrency: Figure(count: nil), lastHeartbeat: nil,
            seen: Figure(count: nil), lifetime: Figure(count: nil), slotTime: Figure(count: nil),
            busy: Figure(count: nil), utilization: Figure(count: nil), sparkline: nil)
    }

    /// `5 workers`, for the row of sums.
    var workersText: String { Wording.count(snapshot.workers.count, "worker") }

    /// `3 online`.
    var onlineText: String { "\(Wording.count(fleet.online)) online" }

    /// A row of the table.
    func workerEntry(_ worker: WorkerRow) -> WorkerEntry {
        WorkerEntry(
            name: Excerpt.cell(worker.name.description, limit: 200), href: places.worker(worker.name),
            mark: worker.mark(at: min(snapshot.capturedAt, snapshot.coverage.span.until)),
            counts: CountRow(worker.counts, of: .worker(worker.name)),
            load: Figure(load: worker.status == .offline ? nil : worker.loadAverage),
            concurrency: Figure(count: worker.concurrency), lastHeartbeat: notation.timestamp(worker.lastHeartbeat),
            seen: Figure(
                share: worker.executions.flatMap { all in worker.unseen.map { max(0, all - $0) } },
                of: worker.executions),
            lifetime: Figure(count: worker.lifetimeProcessed),
            slotTime: Figure(seconds: worker.slotSeconds), busy: Figure(seconds: worker.busySeconds),
            utilization: Figure(utilization: worker), sparkline: sparkline(of: worker.name))
    }

    /// Column by column the sum of what is known; `nil` where nothing is.
    private func sum(over places: [Int]) -> Counts {
        let sum = { (value: (Counts) -> Int?) -> Int? in
            places.reduce(nil) { sum, place in
                value(snapshot.workers[place].counts).map { (sum ?? 0) + $0 } ?? sum
            }
        }
        var total = Counts()
        total.processed = sum(\.processed)
        total.carried = sum(\.carried)
        total.scheduled = sum(\.scheduled)
        for outcome in Outcome.allCases { total[outcome] = sum { $0[outcome] } }
        return total
    }
}

extension Figure {
    /// The share of its slot time that a worker's attempts took.
    fileprivate init(utilization worker: WorkerRow) {
        guard let busy = worker.busySeconds, let slots = worker.slotSeconds else {
            self.init(count: nil)
            return
        }
        self.init(share: busy, of: slots)
    }
}

extension WorkerRow {
    /// By what many workers are sorted: what was lost, then whether it is there, then what failed.
    fileprivate var urgency: SIMD4<Int> {
        let absence = status == .offline ? 3 : status == .unknown ? 2 : status == .stopping ? 1 : 0
        return SIMD4(counts[.lost] ?? 0, absence, counts[.failed] ?? 0, counts[.unaccounted] ?? 0)
    }
}

extension SIMD4<Int> {
    fileprivate static func > (one: Self, other: Self) -> Bool {
        for place in one.indices where one[place] != other[place] { return one[place] > other[place] }
        return false
    }
}

extension Snapshot {
    /// Whether a worker has been offline for so long that it has no row of its own.
    func isGone(_ worker: WorkerRow) -> Bool {
        guard worker.status == .offline, let last = worker.lastHeartbeat else { return false }
        return min(capturedAt, coverage.span.until).since(last) > coverage.forgetOffline
    }
}
