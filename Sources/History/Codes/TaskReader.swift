import Celery

/// Reads a task in the form of `TaskCode`.
struct TaskReader {
    private var reader: ByteReader
    private let words: WordList
    private var texts: [String] = []
    private var base: Int64 = 0
    private var own: TaskID?
    /// A bit for each fact that is still to come, the lowest for the next.
    private var mask: UInt64 = 0

    /// The task that was stored.
    static func decode(_ bytes: [UInt8], words: WordList) throws(StoredFlaw) -> TaskRecord {
        var reader = TaskReader(reader: ByteReader(bytes), words: words)
        let id = try reader.head()
        reader.own = id
        reader.base = try reader.reader.signed()
        var sent: [Mark] = []
        for _ in 0..<(try reader.reader.count()) { sent.append(try reader.mark()) }
        var marksByWorker: [TaskRecord.WorkerMarks] = []
        for _ in 0..<(try reader.reader.count()) {
            guard let worker = try reader.word() else { throw StoredFlaw() }
            var marks: [Mark] = []
            for _ in 0..<(try reader.reader.count()) { marks.append(try reader.mark()) }
            marksByWorker.append(TaskRecord.WorkerMarks(worker: WorkerName(worker), marks: marks))
        }
        return TaskRecord(id: id, sent: sent, marksByWorker: marksByWorker)
    }

    /// The identifier alone.
    static func identifier(of bytes: [UInt8], words: WordList) throws(StoredFlaw) -> TaskID {
        var reader = TaskReader(reader: ByteReader(bytes), words: words)
        return try reader.head()
    }

    private init(reader: ByteReader, words: WordList) {
        self.reader = reader
        self.words = words
    }

    private mutating func head() throws(StoredFlaw) -> TaskID {
        guard try reader.byte() == TaskCode.version else { throw StoredFlaw() }
        return try identifier()
    }

    private mutating func identifier() throws(StoredFlaw) -> TaskID {
        switch TaskCode.Identifier(rawValue: try reader.byte()) {
        case .own:
            guard let own else { throw StoredFlaw() }
            return own
        case .uuid: return TaskID(TaskCode.uuid(try reader.raw(16)))
        case .text: return TaskID(try reader.text())
        case nil: throw StoredFlaw()
        }
    }

    private mutating func word() throws(StoredFlaw) -> String? {
        try words.text(Int(truncatingIfNeeded: try reader.number()))
    }

    private mutating func mark() throws(StoredFlaw) -> Mark {
        let kind = try kind()
        let timestamp = base &+ (try reader.signed())
        let clock = try reader.signed()
        let heard = timestamp &+ (try reader.signed())
        var facts = TaskFacts()
        mask = try reader.number()
        try facts.visit(&self)
        // Facts that nobody knows of are of no known length.
        guard mask == 0 else { throw StoredFlaw() }
        return Mark(
            kind: kind, timestamp: Instant(microseconds: timestamp), clock: Int(clock),
            heard: Instant(microseconds: heard), facts: facts)
    }

    private mutating func kind() throws(StoredFlaw) -> TaskEvent.Kind {
        switch try reader.byte() {
        case 0: return .sent
        case 1: return .received
        case 2: return .started
        case 3: return .succeeded
        case 4: return .failed
        case 5: return .retried
        case 6: return .revoked
        case 7: return .rejected
        case 8: return .cancelled
        case 9:
            guard let name = try word() else { throw StoredFlaw() }
            return .custom(name)
        case 10: return .dropped
        case 11: return .held(isBegun: false)
        case 12: return .held(isBegun: true)
        default: throw StoredFlaw()
        }
    }

    private mutating func text() throws(StoredFlaw) -> String {
        let number = try reader.number()
        if number == 0 {
            let text = try reader.text()
            texts.append(text)
            return text
        }
        guard number <= UInt64(texts.count) else { throw StoredFlaw() }
        return texts[Int(number) - 1]
    }
}

extension TaskReader: FactVisitor {
    /// Whether the next fact was told.
    private mutating func isTold() -> Bool {
        defer { mask >>= 1 }
        return mask & 1 != 0
    }

    mutating func word(_ name: StaticString, _ value: inout String?) throws(StoredFlaw) {
        if isTold() { value = try word() }
    }

    mutating func text(_ name: StaticString, _ value: inout String?) throws(StoredFlaw) {
        if isTold() { value = try text() }
    }

    mutating func count(_ name: StaticString, _ value: inout Int?) throws(StoredFlaw) {
        if isTold() { value = Int(try reader.signed()) }
    }

    mutating func time(_ name: StaticString, _ value: inout Instant?) throws(StoredFlaw) {
        if isTold() { value = Instant(microseconds: base &+ (try reader.signed())) }
    }

    mutating func task(_ name: StaticString, _ value: inout TaskID?) throws(StoredFlaw) {
        if isTold() { value = try identifier() }
    }

    mutating func seconds(_ name: StaticString, _ value: inout Double?) throws(StoredFlaw) {
        if isTold() { value = try reader.double() }
    }

    mutating func truth(_ name: StaticString, _ value: inout Bool?) throws(StoredFlaw) {
        if isTold() { value = try reader.byte() != 0 }
    }
}
