import Celery
import Charts
import Site
import TestSupport
import Testing

@testable import Report

struct CardTests {
    private func card(_ snapshot: Snapshot) async throws -> [XMLReading.Element] {
        let site = try await SampleSite(snapshot)
        return try #require(XMLReading(try site.bytes("card.svg"))).elements
    }

    private func texts(_ card: [XMLReading.Element], _ shape: String = "text") -> [String] {
        card.filter { $0.name == shape && !$0.text.isEmpty }.map(\.text)
    }

    @Test func showsTheGravestIncidentThatLasts() async throws {
        var snapshot = SampleSnapshot(taskCount: 1).snapshot
        let told = texts(try await card(snapshot))
        #expect(told[0] == "shop-prod" && told[1] == "Critical")
        #expect(told[2].hasPrefix("'celery@batch-1' died at 07:41:00"))
        #expect(told.last?.hasPrefix("2026-11-22 08:00:00 UTC · 83 % watched") == true, "\(told)")
        for index in snapshot.incidents.indices { snapshot.incidents[index].until = snapshot.capturedAt }
        snapshot.report.checks = []
        #expect(texts(try await card(snapshot))[1] == "Over")
    }

    @Test func saysThatAllIsWellOnlyWhereThatIsKnown() async throws {
        var hour = Snapshot.hour()
        #expect(
            texts(try await card(hour)) == [
                "t", "All is well", "Nothing that was looked at needs attention",
                "2026-11-22 08:00:00 UTC · 100 % watched",
            ])
        hour.findings = [Finding(.warning, .eventsOff, subject: "w", message: "\(name: "w") sends no events")]
        #expect(texts(try await card(hour))[1...2] == ["No incident", "'w' sends no events"])
        hour.report.checks = ["events >= 0", "queue.ready <= 1", "workers.online >= 4"]
        let failing = texts(try await card(hour))
        #expect(failing[1] == "A rule fails" && failing[2].hasPrefix("'workers.online >= 4' doesn't hold: 0"))
        #expect(failing.last?.hasSuffix(" · 1 of 3 rules hold") == true, "\(failing)")
        hour.report.checks = []
        hour.coverage.watched = []
        for index in hour.sources.indices { hour.sources[index].status = .failed }
        #expect(texts(try await card(hour))[1] == "Not known")
    }

    @Test func countsWhatElseLasts() async throws {
        var hour = Snapshot.hour()
        hour.incidents = [nil, hour.capturedAt, nil].map { until in
            Incident(until: until, severity: .warning, subject: "q", sentence: "it is", findings: [])
        }
        #expect(texts(try await card(hour)).last?.hasSuffix(" · 1 more incident ongoing") == true)
    }

    private func named(_ name: String) -> Snapshot {
        var hour = Snapshot.hour()
        hour.report.title = name
        hour.incidents = [
            Incident(severity: .critical, subject: name, sentence: "worker \(name: name) died", findings: [])
        ]
        return hour
    }

    /// Neither a name nor its length changes what is drawn.
    @Test func staysACardWhateverTheNames() async throws {
        let card = try await card(named(HostilePagesTests.strings.joined()))
        #expect(card.map(\.name).filter { $0 != "text" } == ["svg", "title", "desc", "style", "rect", "line", "path"])
        let height = try #require(card.first?.attributes["height"].flatMap { Int($0) })
        #expect(height <= 240 && card.allSatisfy { ($0.attributes["y"].flatMap { Int($0) } ?? 0) < height })
        let long = [String(repeating: "w", count: 9_000), String(repeating: "x y ", count: 999)]
        for name in HostilePagesTests.strings + long {
            let card = Card(Report(named(name), zone: .utc))
            let texts = [card.title] + card.lines.map(\.text)
            #expect((2...5).contains(texts.count) && texts.allSatisfy { $0.count <= 100 })
            let isTurned = texts.joined().unicodeScalars.contains { (0x202A...0x202E).contains($0.value) }
            #expect(!isTurned)
        }
    }

    @Test func breaksLinesWhereThereIsRoom() {
        let metrics = TextMetrics(fontSize: 10, advance: 1)
        func lines(_ text: String, _ most: Int = 3) -> [String] {
            TextLines.wrapped(text, toWidth: 100, most: most, metrics: metrics)
        }
        #expect(lines("") == [] && lines("one") == ["one"])
        #expect(lines("one two three four") == ["one two", "three four"])
        #expect(lines("12345678901234567890 x") == ["1234567890", "1234567890", "x"])
        #expect(lines("a 12345678901234567890") == ["a", "1234567890", "1234567890"])
        #expect(lines("one two three four five six seven eight nine ten", 2).last?.hasSuffix("…") == true)
        #expect(lines("one two three four five six seven eight nine ten", 2).count == 2)
        #expect(lines("a\nb\u{202E}c") == ["a b\u{FFFD}c"])
    }
}
