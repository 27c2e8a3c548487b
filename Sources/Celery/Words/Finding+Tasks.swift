/// What is said of tasks.
extension Finding {
    /// A task type fails unusually often, `mostly` by one type of exception.
    static func typeFailing(_ type: String, failed: Int, ended: Int, mostly: String?) -> Finding {
        let cause: Phrase = mostly.map { ", mostly with \(name: $0)" } ?? ""
        return Finding(
            .warning, .typeFailing, subject: type,
            facts: ["failed": .count(failed), "ended": .count(ended), "exception": .text(mostly)],
            message: "\(Phrase.grouped(failed)) of \(Phrase.count(ended, "finished run")) of \(name: type) failed "
                + "(\(Phrase.percent(failed, of: ended)))\(cause)")
    }

    /// One exception came many times within a short while.
    static func failureBurst(_ group: FailureGroup, _ burst: FailureGroup.Burst, isOver: Bool) -> Finding {
        let type: Phrase = group.name.map { " of \(name: $0)" } ?? ""
        let seconds = burst.until.since(burst.since)
        return Finding(
            isOver ? .note : .warning, .failureBurst, subject: group.name ?? group.exceptionType,
            facts: [
                "failed": .count(burst.count), "exception": .text(group.exceptionType), "seconds": .number(seconds),
                "over": .truth(isOver),
            ],
            message: "\(Phrase.count(burst.count, "run"))\(type) failed with \(name: group.exceptionType) within "
                + "\(Phrase.roughly(max(1, seconds)))\(isOver ? ", none since " : ", the last at ")\(time: burst.until)",
            time: burst.since)
    }

    /// Workers were asked for a task type that they don't know.
    static func taskUnregistered(_ type: String?, messages: Int, workers: [WorkerName]) -> Finding {
        let told: Phrase = type.map { "\(name: $0)" } ?? "a task type"
        let places = workers.prefix(3).map { "\(name: $0)" as Phrase }.joined(separator: ", ")
        return Finding(
            .warning, .taskUnregistered, subject: type ?? "a task type", facts: ["messages": .count(messages)],
            message: "\(told) is not registered: \(Phrase.count(messages, "message")) failed on "
                + (workers.isEmpty ? "a worker" : places) + "; deploy the code that has it, or correct the sender")
    }

    /// Attempts began before they were sent: by a little, as `task-sent` follows its message, or by so many seconds.
    static func negativeWaits(_ attempts: Int, clocksDisagreeBy lead: Double?) -> Finding {
        let waits: Phrase = "wait unknown for \(Phrase.count(attempts, "attempt")): "
        let they: Phrase = attempts == 1 ? "it" : "they"
        guard let lead else {
            return Finding(
                .note, .negativeWaits, subject: "clocks", facts: ["attempts": .count(attempts)],
                message: waits + "\(they) began before the event of sending arrived")
        }
        return Finding(
            .warning, .negativeWaits, subject: "clocks",
            facts: ["attempts": .count(attempts), "seconds": .number(lead)],
            message: waits + "\(they) began up to \(Phrase.roughly(lead)) before being sent or received, "
                + "so the clocks of the hosts disagree")
    }

    /// The end of attempts was not seen.
    static func attemptsUnaccounted(_ attempts: Int) -> Finding {
        Finding(
            .note, .attemptsUnaccounted, subject: "tasks", facts: ["attempts": .count(attempts)],
            message: "\(Phrase.count(attempts, "attempt")) unaccounted for: "
                + (attempts == 1
                    ? "its end was not seen, and no worker holds it any more"
                    : "their ends were not seen, and no worker holds them any more"))
    }

    /// Results are stored without what tells of their tasks.
    static func resultsPlain(_ nameless: Int, of stored: Int) -> Finding {
        Finding(
            .note, .resultsPlain, subject: "results", facts: ["nameless": .count(nameless), "results": .count(stored)],
            message: "\(Phrase.grouped(nameless)) of \(Phrase.count(stored, "stored result")) have no name, "
                + "arguments or worker; set result_extended to keep them")
    }
}
