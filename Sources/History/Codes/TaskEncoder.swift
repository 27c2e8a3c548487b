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
        encoder.writer.count(record.ledgers.count)
        for ledger in record.ledgers.sorted(by: { $0.worker.description < $1.worker.description }) {
            encoder.writer.count(try number(ledger.worker.description))
            encoder.writer.count(ledger.marks.count)
            for mark in ledger.marks { try encoder.mark(mark, number) }
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
        let told = TaskCode.Fact.allCases.filter { mark.facts.tells($0) }
        writer.number(told.reduce(0) { $0 | $1.bit })
        for fact in told { try self.fact(fact, of: mark.facts, number) }
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
        if let index = texts.firstIndex(of: text) { return writer.count(index + 1) }
        texts.append(text)
        writer.count(0)
        writer.text(text)
    }
}

extension TaskFacts {
    fileprivate func tells(_ fact: TaskCode.Fact) -> Bool {
        switch fact {
        case .name: name != nil
        case .queue: queue != nil
        case .args: args != nil
        case .kwargs: kwargs != nil
        case .result: result != nil
        case .exception: exception != nil
        case .traceback: traceback != nil
        case .retries: retries != nil
        case .eta: eta != nil
        case .expires: expires != nil
        case .parent: parent != nil
        case .root: root != nil
        case .runtime: runtime != nil
        case .terminated: terminated != nil
        case .expired: expired != nil
        case .requeued: requeued != nil
        }
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
        }
    }
}
