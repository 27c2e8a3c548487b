import Celery
import GRDB
import TestSupport
import Testing

@testable import History

struct TaskCodeTests {
    private static let hostile = [
        "", "\0", "'; DROP TABLE task; --", "<script>", "\u{202E}", "a\u{6}\u{16}b",
        String(repeating: "ü", count: 70_000),
    ]

    /// A task that everything is known of.
    private static func full(id: String, text: String) -> TaskRecord {
        var facts = TaskFacts.complete
        facts.name = text
        facts.args = text
        facts.kwargs = text + "!"
        facts.traceback = text
        facts.retries = -3
        facts.eta = Instant(microseconds: .min / 4)
        facts.expires = Instant(microseconds: .max / 4)
        facts.parent = TaskID(id)
        facts.root = TaskID("0d9f1b6e-7a3c-4f4e-9a57-1e3f0c1d2b3a")
        facts.runtime = .leastNonzeroMagnitude
        let kinds: [TaskEvent.Kind] = [
            .sent, .received, .started, .custom("PROGRESS"), .succeeded, .failed, .retried, .revoked, .rejected,
            .cancelled,
        ]
        var record = TaskRecord(id: TaskID(id))
        for (index, kind) in kinds.enumerated() {
            let origin = EventOrigin(
                sender: "w\(index % 2)@a", timestamp: EventStream.at(Double(index)), clock: index - 1,
                heard: EventStream.at(-Double(index)))
            record.insert(TaskEvent(kind, task: TaskID(id), origin: origin, facts: facts))
        }
        return record
    }

    @Test(arguments: hostile)
    func readsWhatItWrote(text: String) throws {
        let folder = try TemporaryFolder()
        let history = try History.example(in: folder)
        for id in ["0d9f1b6e-7a3c-4f4e-9a57-1e3f0c1d2b3a", "0D9F1B6E-7A3C-4F4E-9A57-1E3F0C1D2B3A", text] {
            let record = Self.full(id: id, text: text)
            try history.write { db in
                var words = Words()
                let bytes = try TaskEncoder.encode(record) { try words.number(of: $0, in: db) }
                #expect(try TaskReader.decode(bytes, words: WordList(db)) == record.sorted)
            }
        }
    }

    @Test func refusesWhateverIsCutShort() throws {
        let folder = try TemporaryFolder()
        let history = try History.example(in: folder)
        let record = Self.full(id: "t", text: "text")
        try history.write { db in
            var words = Words()
            let bytes = try TaskEncoder.encode(record) { try words.number(of: $0, in: db) }
            let list = try WordList(db)
            for length in bytes.indices {
                #expect(throws: StoredFlaw.self) { try TaskReader.decode(Array(bytes[..<length]), words: list) }
            }
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func survivesWhateverIsStored(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let folder = try TemporaryFolder()
        let history = try History.example(in: folder)
        try history.write { db in
            var words = Words()
            var bytes = try TaskEncoder.encode(Self.full(id: "t", text: "text")) { try words.number(of: $0, in: db) }
            for _ in 0..<3 {
                bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
            }
            let list = try WordList(db)
            // It may be read as something else; it must not crash.
            do { _ = try TaskReader.decode(bytes, words: list) } catch { #expect(error is StoredFlaw) }
        }
    }

    @Test func findsTwoTasksOfOneKey() throws {
        let folder = try TemporaryFolder()
        let history = try History.example(in: folder)
        var stream = EventStream()
        stream.attempt("t1", at: 1)
        try history.add(stream.events)
        try history.write { db in
            let key = TaskKey.first(of: TaskID("t2"))
            try db.execute(sql: "UPDATE task SET key = ?", arguments: [key])
        }
        var other = EventStream()
        other.attempt("t2", at: 2)
        #expect(try history.add(other.events).added == 3)
        #expect(try history.add(other.events).repeated == 3)
        try history.read { db in
            let found = try TaskTable(db).find(TaskID("t2"), words: WordList(db))
            #expect(found?.record.id == TaskID("t2"))
        }
    }
}
