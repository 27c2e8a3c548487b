import Celery

/// Writes tasks in the form of `TaskCode`, one after the other in the same room.
struct TaskEncoder {
    private var writer = ByteWriter()
    /// Where the texts of the task are that were written in full.
    private var texts: [Range<Int>] = []
    private var base: Int64 = 0
    private var own = TaskID("")
    /// Numbers words, while a task is encoded.
    private var number: (String) throws -> Int = { _ in 0 }

    /// The bytes of a task; `number` numbers words.
    static func encode(_ record: TaskRecord, number: (String) throws -> Int) throws -> [UInt8] {
        var encoder = TaskEncoder()
        return try encoder.encode(record, number: number)
    }

    /// The same with an encoder that is there already; what it gave before is best let go of.
    mutating func encode(_ record: TaskRecord, number: (String) throws -> Int) throws -> [UInt8] {
        try withoutActuallyEscaping(number) { number in
            self.number = number
            defer { self.number = { _ in 0 } }
            return try encode(record)
        }
    }

    private mutating func encode(_ record: TaskRecord) throws -> [UInt8] {
        begin(record)
        writer.count(record.sent.count)
        for mark in record.sent { try self.mark(mark) }
        writer.count(record.marksByWorker.count)
        let isAlone = record.marksByWorker.count < 2
        let marksByWorker =
            isAlone
            ? record.marksByWorker : record.marksByWorker.sorted { $0.worker.description < $1.worker.description }
        for workerMarks in marksByWorker {
            writer.count(try number(workerMarks.worker.description))
            writer.count(workerMarks.marks.count)
            for mark in workerMarks.marks { try self.mark(mark) }
        }
        return writer.bytes
    }

    private mutating func begin(_ record: TaskRecord) {
        writer.clear()
        texts.removeAll(keepingCapacity: true)
        base = record.span?.since.microseconds ?? 0
        own = record.id
        writer.byte(TaskCode.version)
        identifier(own)
        writer.signed(base)
    }

    /// An identifier in full, or a word for the task's own.
    private mutating func reference(_ id: TaskID) {
        if id == own { writer.byte(TaskCode.Identifier.own.rawValue) } else { identifier(id) }
    }

    private mutating func identifier(_ id: TaskID) {
        if let bits = TaskCode.bits(ofUUID: id.description) {
            writer.byte(TaskCode.Identifier.uuid.rawValue)
            writer.bits(bits)
        } else {
            writer.byte(TaskCode.Identifier.text.rawValue)
            writer.text(id.description)
        }
    }

    private mutating func mark(_ mark: Mark) throws {
        writer.byte(mark.kind.code)
        if case .custom(let name) = mark.kind { writer.count(try number(name)) }
        writer.signed(mark.timestamp.microseconds - base)
        writer.signed(Int64(mark.clock))
        writer.signed(mark.heard.microseconds - mark.timestamp.microseconds)
        guard var facts = mark.read({ facts in copy facts }) else { return writer.number(0) }
        var mask = FactMask()
        facts.visit(&mask)
        writer.number(mask.bits)
        try facts.visit(&self)
    }

    /// A text, or the number of one that was there before.
    private mutating func text(_ text: String) {
        let length = text.utf8.count
        for (index, place) in texts.enumerated() where place.count == length {
            if writer.bytes[place].elementsEqual(text.utf8) { return writer.count(index + 1) }
        }
        writer.count(0)
        writer.text(text)
        texts.append(writer.bytes.count - length..<writer.bytes.count)
    }
}

extension TaskEncoder: FactVisitor {
    typealias Failure = any Error

    mutating func word(_ name: StaticString, _ value: inout String?) throws {
        if let value { writer.count(try number(value)) }
    }

    mutating func text(_ name: StaticString, _ value: inout String?) { if let value { text(value) } }
    mutating func count(_ name: StaticString, _ value: inout Int?) { if let value { writer.signed(Int64(value)) } }

    mutating func time(_ name: StaticString, _ value: inout Instant?) {
        if let value { writer.signed(value.microseconds &- base) }
    }

    mutating func task(_ name: StaticString, _ value: inout TaskID?) { if let value { reference(value) } }
    mutating func seconds(_ name: StaticString, _ value: inout Double?) { if let value { writer.double(value) } }
    mutating func truth(_ name: StaticString, _ value: inout Bool?) { if let value { writer.byte(value ? 1 : 0) } }
}

/// A bit for each fact that is told, the lowest for the first.
private struct FactMask: FactVisitor {
    private(set) var bits: UInt64 = 0
    private var next: UInt64 = 1

    private mutating func add(_ isTold: Bool) {
        if isTold { bits |= next }
        next <<= 1
    }

    mutating func word(_ name: StaticString, _ value: inout String?) { add(value != nil) }
    mutating func text(_ name: StaticString, _ value: inout String?) { add(value != nil) }
    mutating func count(_ name: StaticString, _ value: inout Int?) { add(value != nil) }
    mutating func time(_ name: StaticString, _ value: inout Instant?) { add(value != nil) }
    mutating func task(_ name: StaticString, _ value: inout TaskID?) { add(value != nil) }
    mutating func seconds(_ name: StaticString, _ value: inout Double?) { add(value != nil) }
    mutating func truth(_ name: StaticString, _ value: inout Bool?) { add(value != nil) }
}

extension TaskEvent.Kind {
    /// Its number in a stored task.
    var code: UInt8 {
        switch self {
        case .sent: 0
        case .received: 1
        case .started: 2
        case .succeeded: 3
        case .failed: 4
        case .retried: 5
        case .revoked: 6
        case .rejected: 7
        case .cancelled: 8
        case .custom: 9
        case .dropped: 10
        case .held(let isBegun): isBegun ? 12 : 11
        }
    }
}
