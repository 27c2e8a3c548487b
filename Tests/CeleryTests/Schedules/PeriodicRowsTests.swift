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
}
