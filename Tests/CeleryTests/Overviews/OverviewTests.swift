import Celery
import TestSupport
import Testing

struct OverviewTests {
    private static let now = Instant(microseconds: 1_795_334_400_000_000)

    /// A cluster that was captured so many seconds ago, with so many incidents that last.
    private static func row(
        _ title: String, place: String? = nil, ago: Double = 0, critical: Int = 0, warnings: Int = 0, over: Int = 0,
        failing: Int = 0, problem: String? = nil, isKnown: Bool = true
    ) -> ClusterRow {
        var row = ClusterRow(place: place ?? title, title: title)
        row.problem = problem
        guard problem == nil else { return row }
        (row.capturedAt, row.isKnown) = (now - ago, isKnown)
        func incident(_ severity: Finding.Severity, until: Instant? = nil) -> Incident {
            Incident(until: until, severity: severity, subject: "s", sentence: "it is", findings: [])
        }
        row.incidents =
            (0..<critical).map { _ in incident(.critical) } + (0..<warnings).map { _ in incident(.warning) }
            + (0..<over).map { _ in incident(.critical, until: now) }
        if failing > 0 { row.rules = ClusterRow.RuleCounts(fail: failing) }
        return row
    }

    private static func titles(_ rows: [ClusterRow], staleAfter: Double = 3_600) -> [String] {
        Overview(rows, title: "t", staleAfter: staleAfter, now: now).clusters.map(\.title)
    }

    private static let each = [
        row("two critical", critical: 2), row("critical and warnings", critical: 1, warnings: 3),
        row("critical and old", ago: 7_200, critical: 1), row("critical", critical: 1), row("warnings", warnings: 2),
        row("warning", warnings: 1), row("two rules fail", failing: 2), row("a rule fails", failing: 1),
        row("unreadable", problem: "it is damaged"), row("unknown", isKnown: false), row("old", ago: 7_200),
        row("a well one"), row("over", over: 9), row("well"),
    ]

    @Test(arguments: 0..<200) func putsTheWorstFirstInWhateverOrderTheyCome(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        #expect(Self.titles(Self.each.shuffled(using: &chance)) == Self.each.map(\.title))
    }

    /// Whatever there is, the order is one: it doesn't depend on that of the arguments, and no cluster is lost.
    @Test(arguments: 0..<100) func isInOneOrder(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        let names = ["", "a", "é", "e\u{301}", "B", "\u{202E}x", "a b"]
        let rows = (0..<20).map { number in
            Self.row(
                names.randomElement(using: &chance) ?? "", place: "/\(number)",
                ago: Double.random(in: 0...9_000, using: &chance), critical: Int.random(in: 0...1, using: &chance),
                warnings: Int.random(in: 0...1, using: &chance), over: Int.random(in: 0...1, using: &chance),
                problem: Int.random(in: 0...4, using: &chance) == 0 ? "no" : nil)
        }
        let one = Overview(rows, title: "t", staleAfter: 3_600, now: Self.now)
        let other = Overview(rows.shuffled(using: &chance), title: "t", staleAfter: 3_600, now: Self.now)
        #expect(one == other && Set(one.clusters.map(\.place)).count == 20)
        let standings = one.clusters.compactMap { ClusterRow.Standing.allCases.firstIndex(of: $0.standing) }
        #expect(standings == standings.sorted() && standings.count == 20)
        for (first, second) in zip(one.clusters, one.clusters.dropFirst()) {
            #expect(!ClusterRow.precedes(second, first))
        }
    }

    @Test func isAsOldAsItsNewestSnapshot() {
        let overview = Overview(
            [
                Self.row("a", ago: 100), Self.row("b", ago: 3_700), Self.row("c", ago: 3_701),
                Self.row("d", problem: "x"),
            ],
            title: "t", staleAfter: 3_600, now: Self.now)
        #expect(overview.asOf == Self.now - 100 && overview.oldest == Self.now - 3_701)
        #expect(overview.clusters.filter(\.isStale).map(\.title) == ["c"])
        #expect(overview.count(.stale) == 1 && overview.count(.unreadable) == 1 && overview.count(.well) == 2)
    }

    @Test func letsNoClockThatIsAheadMakeTheOthersStale() {
        let overview = Overview(
            [Self.row("a"), Self.row("ahead", ago: -86_400)], title: "t", staleAfter: 3_600, now: Self.now)
        #expect(overview.asOf == Self.now && !overview.clusters.contains(where: \.isStale))
        // Where all are, the least so is what there is.
        let ahead = Overview(
            [Self.row("a", ago: -90_000), Self.row("b", ago: -99_000)], title: "t", staleAfter: 60, now: Self.now)
        #expect(ahead.asOf == Self.now + 90_000)
        #expect(Overview([], title: "t", staleAfter: 60, now: Self.now).asOf == nil)
    }

    @Test func addsUpOnlyWhatIsKnown() {
        var snapshot = Snapshot.hour()
        snapshot.add(queue: "a", ready: 3)
        snapshot.add(queue: "b", ready: nil, unacknowledged: 2)
        let sums = ClusterRow.QueueCounts(snapshot.queues)
        #expect(sums.queues == 2 && sums.ready == nil && sums.unacknowledged == 2 && sums.messages == nil)
        for (name, status) in zip("abcd", WorkerStatus.allCases) { snapshot.add(worker: "\(name)", status) }
        snapshot.add(worker: "e", .offline)
        let workers = ClusterRow.WorkerCounts(snapshot.workers)
        #expect(workers.online == 1 && workers.stopping == 1 && workers.offline == 2 && workers.all == 5)
    }
}
