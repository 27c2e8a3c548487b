import Celery
import Testing

@testable import SnapshotFile

struct IncidentLogFileTests {
    private var log: IncidentLog {
        let time = Instant(microseconds: 1_790_000_000_123_456)
        func entry(_ id: String, since: Instant?, ended: Instant?) -> IncidentLog.Entry {
            IncidentLog.Entry(
                id: id, subject: "w\u{1}\"é</script>", codes: ["a", "b"], severity: .warning, since: since, seen: time,
                ended: ended, isToldOver: ended != nil,
                beginning: "\(name: "it's") died at \(time: time)", latest: "\(quote: "no") \(place: "/x")")
        }
        return IncidentLog(
            id: "c", capturedAt: time,
            entries: [entry("1", since: nil, ended: nil), entry("2", since: time, ended: time)])
    }

    @Test func readsWhatItWrote() {
        #expect(IncidentLog(file: log.file) == log)
        #expect(IncidentLog(file: IncidentLog(id: "c", capturedAt: log.capturedAt).file)?.entries == [])
    }

    @Test func beginsAnewWithAFileThatItCannotRead() {
        let text = String(decoding: log.file, as: UTF8.self)
        for other in [
            "", "{}", "[]", "x", text.replacing("incidents/1", with: "incidents/2"), String(text.dropLast(20)),
        ] {
            #expect(IncidentLog(file: Array(other.utf8)) == nil, "\(other)")
        }
    }

    @Test func passesOverAnEntryThatIsNone() {
        let text = String(decoding: log.file, as: UTF8.self).replacing("\"id\":\"1\"", with: "\"id\":1")
        #expect(IncidentLog(file: Array(text.utf8))?.entries.map(\.id) == ["2"])
    }
}
