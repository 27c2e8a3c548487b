/// What is said of tasks.
extension Finding {
    /// A task type fails unusually often, `mostly` by one type of exception.
    static func typeFailing(_ type: String, failed: Int, ended: Int, mostly: String?) -> Finding {
        let cause: Phrase = mostly.map { ", mostly by \(name: $0)" } ?? ""
        return Finding(
            .warning, .typeFailing, subject: type,
            facts: ["failed": .count(failed), "ended": .count(ended), "exception": .text(mostly)],
            message: "\(name: type) failed \(Wording.count(failed, "time")) "
                + "(\(Wording.percent(failed, of: ended)) of what ended)\(cause)")
    }

    /// Workers were asked for a task type that they don't know.
    static func taskUnregistered(_ type: String?, messages: Int, workers: [WorkerName]) -> Finding {
        let told: Phrase = type.map { "\(name: $0)" } ?? "a task type"
        let places = workers.prefix(3).map { "\(name: $0)" as Phrase }.joined(separator: ", ")
        return Finding(
            .warning, .taskUnregistered, subject: type ?? "a task type", facts: ["messages": .count(messages)],
            message: "\(told) is not registered: \(Wording.count(messages, "message")) failed on "
                + (workers.isEmpty ? "a worker" : places) + "; deploy the code that has it, or correct the sender")
    }

    /// Attempts began before they were sent: by a little, as `task-sent` follows its message, or by so many seconds.
    static func negativeWaits(_ attempts: Int, clocksDisagreeBy lead: Double?) -> Finding {
        let waits: Phrase = "the \(attempts == 1 ? "wait" : "waits") of \(Wording.count(attempts, "attempt")) "
        guard let lead else {
            return Finding(
                .note, .negativeWaits, subject: "clocks", facts: ["attempts": .count(attempts)],
                message: waits + "can't be told: the event of sending comes after the message, and they began sooner")
        }
        return Finding(
            .warning, .negativeWaits, subject: "clocks",
            facts: ["attempts": .count(attempts), "seconds": .number(lead)],
            message: waits + "can't be told: they began up to \(Wording.duration(lead)) before being sent or received, "
                + "so the clocks of their hosts disagree")
    }

    /// The end of attempts was not seen.
    static func attemptsUnaccounted(_ attempts: Int) -> Finding {
        Finding(
            .note, .attemptsUnaccounted, subject: "tasks", facts: ["attempts": .count(attempts)],
            message: "the end of \(Wording.count(attempts, "attempt")) was not seen, and no worker holds "
                + (attempts == 1 ? "it" : "them") + " any more")
    }

    /// Results are stored without what tells of their tasks.
    static func resultsPlain(_ nameless: Int, of stored: Int) -> Finding {
        Finding(
            .note, .resultsPlain, subject: "results", facts: ["nameless": .count(nameless), "results": .count(stored)],
            message: "\(Wording.grouped(nameless)) of \(Wording.count(stored, "stored result")) have no name, "
                + "arguments or worker; set result_extended to keep them")
    }
}
