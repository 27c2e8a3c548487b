import Celery
import TestSupport
import Testing

struct IncidentLogTests {
    private let start = Snapshot.hour().capturedAt

    /// A report of so many minutes later that tells of these incidents.
    private func report(
        _ minutes: Double, _ incidents: [(subject: String, since: Double?, until: Double?)],
        code: Finding.Code = .workerOffline
    ) -> Snapshot {
        var hour = Snapshot.hour()
        hour.capturedAt = start + minutes * 60
        for (number, told) in incidents.enumerated() {
            hour.findings.append(Finding(.critical, code, subject: told.subject, message: "it is"))
            hour.incidents.append(
                Incident(
                    since: told.since.map { start + $0 * 60 }, until: told.until.map { start + $0 * 60 },
                    severity: .critical, subject: told.subject, sentence: "\(name: told.subject) at \(Int(minutes))",
                    findings: [number]))
        }
        return hour
    }

    private func log(_ reports: Snapshot...) -> IncidentLog {
        reports.dropFirst().reduce(IncidentLog(reports[0])) { IncidentLog($1, after: $0) }
    }

    @Test func namesAnIncidentAlikeFromReportToReport() throws {
        let one = log(report(0, [("w@1", -5, nil)]))
        let five = log(
            report(0, [("w@1", -5, nil)]), report(5, [("w@1", -5, nil)]), report(10, [("w@1", -5, 8)]))
        let entry = try #require(five.entries.first)
        #expect(five.entries.count == 1 && entry.id == one.entries.first?.id)
        #expect(entry.began == start - 300 && entry.seen == start && entry.ended == start + 480 && entry.isToldOver)
        #expect(entry.beginning.text == "'w@1' at 0" && entry.latest.text == "'w@1' at 10")
        // Whoever publishes into a new folder each time remembers nothing.
        #expect(log(report(10, [("w@1", -5, 8)])).entries.first?.id == entry.id)
    }

    /// The first failure that a span still holds comes later and later.
    @Test func takesWhatGoesOnForTheSameThoughItsBeginningMoves() {
        let moving = log(
            report(0, [("pay", -55, nil)], code: .typeFailing), report(20, [("pay", -38, nil)], code: .typeFailing))
        #expect(moving.entries.map(\.began) == [start - 3_300] && moving.entries[0].ended == nil)
    }

    @Test func tellsTheSecondOfTwoApart() {
        let twice = log(report(0, [("w@1", -5, -2)]), report(60, [("w@1", 30, nil)]))
        #expect(twice.entries.map(\.ended) == [nil, start - 120])
        #expect(Set(twice.entries.map(\.id)).count == 2)
        let both = log(report(60, [("w@1", 30, nil), ("w@1", -5, -2), ("w@2", 30, nil)]))
        #expect(Set(both.entries.map(\.id)).count == 3)
        // Another kind of trouble with the same worker is another incident.
        let other = log(report(0, [("w@1", -5, nil)]), report(5, [("w@1", -4, nil)], code: .clockSkew))
        #expect(other.entries.count == 2)
    }

    @Test func endsWhatIsNotToldOfAnyMoreWhereNothingCanBeMissed() {
        let before = report(0, [("mail", nil, nil)], code: .queueWithoutConsumer)
        let gone = log(before, report(5, []))
        #expect(gone.entries.map(\.ended) == [start + 300] && !gone.entries[0].isToldOver)
        var blind = report(5, [])
        blind.sources[2].status = .partial
        #expect(log(before, blind).entries.map(\.ended) == [nil])
        blind = report(5, [])
        (blind.sources[0].status, blind.sources[1].status) = (.failed, .partial)
        #expect(log(before, blind).entries.map(\.ended) == [nil])
        // What comes again without a word of when it began is another one.
        let again = log(before, report(5, []), report(9, [("mail", nil, nil)], code: .queueWithoutConsumer))
        #expect(again.entries.map(\.ended) == [nil, start + 300] && Set(again.entries.map(\.id)).count == 2)
    }

    @Test func goesOnWithWhatWasNotOver() {
        let flapping = log(report(0, [("w@1", -5, nil)]), report(5, []), report(10, [("w@1", -5, nil)]))
        #expect(flapping.entries.count == 1 && flapping.entries[0].ended == nil)
    }

    @Test func endsNothingByAnOlderReport() {
        let older = log(report(10, [("w@1", 5, nil)]), report(0, [("w@2", -5, nil)]))
        #expect(older.capturedAt == start + 600)
        #expect(older.entries.map(\.subject) == ["w@1", "w@2"] && older.entries.allSatisfy { $0.ended == nil })
        let same = log(report(10, [("w@1", 5, 8)]), report(7, [("w@1", 5, nil)]))
        #expect(same.entries.map(\.ended) == [start + 480])
    }

    @Test func changesNothingByTheSameReportTwice() {
        let told = report(0, [("w@1", -5, nil), ("w@1", -50, -40), ("w@2", nil, nil)])
        #expect(log(told, told, told) == log(told))
    }

    @Test func forgetsAnotherCluster() {
        var other = report(5, [("w@9", 4, nil)])
        other.broker.url = "redis://other:6379/0"
        let log = log(report(0, [("w@1", -5, nil)]), other)
        #expect(log.entries.map(\.subject) == ["w@9"] && log.id != IncidentLog(report(0, [])).id)
    }

    @Test func leavesOutOfASiteForStrangersWhatWasRememberedOfHosts() {
        var before = report(0, [("w@1", -5, nil)])
        before.incidents[0].sentence = "\(place: "/srv/x") says \(quote: "no route to 10.0.0.7")"
        var after = report(5, [])
        after.redactions.isPublic = true
        after.sources[2].status = .failed
        let entry = log(before, after).entries[0]
        #expect(!"\(entry.beginning)\(entry.latest)".contains("10.0.0.7") && !entry.latest.text.contains("/srv/x"))
    }

    @Test func remembersNoEndOfThemAndThoseThatLastLongest() {
        let many = report(0, (0..<500).map { ("w@\($0)", -600 + Double($0), $0 == 3 ? nil : -100) })
        let log = IncidentLog(many)
        #expect(log.entries.count == 200 && log.entries.contains { $0.subject == "w@3" })
        #expect(log.entries.map(\.began) == log.entries.map(\.began).sorted(by: >))
    }

    @Test func makesUUIDs() {
        let uuid = IncidentLog.uuid("a", "b")
        #expect(uuid.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
        #expect(uuid != IncidentLog.uuid("ab") && uuid != IncidentLog.uuid("a", "", "b"))
    }
}
