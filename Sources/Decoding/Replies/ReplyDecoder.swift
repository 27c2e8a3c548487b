package import Celery

/// Decodes the answers of Celery's remote control: `{"celery@host": <answer>}`, one message a worker.
///
/// The answers are those of Celery's `celery/worker/control.py`.
package struct ReplyDecoder: ~Copyable {
    var messages = MessageDecoder()

    /// Makes a decoder; one serves any number of answers.
    package init() {}

    /// Adds what an answer tells to what is known of its worker, who is alive by having answered.
    ///
    /// - Returns: who answered, and whether it refused; more than one where a message holds the answers of several.
    @discardableResult
    package mutating func merge(
        _ reply: some Collection<UInt8>, to method: InspectionMethod,
        into workers: inout [WorkerName: WorkerInspection]
    ) throws(DecodingFailure) -> [ReplyOutcome] {
        let node = try messages.parser.root(of: reply)
        guard let fields = node.fields else { throw .notA("an answer") }
        return fields.map { key, answer in
            let worker = WorkerName(key.text)
            var outcome = ReplyOutcome(worker: worker, refusal: answer.refusal)
            outcome.safety = AnswerSafety(answer, to: method)
            workers[worker, default: WorkerInspection()].merge(answer, to: method)
            return outcome
        }
    }

    /// The ticket of an answer whose body can't be read; `nil` where it has none.
    package mutating func ticket(of envelope: some Collection<UInt8>) -> String? {
        // What is no envelope has no ticket, either.
        let ticket = try? messages.parser.withParsed(envelope) { node throws(DecodingFailure) in
            node["headers"]?["ticket"]?.string
        }
        return ticket ?? nil
    }

    /// Opens the envelope in which an answer came; its ticket tells which question it answers.
    package mutating func content(of envelope: some Collection<UInt8>) throws(DecodingFailure) -> MessageContent {
        try messages.content(of: envelope)
    }
}

/// That a worker answered.
package struct ReplyOutcome: Sendable, Equatable {
    /// Who answered.
    package var worker: WorkerName
    /// Its words where it could not answer the question.
    package var refusal: String?
    /// What else it can be asked, where its answer tells something of that.
    package var safety: AnswerSafety?

    /// Names who answered.
    package init(worker: WorkerName, refusal: String? = nil) {
        self.worker = worker
        self.refusal = refusal
    }
}

extension JSONNode {
    /// The text of `{"error": …}`, by which a worker says that it can't answer.
    var refusal: String? {
        guard let fields, fields.reduce(into: 0, { count, _ in count += 1 }) == 1 else { return nil }
        return self["error"]?.string
    }
}

extension WorkerInspection {
    /// Adds one answer; of a refusal only that the worker is alive.
    mutating func merge(_ answer: JSONNode, to method: InspectionMethod) {
        isAlive = true
        guard answer.refusal == nil else { return }
        switch method {
        case .ping, .report: break
        case .stats: mergeStatistics(answer)
        case .active: active = answer.heldTasks ?? active
        case .reserved: reserved = answer.heldTasks ?? reserved
        case .scheduled: scheduled = answer.scheduledTasks ?? scheduled
        case .registered: registered = answer.texts ?? registered
        case .conf: mergeConfiguration(answer)
        case .revoked: revoked = answer.texts.map { $0.map { TaskID($0) } } ?? revoked
        case .activeQueues: queues = answer.consumedQueues ?? queues
        }
    }
}
