import Celery
import Foundation
import History
import TestSupport
import Testing

@testable import Commands
@testable import Configuration

/// A report on the history alone tells the schedule as it was last read.
struct OfflineScheduleTests {
    @Test func tellsTheScheduleAsItWasLastRead() async throws {
        let folder = try TemporaryFolder()
        let path = folder("h.sqlite")
        var stream = EventStream()
        for number in 0..<8 { stream.attempt("t\(number)", at: 30 + 60 * Double(number), name: "shop.tick") }
        var reading = ScheduleReading(
            source: .redBeat, entries: [PeriodicEntry(name: "every minute", task: "shop.tick", text: "60")],
            at: EventStream.at(100))
        var writer = HistoryWriter(to: try History.open(path, identity: nil)) { EventStream.at(90_000) }
        writer.add(stream.events)
        writer.addWatched(TimeSpan(since: EventStream.at(0), until: EventStream.at(600)))
        writer.add([reading])
        _ = try writer.commit()
        (reading.since, reading.until) = (EventStream.at(400), EventStream.at(400))
        writer.add([reading])
        _ = try writer.commit()
        let errors = Recorder()
        let status = await Program.run(
            arguments: ["report", "--offline", "--history", path, "--since", "1h", "--output", folder("site")],
            in: .test(errors: errors))
        #expect(status == .done, "\(errors.text)")
        let snapshot = try JSONDecoder().decode(Told.self, from: folder.data("site/data/snapshot.json"))
        let row = try #require(snapshot.periodic.first)
        #expect(row.name == "every minute" && row.source == "redbeat" && row.asOf == "2026-09-21T00:06:40.000000Z")
        // The last came at 450; up to 570, of 510 alone it is certain that it was due.
        #expect(row.seen == 8 && row.missed == 1 && row.expected == 9)
        let page = String(decoding: try folder.data("site/schedule.html"), as: UTF8.self)
        #expect(page.contains("The schedule couldn't be read at the capture. It is as it was last read, at"))
        #expect(page.contains("00:06:40"))
    }

    private struct Told: Decodable {
        let periodic: [Row]

        struct Row: Decodable {
            let name: String
            let source: String
            let asOf: String
            let seen: Int
            let missed: Int
            let expected: Int

            private enum CodingKeys: String, CodingKey {
                case name, source, seen, missed, expected
                case asOf = "as_of"
            }
        }
    }
}
