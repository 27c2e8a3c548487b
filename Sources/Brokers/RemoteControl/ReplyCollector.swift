import Celery
import Decoding

/// Gathers workers' answers, knows what is to be asked next of whom, and when the last answer is there.
struct ReplyCollector: ~Copyable {
    /// What is to be asked.
    struct Request: Sendable, Equatable {
        let method: InspectionMethod
        /// Of whom; `nil` for everybody.
        var destination: [WorkerName]?
        /// How many will answer; `nil` for all that hear it.
        var answers: Int?
    }

    private struct Question {
        var method: InspectionMethod
        /// How many answers are to come; `nil` where nobody knows.
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
    /// What each worker can be asked beyond the opening.
    private var known: [WorkerName: AnswerSafety] = [:]
    /// The workers that were asked for their version.
    private var identified: Set<WorkerName> = []
    /// The workers that were asked all that they can be asked.
    private var settled: Set<WorkerName> = []

    /// Begins to gather.
    init(asked: Instant) {
        report = InspectionReport(Inspection(asked: asked, answered: asked))
    }

    /// The most messages that those who answered can hold; `nil` where one of them didn't say, or holds as many as
    /// come.
    var mostHeld: Int? {
        let counts = report.inspection.workers.values.map { $0.prefetchCount.flatMap { $0 > 0 ? $0 : nil } }
        return counts.contains(nil) ? nil : counts.reduce(0) { $0 + ($1 ?? 0) }
    }

    /// What is asked first.
    static let opening = InspectionMethod.opening.map { Request(method: $0) }

    /// What those workers are to be asked next of whom it is known by now what they can answer without harm.
    ///
    /// `isLate` is whether to wait no longer for all of them; `backlog` how many messages are in flight, `nil` where
    /// nobody tells: then workers say themselves how many they may hold.
    mutating func next(isLate: Bool, backlog: Int?) -> [Request] {
        let isEverybody = settled.isEmpty && isAnswered(.conf)
        guard isEverybody || isLate else { return [] }
        let fresh = known.filter { !settled.contains($0.key) && $0.value.takesOnlyJSON != nil }
        let unclear = fresh.keys.filter { canAnswer(.active, $0) == nil }
        let unidentified = unclear.filter { !identified.contains($0) }.sorted()
        identified.formUnion(unidentified)
        var requests = unidentified.isEmpty ? [] : [request(.report, of: unidentified)]
        let ready = fresh.keys.filter { !unclear.contains($0) }
        guard !ready.isEmpty else { return requests }
        settled.formUnion(ready)
        let held = backlog ?? mostHeld ?? .max
        let withheld = InspectionMethod.closing.filter { $0.growsWithBacklog && held > InspectionMethod.backlogLimit }
        report.withheld = withheld.map(\.rawValue)
        var spared: Set<WorkerName> = []
        for method in InspectionMethod.closing where !withheld.contains(method) {
            let able = ready.filter { canAnswer(method, $0) == true }
            spared.formUnion(Set(ready).subtracting(able))
            if able.isEmpty { continue }
            let isAll = isEverybody && able.count == known.count
            requests.append(isAll ? Request(method: method) : request(method, of: able.sorted()))
        }
        report.spared += spared.count
        return requests
    }

    /// A question to some; two workers of one name both answer.
    private func request(_ method: InspectionMethod, of workers: [WorkerName]) -> Request {
        let twins = workers.count { report.sharedNames.contains($0) }
        return Request(method: method, destination: workers, answers: workers.count + twins)
    }

    /// Whether a worker can tell what it holds without harm to itself; `nil` while that depends on its version.
    private func canAnswer(_ method: InspectionMethod, _ worker: WorkerName) -> Bool? {
        guard let safety = known[worker], let takesOnlyJSON = safety.takesOnlyJSON else { return nil }
        guard method == .active else { return takesOnlyJSON }
        // Outside a pool of processes, a task may have put into its arguments what did not come as JSON.
        let pool = report.inspection.workers[worker]?.pool ?? []
        // Celery 4 doesn't name its pool, but only that of processes tells how it writes to them.
        let isPrefork = pool.contains { pair in
            pair.name == "implementation" ? pair.value.contains("prefork") : pair.name.hasPrefix("writes.")
        }
        return takesOnlyJSON && isPrefork ? true : safety.honoursSafe
    }

    private func isAnswered(_ method: InspectionMethod) -> Bool {
        questions.values.contains { $0.method == method && $0.isAnswered }
    }

    /// Whether every worker has answered everything that it heard, and there is nothing more to ask.
    var isDone: Bool {
        questions.values.allSatisfy(\.isAnswered)
            && known.allSatisfy { settled.contains($0.key) || $0.value.takesOnlyJSON == nil }
    }

    /// Takes note of a question that was asked, and of how many heard it; `nil` where the broker didn't say.
    mutating func expect(_ request: Request, ticket: String?, heard: Int?) {
        questions[ticket ?? ""] = Question(method: request.method, heard: request.answers ?? heard)
        if let heard, request.destination == nil {
            report.inspection.expected = max(report.inspection.expected ?? 0, heard)
        }
    }

    /// Whether any question was asked.
    var hasAsked: Bool { !questions.isEmpty }

    /// Takes note of what ended the waiting before its time.
    mutating func fail(_ error: BrokerError) {
        report.failure = error
    }

    /// Takes in an answer in kombu's envelope, received at `time`; an answer to a question of somebody else's is
    /// ignored.
    mutating func take(_ envelope: [UInt8], at time: Instant) {
        do throws(DecodingFailure) {
            try take(decoder.content(of: envelope), at: time)
        } catch {
            report.note(error.description)
            passOver(decoder.ticket(of: envelope), at: time)
        }
    }

    /// Takes in an answer that came as a message of its own.
    mutating func take(_ message: AMQPMessage, at time: Instant) {
        do throws(DecodingFailure) {
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

    private mutating func take(_ content: MessageContent, at time: Instant) throws(DecodingFailure) {
        guard let ticket = content.ticket, var question = questions.removeValue(forKey: ticket) else { return }
        question.answers += 1
        report.inspection.answered = time
        defer { questions[ticket] = question }
        for outcome in try decoder.merge(content.body, to: question.method, into: &report.inspection.workers) {
            let isFirst = question.workers.insert(outcome.worker).inserted
            if !isFirst, !report.sharedNames.contains(outcome.worker) { report.sharedNames.append(outcome.worker) }
            guard let safety = outcome.safety else { continue }
            known[outcome.worker, default: AnswerSafety()].join(safety)
        }
    }

    /// What came of it.
    consuming func finished() -> InspectionReport {
        report.inspection.isComplete = isDone && report.unreadable == 0 && report.failure == nil
        report.sharedNames.sort()
        return report
    }
}
