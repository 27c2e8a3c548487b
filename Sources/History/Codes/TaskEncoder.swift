import Celery

/// Writes a task in the form of `TaskCode`.
struct TaskEncoder {
    private var writer = ByteWriter()
    private var texts: [String] = []
    private let base: Int64
    private let own: TaskID

    /// The bytes of a task; `number` numbers words.
    static func encode(_ record: TaskRecord, number: (String) throws -> Int) throws -> [UInt8] {
        var encoder = TaskEncoder(record)
        encoder.writer.count(record.sent.count)
        for mark in record.sent { try encoder.mark(mark, number) }
        encoder.writer.count(record.marksByWorker.count)
        let isAlone = record.marksByWorker.count < 2
        let marksByWorker =
            isAlone
            ? record.marksByWorker : record.marksByWorker.sorted { $0.worker.description < $1.worker.description }
        for workerMarks in marksByWorker {
            encoder.writer.count(try number(workerMarks.worker.description))
            encoder.writer.count(workerMarks.marks.count)
            for mark in workerMarks.marks { try encoder.mark(mark, number) }
        }
        return encoder.writer.bytes
    }

    private init(_ record: TaskRecord) {
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
        if let bytes = TaskCode.bytes(ofUUID: id.description) {
            writer.byte(TaskCode.Identifier.uuid.rawValue)
            writer.raw(bytes)
        } else {
            writer.byte(TaskCode.Identifier.text.rawValue)
            writer.text(id.description)
        }
    }

    private mutating func mark(_ mark: Mark, _ number: (String) throws -> Int) throws {
        writer.byte(mark.kind.code)
        if case .custom(let name) = mark.kind { writer.count(try number(name)) }
        writer.signed(mark.timestamp.microseconds - base)
        writer.signed(Int64(mark.clock))
        writer.signed(mark.heard.microseconds - mark.timestamp.microseconds)
        let told: Void? = try mark.read { facts in
            let mask = facts.mask
            writer.number(mask)
            for fact in TaskCode.Fact.allCases where mask & fact.bit != 0 { try self.fact(fact, of: facts, number) }
        }
        if told == nil { writer.number(0) }
    }

    private mutating func fact(
        _ fact: TaskCode.Fact, of facts: TaskFacts, _ number: (String) throws -> Int
    ) throws {
        switch fact {
        case .name: if let name = facts.name { writer.count(try number(name)) }
        case .queue: if let queue = facts.queue { writer.count(try number(queue)) }
        case .args: text(facts.args)
        case .kwargs: text(facts.kwargs)
        case .result: text(facts.result)
        case .exception: text(facts.exception)
        case .traceback: text(facts.traceback)
        case .retries: if let retries = facts.retries { writer.signed(Int64(retries)) }
        case .eta: if let eta = facts.eta { writer.signed(eta.microseconds &- base) }
        case .expires: if let expires = facts.expires { writer.signed(expires.microseconds &- base) }
        case .parent: if let parent = facts.parent { reference(parent) }
        case .root: if let root = facts.root { reference(root) }
        case .runtime: if let runtime = facts.runtime { writer.double(runtime) }
        case .terminated: writer.byte(facts.terminated == true ? 1 : 0)
        case .expired: writer.byte(facts.expired == true ? 1 : 0)
        case .requeued: writer.byte(facts.requeued == true ? 1 : 0)
        }
    }

    /// A text, or the number of one that was there before.
    private mutating func text(_ text: String?) {
        guard let text else { return }
        if let index = texts.firstIndex(where: { $0.isSame(as: text) }) { return writer.count(index + 1) }
        texts.append(text)
        writer.count(0)
        writer.text(text)
    }
}

extension TaskFacts {
    /// A bit for each fact that is told.
    fileprivate var mask: UInt64 {
        var mask: UInt64 = 0
        if name != nil { mask |= TaskCode.Fact.name.bit }
        if queue != nil { mask |= TaskCode.Fact.queue.bit }
        if args != nil { mask |= TaskCode.Fact.args.bit }
        if kwargs != nil { mask |= TaskCode.Fact.kwargs.bit }
        if result != nil { mask |= TaskCode.Fact.result.bit }
        if exception != nil { mask |= TaskCode.Fact.exception.bit }
        if traceback != nil { mask |= TaskCode.Fact.traceback.bit }
        if retries != nil { mask |= TaskCode.Fact.retries.bit }
        if eta != nil { mask |= TaskCode.Fact.eta.bit }
        if expires != nil { mask |= TaskCode.Fact.expires.bit }
        if parent != nil { mask |= TaskCode.Fact.parent.bit }
        if root != nil { mask |= TaskCode.Fact.root.bit }
        if runtime != nil { mask |= TaskCode.Fact.runtime.bit }
        if terminated != nil { mask |= TaskCode.Fact.terminated.bit }
        if expired != nil { mask |= TaskCode.Fact.expired.bit }
        if requeued != nil { mask |= TaskCode.Fact.requeued.bit }
        return mask
    }
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
