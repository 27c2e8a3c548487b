import Celery
import TestSupport
import Testing

@testable import Comparison

struct SnapshotComparisonTests {
    /// A shop of a few types, queues and workers, with so many failures of the one that pays.
    private func shop(failed: Int = 100, of all: Int = 10_000, watchedFor seconds: Double = 3_600) -> Snapshot {
        var shop = Snapshot.hour(watchedFor: seconds)
        shop.add(
            type: "shop.pay", [.succeeded: all - failed, .failed: failed],
            runtime: Percentiles(count: all, p50: 1, p95: 2, p99: 3, max: 4))
        shop.add(type: "shop.mail", [.succeeded: 500, .failed: 5])
        shop.histograms = [HistogramRow(name: "shop.pay", measure: "runtime", buckets: [.init(upper: 1, count: all)])]
        shop.add(queue: "mail", ready: 3)
        shop.add(worker: "a@1", .online, [.succeeded: 10_400])
        shop.add(failures: failed, of: "shop.pay", by: "ValueError", fingerprint: "aa")
        return shop
    }

    @Test func findsNothingInASnapshotBesideItself() {
        let comparison = SnapshotComparison(shop(), shop())
        #expect(comparison.isEmpty && comparison.sameFailures == 1)
    }

    @Test func listsATypeFirstWhoseFailuresDoubled() throws {
        let comparison = SnapshotComparison(shop(), shop(failed: 200))
        let first = try #require(comparison.changes.first)
        #expect(first.kind == .taskType && first.subject == "shop.pay" && first.measure == "failure share")
        #expect(first.values == .numbers(before: 0.01, after: 0.02, .share))
        #expect(first.verdict == .moreThanChance && first.significance?.method == .twoProportions)
        let group = try #require(comparison.failures.first)
        #expect(group.state == .stays && group.after == 200 && group.verdict == .moreThanChance)
    }

    @Test func takesTenFailuresInsteadOfEightForChance() throws {
        let comparison = SnapshotComparison(shop(failed: 8, of: 1_000), shop(failed: 10, of: 1_000))
        #expect(comparison.changes.allSatisfy { $0.verdict == .maybeChance })
        #expect(comparison.failures.allSatisfy { $0.verdict == .maybeChance })
        #expect(comparison.changes.map(\.measure) == ["failure share"])
    }

    @Test func takesLessWatchingForNoChange() {
        let half = shop(failed: 50, of: 5_000, watchedFor: 1_800)
        var rest = half
        rest.taskTypes.removeLast()
        rest.add(type: "shop.mail", [.succeeded: 250])
        let comparison = SnapshotComparison(shop(), half)
        #expect(!comparison.changes.contains { $0.subject == "shop.pay" })
        #expect(comparison.before.coverage == 1 && comparison.after.coverage == 0.5)
        #expect(comparison.failures.allSatisfy { $0.verdict == .maybeChance && $0.rates.before == $0.rates.after })
    }

    /// As much in half of the time is twice as much.
    @Test func comparesSlotTimeByTheWatchedHour() throws {
        func shop(_ busy: BusyTime?, watchedFor seconds: Double = 3_600) -> Snapshot {
            var shop = self.shop(watchedFor: seconds)
            shop.taskTypes[0].busy = busy
            return shop
        }
        func slots(_ before: Snapshot, _ after: Snapshot) -> Change.Values? {
            SnapshotComparison(before, after).changes.first { $0.measure == "slot time" }?.values
        }
        let busy = BusyTime(microseconds: [30_000_000, 10_000_000, 0, 2_000_000])
        #expect(slots(shop(busy), shop(busy)) == nil)
        #expect(
            slots(shop(busy), shop(busy, watchedFor: 1_800)) == .numbers(before: 42, after: 84, .secondsPerHour))
        #expect(slots(shop(nil), shop(busy)) == nil && slots(shop(busy), shop(nil)) == nil)
        #expect(slots(shop(busy), shop(busy, watchedFor: 0)) == nil)
        var without = shop(busy)
        without.taskTypes.removeFirst()
        #expect(slots(without, shop(busy)) == .numbers(before: 0, after: 42, .secondsPerHour))
    }

    @Test func comparesNoCountsWhereNobodyListened() {
        let comparison = SnapshotComparison(shop(), shop(failed: 5_000, watchedFor: 0))
        #expect(comparison.changes.isEmpty)
        #expect(comparison.failures.allSatisfy { $0.verdict == .notTested && $0.rates.after == nil })
    }

    @Test func tellsASlowerTypeByItsRanks() throws {
        var after = shop()
        after.taskTypes[0].runtime = Percentiles(count: 10_000, p50: 2, p95: 2, p99: 3, max: 4)
        after.histograms = [
            HistogramRow(name: "shop.pay", measure: "runtime", buckets: [.init(upper: 2, count: 10_000)])
        ]
        let change = try #require(SnapshotComparison(shop(), after).changes.first)
        #expect(change.measure == "runtime p50" && change.significance?.method == .ranks)
        #expect(change.verdict == .moreThanChance)
    }

    @Test func seesATypeThatCameAndOneThatWent() {
        var after = shop()
        after.taskTypes.removeLast()
        after.add(type: "shop.new", [.succeeded: 400])
        let changes = SnapshotComparison(shop(), after).changes
        #expect(Set(changes.map(\.subject)) == ["shop.mail", "shop.new"])
        #expect(changes.allSatisfy { $0.measure == "rate" && $0.verdict == .moreThanChance })
    }

    @Test func seesQueuesOnlyWhereTheyWereAllTold() {
        var after = shop()
        after.queues = []
        after.add(queue: "other", ready: nil)
        #expect(SnapshotComparison(shop(), after).changes.map(\.measure) == ["is there", "is there"])
        for index in after.sources.indices { after.sources[index].status = .failed }
        #expect(SnapshotComparison(shop(), after).changes.isEmpty)
    }

    /// What nobody watched has neither ended nor begun.
    @Test func findsNoFailuresGoneOrNewWhereOneSideWasNotWatched() {
        var blind = shop(watchedFor: 0)
        blind.failures = []
        #expect(SnapshotComparison(shop(), blind).failures.isEmpty)
        #expect(SnapshotComparison(blind, shop()).failures.isEmpty)
    }

    /// Of failures that stored results alone tell of, somebody has to have read the results.
    @Test func findsFailuresOfResultsOnlyWhereBothReadThem() {
        var (before, after) = (shop(), shop())
        after.add(failures: 2, of: "shop.mail", by: "KeyError", fingerprint: "bb")
        after.failures[1].fromResults = 2
        after.sources.append(SourceReport(name: "results", status: .ok, detail: "2 read"))
        #expect(SnapshotComparison(before, after).failures.isEmpty)
        before.sources.append(SourceReport(name: "results", status: .ok, detail: "none"))
        #expect(SnapshotComparison(before, after).failures.map(\.state) == [.new])
    }

    @Test func seesWorkersOnlyWhereNoneCanHaveBeenMissed() {
        var after = shop()
        after.workers = []
        after.add(worker: "b@1")
        #expect(SnapshotComparison(shop(), after).changes.filter { $0.measure == "status" }.count == 2)
        after.sources[0].status = .skipped
        after.sources[1].status = .partial
        #expect(SnapshotComparison(shop(), after).changes.map(\.subject) == ["b@1"])
        after.sources[1].status = .failed
        after.workers = shop().workers
        after.workers[0].status = .offline
        #expect(SnapshotComparison(shop(), after).changes.isEmpty && SnapshotComparison(after, shop()).changes.isEmpty)
    }

    /// One is composed, the other isn't.
    @Test func tellsSettingsApartThatLookAlike() {
        func cluster(_ settings: [NamedValue]...) -> Snapshot {
            var shop = shop()
            shop.workers = []
            for (number, settings) in settings.enumerated() {
                shop.add(worker: "a@\(number)")
                var answer = WorkerInspection()
                answer.configuration = settings
                shop.workers[number].inspection = answer
            }
            return shop
        }
        let (composed, decomposed) = ("\u{e9}", "e\u{301}")
        let two = SnapshotComparison(
            cluster([NamedValue(composed, "1"), NamedValue(decomposed, "1")]),
            cluster([NamedValue(composed, "2"), NamedValue(decomposed, "3")]))
        #expect(two.changes.count == 2)
        let one = SnapshotComparison(cluster([NamedValue("a", composed)]), cluster([NamedValue("a", decomposed)]))
        #expect(one.changes.count == 1)
        let unlike = SnapshotComparison(
            cluster([NamedValue(composed, "1")], [NamedValue(decomposed, "1")]),
            cluster([NamedValue(composed, "2")], [NamedValue(decomposed, "2")]))
        #expect(unlike.changes.map(\.others) == [0, 0])
    }

    /// Each is a test of its own.
    @Test func testsTypesApartThatLookAlike() {
        func both(_ failed: Int) -> Snapshot {
            var hour = Snapshot.hour()
            for name in ["\u{e9}", "e\u{301}"] { hour.add(type: name, [.succeeded: 1_000 - failed, .failed: failed]) }
            return hour
        }
        #expect(SnapshotComparison(both(10), both(20)).tests == 2)
    }

    @Test func takesTheUnknownForNoChange() {
        var after = shop()
        after.queues[0].ready = nil
        after.taskTypes[0].counts = Counts()
        after.workers[0].status = .unknown
        after.broker.server = nil
        #expect(SnapshotComparison(shop(), after).changes.isEmpty)
    }

    @Test func tellsOfVersionsAndSettingsOnceForAllWorkers() {
        func cluster(version: String, prefetch: String) -> Snapshot {
            var shop = shop()
            for number in 2...20 { shop.add(worker: "a@\(number)") }
            for index in shop.workers.indices {
                shop.workers[index].software = Software(name: "py-celery", version: version, system: "Linux")
                var answer = WorkerInspection()
                answer.configuration = [NamedValue("worker_prefetch_multiplier", prefetch)]
                shop.workers[index].inspection = answer
            }
            return shop
        }
        let changes = SnapshotComparison(
            cluster(version: "5.5.3", prefetch: "4"), cluster(version: "5.6.2", prefetch: "1")
        ).changes
        #expect(changes.map(\.measure) == ["software", "worker_prefetch_multiplier"])
        #expect(changes.allSatisfy { $0.others == 19 && $0.verdict == .notTested })
        #expect(changes.first?.values == .words(before: "py-celery 5.5.3", after: "py-celery 5.6.2"))
    }

    @Test func listsGroupsOfFailuresThatCameAndWent() {
        var after = shop()
        after.failures = []
        after.add(failures: 3, of: "shop.pay", by: "KeyError", fingerprint: "bb")
        let failures = SnapshotComparison(shop(), after).failures
        #expect(failures.map(\.state) == [.new, .gone] && failures.map(\.fingerprint) == ["bb", "aa"])
    }

    /// Names that look alike are two, rows that come twice and numbers that are none break nothing.
    @Test func bearsAHostileSnapshot() {
        var hostile = shop()
        hostile.add(type: "e\u{301}", [.succeeded: 1])
        hostile.add(type: "é", [.failed: 1])
        hostile.add(type: "é", [.failed: 100])
        hostile.add(type: nil, [.failed: 1])
        hostile.add(queue: "mail", ready: 99)
        hostile.taskTypes[0].runtime = Percentiles(count: 1, p50: .nan, p95: -1, p99: .infinity, max: 0)
        hostile.taskTypes[1].counts[.failed] = -5
        hostile.failures[0].count = -1
        let comparison = SnapshotComparison(hostile, hostile)
        #expect(comparison.isEmpty)
        #expect(SnapshotComparison(shop(), hostile).changes.filter { $0.measure == "rate" }.map(\.subject).count == 3)
    }

    @Test func givesTheSameOrderHoweverRowsStand() {
        var (one, other) = (shop(failed: 300), shop(failed: 300))
        for number in 0..<50 {
            one.add(type: "t\(number)", [.succeeded: 10])
            other.add(type: "t\(49 - number)", [.succeeded: 10])
        }
        let (first, second) = (SnapshotComparison(shop(), one).changes, SnapshotComparison(shop(), other).changes)
        #expect(first == second && first.count > 50)
    }

    @Test func writesJSONThatSaysWhatWasCompared() {
        let text = String(decoding: SnapshotComparison(shop(), shop(failed: 200)).json, as: UTF8.self)
        #expect(
            text.hasPrefix("{\"schema\":\"herbarium.comparison/1\",\"before\":{\"captured_at\":\"2026-11-22T08:00:00"))
        #expect(text.contains("\"measure\":\"failure share\",\"before\":0.01,\"after\":0.02,\"unit\":\"share\""))
        #expect(text.contains("\"method\":\"two-proportion z-test\",\"verdict\":\"more than chance\""))
        #expect(text.contains("\"coverage_before\":1"))
    }
}
