import Celery
import TestSupport
import Testing

/// The schedule held against what was seen, worked out by hand.
struct PeriodicRowsTests {
    private func evidence(_ entries: [(String, String, String)], timezone: String? = nil) -> Evidence {
        var answer = WorkerInspection()
        answer.periodic = entries.map { PeriodicEntry(name: $0.0, task: $0.1, text: $0.2) }
        answer.configuration = [NamedValue("timezone", timezone ?? "UTC")]
        var evidence = Evidence()
        evidence.inspection = Inspection(
            asked: EventStream.epoch, answered: EventStream.epoch, workers: [WorkerName("w1@a"): answer])
        return evidence
    }

    private func rows(
        _ times: [Double], _ text: String = "60", until: Double = 600, watched: [(Double, Double)]? = nil,
        timezone: String? = nil
    ) -> [PeriodicRow] {
        var stream = EventStream()
        for (number, time) in times.enumerated() { stream.attempt("t\(number)", at: time, name: "shop.tick") }
        let parts = watched?.map { TimeSpan(since: EventStream.at($0.0), until: EventStream.at($0.1)) }
        return stream.events.snapshot(
            at: until, evidence: evidence([("tick", "shop.tick", text)], timezone: timezone), watched: parts
        ).periodic
    }

    private func counts(_ row: PeriodicRow) -> [Int?] { [row.expected, row.seen, row.missed] }

    @Test func seesWhatComesEveryMinute() throws {
        let row = try #require(rows(Array(stride(from: 20.0, to: 600, by: 60))).first)
        #expect(row.name == "tick" && row.task == "shop.tick" && row.schedule == "60")
        #expect(counts(row) == [10, 10, 0] && row.last == EventStream.at(560) && row.next == EventStream.at(620))
        #expect(row.overlapping == 0)
    }

    /// Between two runs three minutes pass, and after the last of them four: two and three of them were missed.
    @Test func countsWhatWasMissed() throws {
        let row = try #require(rows([20, 80, 140, 320]).first)
        #expect(counts(row) == [9, 4, 5])
    }

    @Test func missesAllOfWhatNeverCame() throws {
        #expect(counts(try #require(rows([]).first)) == [9, 0, 9])
        // A day's task isn't missed within ten minutes.
        #expect(counts(try #require(rows([], "86400").first)) == [0, 0, 0])
    }

    /// Nobody listened between the second minute and the eighth.
    @Test func missesNothingThatNobodyWatchedFor() throws {
        let row = try #require(rows([20, 80, 500, 560], watched: [(0, 120), (480, 600)]).first)
        #expect(counts(row) == [4, 4, 0])
        let unwatched = try #require(rows([20], watched: []).first)
        #expect(counts(unwatched) == [nil, nil, nil])
    }

    /// Due at each full minute; that of the fourth came half a minute and more late.
    @Test func findsWhatIsDueByTheClock() throws {
        let row = try #require(
            rows([60.2, 120.1, 180.4, 275, 300.5, 360, 420, 480, 540], "<crontab: * * * * * (m/h/dM/MY/d)>").first)
        #expect(counts(row) == [9, 9, 1] && row.next == EventStream.at(660))
    }

    /// The clocks of a zone that nobody knows tell nothing; when it ran last is known nevertheless.
    @Test func knowsNothingByUnknownClocks() throws {
        let row = try #require(rows([60], "<crontab: * * * * * (m/h/dM/MY/d)>", timezone: "Mars/Base").first)
        #expect(counts(row) == [nil, 1, nil] && row.next == nil && row.last == EventStream.at(60))
    }

    @Test func tellsEntriesOfOneTaskApartByNothing() {
        var stream = EventStream()
        stream.attempt("a", at: 10, name: "shop.tick")
        let rows = stream.events.snapshot(
            at: 600, evidence: evidence([("b", "shop.tick", "30"), ("a", "shop.tick", "60"), ("c", "other", "60")])
        ).periodic
        #expect(rows.map(\.name) == ["a", "b", "c"])
        #expect(rows.map(\.seen) == [nil, nil, 0] && rows.map(\.last) == [nil, nil, nil])
    }

    @Test func countsRunsThatOverlap() throws {
        var stream = EventStream()
        for (number, (begin, end)) in [(10.0, 75.0), (70, 80), (130, 140)].enumerated() {
            stream.task(.received, "t\(number)", at: begin) { $0.name = "shop.tick" }
            stream.task(.started, "t\(number)", at: begin)
            stream.task(.succeeded, "t\(number)", at: end)
        }
        let row = try #require(
            stream.events.snapshot(at: 200, evidence: evidence([("tick", "shop.tick", "60")])).periodic.first)
        #expect(row.overlapping == 1)
    }

    private func told(
        _ entries: [PeriodicEntry], by source: PeriodicRow.Source = .redBeat, at time: Double = 600
    ) -> ScheduleReading {
        ScheduleReading(source: source, entries: entries, at: EventStream.at(time))
    }

    private func entry(_ name: String, _ text: String = "60", task: String = "shop.tick") -> PeriodicEntry {
        PeriodicEntry(name: name, task: task, text: text)
    }

    private func ticks(until end: Double = 600) -> EventStream {
        var stream = EventStream()
        for (number, time) in stride(from: 20.0, to: end, by: 60).enumerated() {
            stream.attempt("t\(number)", at: time, name: "shop.tick")
        }
        return stream
    }

    /// A scheduler's own memory is newer than what was seen, in whatever zone it keeps it.
    @Test func believesWhatASchedulerRemembers() throws {
        var evidence = Evidence()
        var (tick, night) = (entry("tick"), entry("night", "<crontab: 0 4 * * * (m/h/dM/MY/d)>", task: "shop.night"))
        tick.last = EventStream.at(595)
        (night.zone, night.last, night.lastZone) = ("Europe/Berlin", EventStream.at(3600 + 30), "Europe/Berlin")
        var rule = entry("rule", "<rrule: FREQ=DAILY>", task: "shop.rule")
        rule.next = EventStream.at(9000)
        evidence.schedules = [told([tick, night, rule])]
        let rows = ticks().events.snapshot(
            at: 600, evidence: evidence, clocks: { $0 == "Europe/Berlin" ? { _ in 3600 } : nil }
        ).periodic
        #expect(rows.map(\.name) == ["night", "rule", "tick"] && rows.allSatisfy { $0.source == .redBeat })
        #expect(rows.map(\.last) == [EventStream.at(30), nil, EventStream.at(595)])
        #expect(rows.map(\.next)[1...] == [EventStream.at(9000), EventStream.at(655)])
        // 04:00 in Berlin is 03:00 in UTC.
        let next = try #require(rows[0].next)
        #expect(CivilTime(next).hour == 3 && CivilTime(next).minute == 0)
        #expect(rows.map(\.asOf) == [nil, nil, nil] && counts(rows[1]) == [nil, 0, nil])
    }

    @Test func tellsEntriesApartThatTheirTasksName() throws {
        var stream = EventStream()
        for (number, time) in stride(from: 20.0, to: 600, by: 60).enumerated() {
            stream.task(.received, "t\(number)", at: time) {
                ($0.name, $0.periodic) = ("shop.tick", number < 7 ? "a" : "gone")
            }
        }
        var evidence = Evidence()
        evidence.schedules = [told([entry("a"), entry("b", "300")])]
        let rows = stream.events.snapshot(at: 600, evidence: evidence).periodic
        #expect(rows.map(\.name) == ["a", "b", "gone"] && rows.map(\.source) == [.redBeat, .redBeat, .header])
        #expect(rows.map(\.seen) == [7, 0, 3] && rows.map(\.missed) == [2, 1, nil])
        #expect(rows.map(\.schedule) == ["60", "300", nil] && rows[2].last == EventStream.at(560))
        // One that names none may be anybody's.
        stream.attempt("x", at: 1, name: "shop.tick")
        let mixed = stream.events.snapshot(at: 600, evidence: evidence).periodic
        #expect(mixed.map(\.seen) == [nil, nil, nil] && mixed[2].last == EventStream.at(560))
    }

    @Test func knowsTheEntryOfAStoredResult() throws {
        var evidence = Evidence()
        var result = StoredResult(task: TaskID("r"), state: "SUCCESS", finished: EventStream.at(70))
        (result.facts.name, result.facts.periodic) = ("shop.tick", "stored")
        evidence.results = [result]
        let row = try #require(EventStream().events.snapshot(at: 600, evidence: evidence).periodic.first)
        #expect(row.name == "stored" && row.task == "shop.tick" && row.last == EventStream.at(70))
        #expect(row.source == .header && row.schedule == nil)
    }

    /// Every three minutes django-celery-beat writes down what it sent, RedBeat at once.
    @Test(arguments: [
        (PeriodicRow.Source.redBeat, 425.0, 485.0 as Double?), (.django, 425, nil), (.django, 350, 410),
        (.django, 580, 640),
    ])
    func tellsNothingDueThatMayHaveBeenSent(source: PeriodicRow.Source, last: Double, next: Double?) throws {
        var tick = entry("tick")
        tick.last = EventStream.at(last)
        var evidence = Evidence()
        evidence.schedules = [told([tick], by: source)]
        let unheard = try #require(EventStream().events.snapshot(at: 600, evidence: evidence).periodic.first)
        #expect(unheard.last == tick.last && unheard.next == next.map(EventStream.at))
        // Events tell when it was sent.
        let heard = try #require(ticks(until: 560).events.snapshot(at: 600, evidence: evidence).periodic.first)
        #expect(heard.next == EventStream.at(max(last, 500) + 60))
    }

    /// Where nothing tells of the schedule now, it is as it was last read.
    @Test func remembersTheScheduleAsItWasRead() throws {
        var evidence = Evidence()
        var earlier = told([entry("tick")], at: 100)
        earlier.until = EventStream.at(400)
        evidence.earlierSchedules = [earlier]
        let row = try #require(ticks().events.snapshot(at: 600, evidence: evidence).periodic.first)
        #expect(counts(row) == [10, 10, 0] && row.asOf == EventStream.at(400))
        // Told now, it is of now.
        evidence.schedules = [told([entry("tick")])]
        #expect(ticks().events.snapshot(at: 600, evidence: evidence).periodic.map(\.asOf) == [nil])
        // It was taken away since.
        evidence.schedules = [told([])]
        #expect(ticks().events.snapshot(at: 600, evidence: evidence).periodic.isEmpty)
    }

    /// Nothing is missed of an entry before it was there, nor by a schedule that it had only later.
    @Test func missesNothingBeforeAnEntryWasKnown() throws {
        var evidence = Evidence()
        var (first, second) = (told([entry("other")], at: 100), told([entry("other"), entry("tick", "30")], at: 400))
        (first.until, second.until) = (EventStream.at(300), EventStream.at(500))
        evidence.earlierSchedules = [second, first]
        evidence.schedules = [told([entry("tick", "30"), entry("other", task: "x")])]
        var stream = EventStream()
        stream.attempt("t", at: 425, name: "shop.tick")
        let rows = stream.events.snapshot(at: 600, evidence: evidence).periodic
        // From 400 on to 570: one at 425, and after it those of 455, 485, 515 and 545, less one that may be under way.
        #expect(rows[1].name == "tick" && counts(rows[1]) == [4, 1, 3])
        // The other one sends another task since 600 alone.
        #expect(counts(rows[0]) == [nil, nil, nil])
    }

    /// A span that ended before is told by the schedule of its time.
    @Test func tellsAPastSpanByItsOwnSchedule() throws {
        var evidence = Evidence()
        var (first, second) = (told([entry("tick")], at: 100), told([entry("new")], at: 700))
        (first.until, second.until) = (EventStream.at(650), EventStream.at(800))
        evidence.earlierSchedules = [first, second]
        evidence.schedules = [told([entry("now")], at: 900)]
        let span = TimeSpan(since: EventStream.at(0), until: EventStream.at(600))
        let rules = AssessmentRules(span: span, watched: [span], now: EventStream.at(900))
        let rows = ticks().events.snapshot(evidence: evidence, rules: rules).periodic
        #expect(rows.map(\.name) == ["tick"] && rows.first?.missed == 0 && rows.first?.asOf == EventStream.at(650))
    }
}
