import Celery
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

    /// What is stored is told apart by its place alone: what comes to be known is added at the end.
    @Test func keepsTheOrderOfFacts() {
        let first = [
            "name", "queue", "args", "kwargs", "result", "exception", "traceback", "retries", "eta", "expires",
            "parent_id", "root_id", "runtime", "terminated", "expired", "requeue",
        ]
        #expect(TaskCode.facts.starts(with: first))
        #expect(Set(TaskCode.facts).count == TaskCode.facts.count && TaskCode.facts.count <= 64)
    }

    @Test func refusesFactsThatNobodyKnows() throws {
        let folder = try TemporaryFolder()
        let history = try History.example(in: folder)
        var record = TaskRecord(id: TaskID("t"))
        let origin = EventOrigin(sender: "w", timestamp: EventStream.at(1), clock: 1, heard: EventStream.at(1))
        record.insert(TaskEvent(.received, task: TaskID("t"), origin: origin, facts: TaskFacts()))
        try history.write { db in
            var words = Words()
            var bytes = try TaskEncoder.encode(record) { try words.number(of: $0, in: db) }
            let list = try WordList(db)
            #expect(try TaskReader.decode(bytes, words: list).id == TaskID("t"))
            // The mask is the last number of a mark that tells nothing; this one is a fact beyond all that are known.
            bytes.removeLast()
            var mask = ByteWriter()
            mask.number(1 << UInt64(TaskCode.facts.count))
            #expect(throws: StoredFlaw.self) { try TaskReader.decode(bytes + mask.bytes, words: list) }
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
}
