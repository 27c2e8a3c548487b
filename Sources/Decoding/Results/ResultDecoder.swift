package import Celery

/// Decodes what Celery's result backend keeps of a task: the value of a key `celery-task-meta-<id>`.
///
/// The fields are those of `Backend._get_result_meta` in Celery's `celery/backends/base.py`. With `result_extended` it
/// keeps the arguments too, and those that a caller masked by `argsrepr` unmasked: they are not read.
package struct ResultDecoder: ~Copyable {
    private var parser = JSONParser()

    /// Makes a decoder; one serves any number of results.
    package init() {}

    /// Decodes a value; what is stored by another serializer than JSON is refused by its name.
    package mutating func decode(_ value: some Collection<UInt8>) throws(DecodingFailure) -> StoredResult {
        do {
            return try parser.withParsed(value) { node throws(DecodingFailure) in try StoredResult(meta: node) }
        } catch .notJSON(let flaw) {
            throw ResultForm.flaw(of: value) ?? .notJSON(flaw)
        }
    }

    /// Adds to facts what a task returned or raised, where that is stored for itself, as tables have it.
    ///
    /// What isn't JSON, such as a pickle, adds nothing: it is never unpacked.
    package mutating func add(_ outcome: some Collection<UInt8>, state: String, to facts: inout TaskFacts) {
        var told = TaskFacts()
        // What can't be read is not told; the rest of its row is.
        try? parser.withParsed(outcome) { node throws(DecodingFailure) in told.takeOutcome(node, state: state) }
        facts.fill(told)
    }

    /// The text that JSON holds and nothing else; `nil` for anything but a string.
    package mutating func text(_ value: some Collection<UInt8>) -> String? {
        // What can't be read is not told.
        try? parser.withParsed(value) { node throws(DecodingFailure) in node.string }
    }
}

extension StoredResult {
    /// Reads what the backend stored.
    init(meta node: JSONNode) throws(DecodingFailure) {
        guard node.fields != nil else { throw .notA("a result") }
        guard let id = node["task_id"]?.string, !id.isEmpty else { throw .lacks("a result", field: "task_id") }
        guard let state = node["status"]?.string, !state.isEmpty else { throw .lacks("a result", field: "status") }
        self.init(
            task: TaskID(id), state: state, facts: TaskFacts(meta: node, state: state),
            worker: node["worker"]?.string.map { WorkerName($0) }, finished: node["date_done"]?.isoTime)
    }
}

extension TaskFacts {
    fileprivate init(meta node: JSONNode, state: String) {
        self.init()
        name = node["name"]?.string
        retries = node["retries"]?.count
        queue = node["queue"]?.string
        parent = node["parent_id"]?.string.map { TaskID($0) }
        traceback = node["traceback"]?.string
        if let outcome = node["result"] { takeOutcome(outcome, state: state) }
    }

    /// Takes what a task returned, or raised.
    fileprivate mutating func takeOutcome(_ outcome: JSONNode, state: String) {
        if let stored = outcome.exceptionText, state != "SUCCESS" {
            exception = stored
            name = name ?? ExceptionText.unregistered(stored)
        } else if state == "SUCCESS" || !outcome.isNull {
            result = PythonText.repr(outcome)
        }
    }
}

extension JSONNode {
    /// A stored exception, `{"exc_type": …, "exc_message": …, "exc_module": …}`, as `repr` would write it.
    ///
    /// The message is the exception's arguments; older versions of Celery stored its text.
    fileprivate var exceptionText: String? {
        guard let type = self["exc_type"]?.string else { return nil }
        guard let message = self["exc_message"], !message.isNull else { return "\(type)()" }
        guard let arguments = message.elements else { return "\(type)(\(PythonText.repr(message)))" }
        return "\(type)(\(arguments.map { PythonText.repr($0) }.joined(separator: ", ")))"
    }
}
