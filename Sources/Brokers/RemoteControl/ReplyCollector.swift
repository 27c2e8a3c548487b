import Celery
import EventDecoding

/// Gathers workers' answers to one round of questions, and knows when the last one is there.
struct ReplyCollector: ~Copyable {
    private struct Question {
        var method: InspectionMethod
        /// How many workers heard it; `nil` where the broker didn't say.
        var heard: Int?
        var answers = 0
        /// How many of them could not be read.
        var unread = 0
        var workers: Set<WorkerName> = []

        var isAnswered: Bool { heard.map { answers >= $0 } ?? false }
    }

    private var report: InspectionReport
    private var questions: [String: Question] = [:]
    private var decoder = ReplyDecoder()

    /// Begins a round.
    init(asked: Instant) {
        report = InspectionReport(Inspection(asked: asked, answered: asked))
    }

    /// The most messages that those who answered can hold; `nil` where one of them didn't say, or holds as many as come.
    var mostHeld: Int? {
        let counts = report.inspection.workers.values.map { $0.prefetchCount.flatMap { $0 > 0 ? $0 : nil } }
        return counts.contains(nil) ? nil : counts.reduce(0) { $0 + ($1 ?? 0) }
    }

    /// Takes note of the questions that are not asked.
    mutating func withhold(_ methods: [InspectionMethod]) {
        report.withheld = methods.map(\.rawValue)
    }

    /// Whether every worker has answered everything that it heard.
    var isDone: Bool { questions.values.allSatisfy(\.isAnswered) }

    /// Takes note of a question that was asked.
    mutating func expect(_ method: InspectionMethod, ticket: String?, heard: Int?) {
        questions[ticket ?? ""] = Question(method: method, heard: heard)
        if let heard { report.inspection.expected = max(report.inspection.expected ?? 0, heard) }
    }

    /// Takes note of what ended the waiting before its time.
    mutating func fail(_ error: BrokerError) {
        report.failure = error
    }

    /// Takes in an answer in kombu's envelope, received at `time`; an answer to a question of somebody else's is ignored.
    mutating func take(_ envelope: [UInt8], at time: Instant) {
        do throws(EventDecodingError) {
            try take(decoder.content(of: envelope), at: time)
        } catch {
            report.note(error.description)
            passOver(decoder.ticket(of: envelope), at: time)
        }
    }

    /// Takes in an answer that came as a message of its own.
    mutating func take(_ message: AMQPMessage, at time: Instant) {
        do throws(EventDecodingError) {
            try message.form.check()
            try take(MessageContent(body: message.body, ticket: message.ticket), at: time)
        } catch {
            report.note(error.description)
            passOver(message.ticket, at: time)
        }
    }

    /// Counts an answer that can't be read, such as one in pickle: who gave it is alive.
    private mutating func passOver(_ ticket: String?, at time: Instant) {
        guard let ticket, var question = questions[ticket] else { return }
        question.answers += 1
        question.unread += 1
        questions[ticket] = question
        report.inspection.answered = time
        report.inspection.unreadableWorkers = max(report.inspection.unreadableWorkers, question.unread)
    }

    private mutating func take(_ content: MessageContent, at time: Instant) throws(EventDecodingError) {
        guard let ticket = content.ticket, var question = questions.removeValue(forKey: ticket) else { return }
        question.answers += 1
        report.inspection.answered = time
        defer { questions[ticket] = question }
        for outcome in try decoder.merge(content.body, to: question.method, into: &report.inspection.workers)
        where !question.workers.insert(outcome.worker).inserted && !report.sharedNames.contains(outcome.worker) {
            report.sharedNames.append(outcome.worker)
        }
    }

    /// What came of it.
    consuming func finished() -> InspectionReport {
        report.inspection.isComplete = isDone && report.unreadable == 0 && report.failure == nil
        report.sharedNames.sort()
        return report
    }
}
