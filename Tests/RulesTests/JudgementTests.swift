import Celery
import TestSupport
import Testing

@testable import Rules

struct JudgementTests {
    private func judge(_ snapshot: Snapshot, _ rules: String..., known: [String] = []) throws -> [Judgement] {
        var snapshot = snapshot
        (snapshot.report.checks, snapshot.report.known) = (rules, known)
        for rule in rules { _ = try Rule(rule) }
        return Judgement.all(of: snapshot)
    }

    private func verdict(_ snapshot: Snapshot, _ rule: String, known: [String] = []) throws -> Verdict {
        try #require(judge(snapshot, rule, known: known).first).verdict
    }

    /// Something of everything, some of it unknown.
    private static let shop: Snapshot = {
        var shop = Snapshot.hour(watchedFor: 1_800)
        shop.add(worker: "a@1", .online, [.active: 2, .failed: 3, .succeeded: 5])
        shop.add(worker: "b@1", .online, [.lost: 1])
        shop.add(worker: "c@1", .unknown)
        shop.add(worker: "d@1", .offline)
        shop.workers[0].loadAverage = [0.5, 1, 1]
        shop.workers[0].uptime = 7_200
        shop.workers[0].lastHeartbeat = shop.capturedAt - 3
        shop.add(
            type: "shop.pay", [.succeeded: 96, .failed: 4],
            runtime: Percentiles(count: 9, p50: 1, p95: 2, p99: 3, max: 4))
        shop.add(type: "shop.mail", [.succeeded: 10, .retried: 10])
        shop.add(type: "shop.idle", [.received: 1])
        shop.add(queue: "mail", ready: 12, unacknowledged: nil)
        shop.add(queue: "pay", ready: 0, consumers: nil)
        shop.queues[0].growth = -2
        shop.queues[0].redelivered = 7
        shop.add(failures: 3, of: "shop.pay", by: "ValueError", fingerprint: "00000000000000aa")
        shop.add(failures: 1, of: "shop.pay", by: "KeyError", fingerprint: "00000000000000bb")
        shop.findings = [
            Finding(.critical, Finding.Code(rawValue: "queue-without-consumer"), subject: "pay", message: "m"),
            Finding(.note, Finding.Code(rawValue: "clock"), subject: "a@1", message: "m"),
        ]
        shop.incidents = [Incident(severity: .critical, subject: "pay", sentence: "s", findings: [0])]
        shop.sources[1].status = .partial
        shop.coverage.events = 500
        return shop
    }()

    /// Of each measure one that holds, one that fails and one that can't be known, where there can be one.
    @Test(
        arguments: [
            ("workers.online >= 2", .pass), ("workers.online >= 4", .fail), ("workers.online >= 3", .unknown),
            ("workers.offline <= 2", .pass), ("workers.offline == 0", .fail), ("workers.offline == 1", .unknown),
            ("workers.online{worker=\"a@*\"} == 1", .pass), ("workers.online{worker=\"z@*\"} >= 1", .fail),
            ("worker.active{worker=\"a@1\"} == 2", .pass), ("worker.active <= 1", .fail),
            ("worker.active{worker=\"z\"} <= 1", .unknown),
            ("worker.load{worker=\"a@1\"} < 1", .pass), ("worker.load{worker=\"a@1\"} > 1", .fail),
            ("worker.load < 1", .unknown),
            ("worker.uptime{worker=\"a@1\"} >= 2h", .pass), ("worker.uptime{worker=\"a@1\"} < 1h", .fail),
            ("worker.uptime >= 1h", .unknown),
            ("worker.heartbeat_age{worker=\"a@1\"} <= 3s", .pass), ("worker.heartbeat_age <= 2s", .fail),
            ("worker.heartbeat_age <= 3s", .unknown),
            ("attempts.failed == 3", .pass), ("attempts.lost == 0", .fail),
            ("attempts.lost{worker=\"z\"} == 0", .unknown),
            ("failure_rate{type=\"shop.pay\"} <= 4%", .pass), ("failure_rate <= 3.9%", .fail),
            ("failure_rate{type=\"shop.idle\"} <= 100%", .unknown), ("failure_rate{type=\"other.*\"} <= 1%", .unknown),
            ("retry_rate{type=\"shop.m*\"} == 50%", .pass), ("retry_rate < 50%", .fail),
            ("throughput{type=\"shop.pay\"} == 200", .pass), ("throughput{type=\"shop.pay\"} < 200", .fail),
            ("runtime.p50{type=\"shop.pay\"} <= 1s", .pass), ("runtime.p95 <= 1s", .fail),
            ("runtime.p50 <= 1s", .unknown), ("runtime.max{type=\"shop.pay\"} == 4s", .pass),
            ("wait.p95 <= 1s", .unknown),
            ("queue.ready{queue=\"mail\"} <= 12", .pass), ("queue.ready <= 11", .fail),
            ("queue.ready{queue=\"other\"} <= 11", .unknown),
            ("queue.unacked{queue=\"pay\"} == 0", .pass), ("queue.unacked > 0", .fail),
            ("queue.unacked == 0", .unknown),
            ("queue.messages >= 0", .pass), ("queue.messages{queue=\"mail\"} < 12", .fail),
            ("queue.messages{queue=\"mail\"} < 13", .unknown),
            ("queue.consumers{queue=\"mail\"} >= 1", .pass), ("queue.consumers{queue=\"mail\"} >= 2", .fail),
            ("queue.consumers >= 1", .unknown),
            ("queue.growth{queue=\"mail\"} < 0", .pass), ("queue.growth{queue=\"mail\"} >= 0", .fail),
            ("queue.growth < 0", .unknown),
            ("queue.oldest{queue=\"pay\"} <= 5m", .pass), ("queue.oldest{queue=\"pay\"} > 0", .fail),
            ("queue.oldest <= 5m", .unknown),
            ("queue.redelivered{queue=\"mail\"} == 7", .pass), ("queue.redelivered{queue=\"mail\"} == 0", .fail),
            ("queue.redelivered == 7", .unknown),
            ("coverage >= 50%", .pass), ("coverage > 50%", .fail), ("events >= 500", .pass), ("events > 500", .fail),
            ("failures == 4", .pass), ("failures{exception=\"ValueError\"} == 0", .fail),
            ("failures{type=\"x\"} == 0", .pass),
            ("findings{severity=\"warning\"} == 0", .pass), ("findings == 0", .fail),
            ("findings{code=\"clock\"} == 1", .pass),
            ("incidents == 1", .pass), ("incidents{subject=\"pay\",state=\"lasting\"} == 1", .pass),
            ("incidents{state=\"over\"} == 0", .pass), ("incidents{severity=\"critical\"} == 0", .fail),
            ("sources.failed{source=\"events\"} == 0", .pass), ("sources.failed == 0", .fail),
            ("eta.overdue == 0", .unknown),
        ] as [(String, Verdict)])
    func judges(rule: String, verdict: Verdict) throws {
        #expect(try self.verdict(Self.shop, rule) == verdict)
    }

    @Test func knowsOverdueTasksWhereAllWasTold() throws {
        var shop = Self.shop
        shop.etaBacklog = [BacklogRow(dueWithin: 0, count: 2), BacklogRow(dueWithin: 60, count: 9)]
        #expect(try verdict(shop, "eta.overdue <= 2") == .pass)
        #expect(try verdict(shop, "eta.overdue < 2") == .fail)
    }

    @Test func tellsWhatLastsFromWhatIsOver() throws {
        var shop = Self.shop
        shop.incidents[0].until = shop.capturedAt
        #expect(try verdict(shop, "incidents{severity=\"critical\", state=\"lasting\"} == 0") == .pass)
        #expect(try verdict(shop, "incidents{severity=\"critical\"} == 0") == .fail)
    }

    /// A file of before incidents were told: a note is none, anything else may be one.
    @Test func takesFindingsWithoutIncidentsForNeitherNoneNorSome() throws {
        var shop = Self.shop
        shop.incidents = []
        #expect(try verdict(shop, "incidents{severity=\"critical\"} == 0") == .unknown)
        #expect(try verdict(shop, "incidents <= 1") == .pass)
        #expect(try verdict(shop, "incidents{severity=\"warning\"} == 0") == .pass)
    }

    @Test func leavesOutFailuresThatAreKnown() throws {
        #expect(try verdict(Self.shop, "failures == 1", known: ["00000000000000aa"]) == .pass)
        #expect(try verdict(Self.shop, "failure_rate{type=\"shop.pay\"} < 2%", known: ["00000000000000aa"]) == .pass)
        let all = ["00000000000000aa", "00000000000000bb"]
        #expect(try verdict(Self.shop, "failure_rate{type=\"shop.pay\"} == 0%", known: all) == .pass)
    }

    /// More are known than were counted, since a task may fail where no event told of it.
    @Test func countsNoFewerFailuresThanNone() throws {
        var shop = Self.shop
        shop.failures[0].count = 1_000
        let judgement = try #require(
            judge(shop, "failure_rate{type=\"shop.pay\"} == 0%", known: ["00000000000000aa"]).first)
        #expect(judgement.verdict == .pass && judgement.phrase.text == "0 % of 'shop.pay'")
    }

    @Test(arguments: [
        "failure_rate <= 100%", "attempts.failed >= 0", "throughput >= 0", "worker.active >= 0", "runtime.p50 >= 0",
        "failures <= 100",
    ])
    func knowsNothingOfASpanInWhichNobodyListened(rule: String) throws {
        var shop = Self.shop
        shop.coverage.watched = []
        #expect(try verdict(shop, rule) == .unknown)
        shop.coverage.span = TimeSpan(since: shop.capturedAt, until: shop.capturedAt)
        #expect(try verdict(shop, rule) == .unknown)
        #expect(try verdict(shop, "coverage >= 0%") == .unknown)
    }

    /// That nothing is less than none makes no value known.
    @Test(arguments: [
        "worker.uptime >= 0s", "worker.uptime{worker=\"b@1\"} < 0s", "worker.heartbeat_age >= 0s", "wait.p95 >= 0s",
        "worker.active{worker=\"c@1\"} != -1", "attempts.failed{worker=\"d@1\"} >= 0", "eta.overdue >= 0",
    ])
    func passesNothingOfWhichNothingIsKnown(rule: String) throws {
        var shop = Self.shop
        for index in shop.workers.indices.dropFirst(2) { shop.workers[index].counts = Counts() }
        let judgement = try #require(judge(shop, rule).first)
        #expect(judgement.verdict == .unknown && judgement.phrase.text.hasPrefix("—"))
    }

    @Test func takesNoSilenceForAnAbsence() throws {
        var shop = Self.shop
        for index in shop.sources.indices { shop.sources[index].status = .failed }
        #expect(try verdict(shop, "workers.online >= 2") == .pass)
        #expect(try verdict(shop, "workers.online <= 3") == .unknown)
        #expect(try verdict(shop, "workers.online{worker=\"z\"} == 0") == .unknown)
    }

    /// Successes without a runtime, and beginnings without a sending, may have been as long as one likes.
    @Test(
        arguments: [
            ([.succeeded: 1], .unknown, .unknown), ([.failed: 1], .pass, .unknown), ([.active: 1], .pass, .unknown),
            ([.received: 1, .returned: 1], .pass, .pass), ([:], .pass, .pass),
        ] as [([Outcome: Int], Verdict, Verdict)])
    func passesOverTypesThatSurelyHadNothing(columns: [Outcome: Int], runtime: Verdict, wait: Verdict) throws {
        var hour = Snapshot.hour()
        let told = Percentiles(count: 1, p50: 1, p95: 1, p99: 1, max: 1)
        hour.add(type: "told", [.succeeded: 1], runtime: told)
        hour.taskTypes[0].wait = told
        hour.add(type: "untold", columns)
        #expect(try verdict(hour, "runtime.p95 <= 1s") == runtime)
        #expect(try verdict(hour, "wait.p95 <= 1s") == wait)
        hour.taskTypes[1].counts = Counts()
        #expect(try verdict(hour, "runtime.p95 <= 1s") == .unknown && verdict(hour, "wait.p95 <= 1s") == .unknown)
    }

    @Test(arguments: [SourceReport.Status.partial, .failed, .skipped])
    func passesNoQueuesOfWhichSomeMayBeMissing(status: SourceReport.Status) throws {
        var hour = Snapshot.hour()
        hour.add(queue: "mail", ready: 1)
        hour.queues[0].growth = -1
        hour.sources[2].status = status
        #expect(try verdict(hour, "queue.ready <= 1") == .unknown)
        #expect(try verdict(hour, "queue.growth <= 0") == .unknown && verdict(hour, "queue.growth >= -1") == .unknown)
        #expect(try verdict(hour, "queue.ready{queue=\"m*\"} <= 1") == .unknown)
        #expect(try verdict(hour, "queue.ready{queue=\"mail\"} <= 1") == .pass)
        #expect(try verdict(hour, "queue.ready{queue=\"pay\"} <= 1") == .unknown)
        #expect(try verdict(hour, "queue.ready < 1") == .fail)
        let judgement = try #require(judge(hour, "queue.ready <= 1").first)
        #expect(judgement.phrase.text == "—: not all queues were told" && judgement.matches == 1)
    }

    @Test func findsNoneOnlyWhereWorkersToldSomething() throws {
        var hour = Snapshot.hour(watchedFor: 0)
        hour.sources.append(SourceReport(name: "history", status: .ok, detail: "nothing yet"))
        for index in 0...1 { hour.sources[index].status = .failed }
        for measure in ["findings", "incidents"] {
            #expect(try verdict(hour, "\(measure) == 0") == .unknown)
            #expect(try verdict(hour, "\(measure){severity=\"critical\"} == 0") == .unknown)
            for index in 0...1 {
                var told = hour
                told.sources[index].status = .partial
                #expect(try verdict(told, "\(measure) == 0") == .pass)
            }
            var remembered = hour
            remembered.coverage.watched = [remembered.coverage.span]
            #expect(try verdict(remembered, "\(measure) == 0") == .pass)
        }
    }

    @Test func doesNotTakeASourceThatIsNotListedForASound() throws {
        let hour = Snapshot.hour()
        #expect(try verdict(hour, "sources.failed == 0") == .pass)
        #expect(try verdict(hour, "sources.failed{source=\"queues\"} == 0") == .pass)
        #expect(try verdict(hour, "sources.failed{source=\"results\"} == 0") == .unknown)
        #expect(try verdict(hour, "sources.failed{source=\"man*\"} == 0") == .unknown)
    }

    /// A worker that is there sends a heartbeat every two seconds, unless it is told otherwise.
    @Test(
        arguments: [(.ok, .failed, 0, .pass), (.partial, .ok, 5, .unknown), (.partial, .ok, 6, .pass)]
            as [(SourceReport.Status, SourceReport.Status, Double, Verdict)])
    func countsWorkersWhereNoneCanHaveBeenMissed(
        inspect: SourceReport.Status, events: SourceReport.Status, seconds: Double, verdict: Verdict
    ) throws {
        var hour = Snapshot.hour(watchedFor: seconds)
        // What was listened to long before tells nothing of what is there now.
        let since = hour.coverage.span.since
        hour.coverage.watched.insert(TimeSpan(since: since, until: since + 60), at: 0)
        if seconds == 0 { hour.coverage.watched = [] }
        hour.add(worker: "a@1")
        (hour.sources[0].status, hour.sources[1].status) = (events, inspect)
        #expect(try self.verdict(hour, "workers.online == 1") == verdict)
        #expect(try self.verdict(hour, "workers.offline == 0") == verdict)
        #expect(try self.verdict(hour, "workers.online >= 1") == .pass)
    }

    /// One is composed, the other isn't.
    @Test func tellsNamesApartThatLookAlike() throws {
        var hour = Snapshot.hour()
        hour.add(type: "\u{e9}", [.succeeded: 1, .failed: 1])
        hour.add(type: "e\u{301}", [.succeeded: 1, .failed: 1])
        hour.add(failures: 1, of: "\u{e9}", by: "E", fingerprint: "00000000000000aa")
        let known = ["00000000000000aa"]
        #expect(try verdict(hour, "failure_rate{type=\"\u{e9}\"} == 0%", known: known) == .pass)
        #expect(try verdict(hour, "failure_rate{type=\"e\u{301}\"} == 50%", known: known) == .pass)
    }

    @Test func saysTheLargestOnlyWhereNoneMayBeLarger() throws {
        var hour = Snapshot.hour()
        for (name, ready) in [("a", 3), ("b", 5), ("c", nil)] { hour.add(queue: name, ready: ready) }
        func text(_ rule: String) throws -> String { try #require(judge(hour, rule).first).phrase.text }
        #expect(try text("queue.ready <= 4") == "5 of 'b', one of 3")
        #expect(try text("queue.ready{queue=\"c\"} <= 4") == "— of 'c': the broker didn't tell")
        hour.queues.removeLast()
        #expect(try text("queue.ready <= 4") == "5 of 'b', the largest of 2")
        #expect(try text("queue.ready == 5") == "3 of 'a', one of 2")
        #expect(try text("queue.ready >= 4") == "3 of 'a', the smallest of 2")
        #expect(try text("queue.ready != 3") == "3 of 'a', one of 2")
    }

    @Test func writesSharesWithTwoDigitsUnlessTheyWouldLookLikeTheBound() throws {
        var hour = Snapshot.hour(watchedFor: 1_234)
        hour.add(type: "t", [.succeeded: 10_000, .failed: 148])
        func text(_ rule: String) throws -> String { try #require(judge(hour, rule).first).phrase.text }
        #expect(try text("failure_rate <= 2%") == "1.46 % of 't'")
        #expect(try text("failure_rate <= 1.46%") == "1.458 % of 't'")
        #expect(try #require(judge(hour, "failure_rate <= 2%").first).line.hasSuffix(", 34.28 % watched)"))
    }

    @Test func namesTheWorstAndHowManyMore() throws {
        var hour = Snapshot.hour()
        for number in 1...5 { hour.add(queue: "q\(number)", ready: number * 10) }
        let judgement = try #require(judge(hour, "queue.ready <= 25").first)
        #expect(judgement.phrase.text == "50 of 'q5', the largest of 5; 2 more fail")
        #expect(judgement.line == "fail     queue.ready <= 25  (50 of 'q5', the largest of 5; 2 more fail)")
        let least = try #require(judge(hour, "queue.ready >= 5").first)
        #expect(least.phrase.text == "10 of 'q1', the smallest of 5")
    }

    @Test func listsWhatAnotherVersionWouldKnow() {
        var hour = Snapshot.hour()
        hour.report.checks = ["moon.phase == 1", "events >= 0"]
        let judgements = Judgement.all(of: hour)
        #expect(judgements.map(\.verdict) == [.unknown, .pass] && judgements.verdict == .unknown)
        #expect(judgements[0].phrase.text == "this version can't read the rule")
    }

    @Test func letsAFailureOutweighWhatCannotBeKnown() throws {
        let judgements = try judge(Self.shop, "events > 500", "eta.overdue == 0", "events == 500")
        #expect(judgements.verdict == .fail)
        #expect(judgements.summary == "1 of 3 rules failed, 1 can't be known")
    }

    @Test func declaresEachMeasureOnceAndTellsOfAll() {
        let names = RuleMeasure.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { RuleMeasure.list.contains($0) })
        #expect(RuleMeasure.all.allSatisfy { $0.meaning.hasSuffix(".") })
    }

    /// Whatever can be measured can be so, not be so, and not be known.
    @Test(arguments: RuleMeasure.all.map(\.name)) func judgesInEachWay(measure: String) throws {
        var shop = Self.shop
        shop.taskTypes[0].wait = Percentiles(count: 9, p50: 1, p95: 2, p99: 3, max: 4)
        shop.etaBacklog = [BacklogRow(dueWithin: 0, count: 2)]
        var blind = Self.shop
        blind.coverage.watched = []
        for index in blind.sources.indices { blind.sources[index].status = .failed }
        var nothing = blind
        (nothing.findings, nothing.incidents) = ([], [])
        nothing.coverage.span = TimeSpan(since: nothing.capturedAt, until: nothing.capturedAt)
        let unit = try #require(RuleMeasure.named(measure)).unit == .share ? "%" : ""
        let labels = [
            "", "{type=\"shop.pay\"}", "{worker=\"a@1\"}", "{queue=\"mail\"}", "{queue=\"pay\"}",
            "{source=\"results\"}",
        ]
        var verdicts: Set<Verdict> = []
        for comparison in [">= 0", "< 0", "<= 0", "== 0", "<= 100"] {
            for labels in labels {
                let rule = "\(measure)\(labels) \(comparison)\(unit)"
                guard (try? Rule(rule)) != nil else { continue }
                for snapshot in [shop, blind, nothing] { verdicts.insert(try verdict(snapshot, rule)) }
            }
        }
        // How much was heard is always known.
        #expect(verdicts == (measure == "events" ? [.pass, .fail] : [.pass, .fail, .unknown]))
    }

    @Test func judgesManyWorkersByManyRulesInNoTime() throws {
        var hour = Snapshot.hour()
        for number in 0..<5_000 { hour.add(worker: "w\(number)@h", .online, [.succeeded: 1]) }
        hour.report.checks = Array(repeating: "worker.active{worker=\"w*9@*\"} <= 0", count: 20)
        #expect(Judgement.all(of: hour).allSatisfy { $0.verdict == .pass && $0.matches == 500 })
    }
}
