/// What is said of executions.
extension Finding {
    /// A task has been running for far longer than its type usually does.
    static func runningLong(
        _ type: String, task: TaskID, on worker: WorkerName, seconds: Double, p99: Double, tasks: Int
    ) -> Finding {
        let who: Phrase =
            tasks == 1
            ? "\(name: type) \(name: task) has"
            : "\(Phrase.grouped(tasks)) of \(name: type) have"
        let longest: Phrase = tasks == 1 ? "" : "up to "
        return Finding(
            .warning, .taskRunningLong, subject: type,
            facts: [
                "seconds": .number(seconds), "p99": .number(p99), "tasks": .count(tasks),
                "task": .text(task.description), "worker": .text(worker.description),
            ],
            message: who + " been running for " + longest + "\(Phrase.roughly(seconds)) on \(name: worker), more than "
                + "3 times the \(Phrase.briefly(p99)) that 99 of 100 runs take")
    }

    /// A message is begun again and again without success, or kills what executes it.
    static func poison(_ type: String?, task: TaskID, receipts: Int, killed: Int, messages: Int) -> Finding {
        let what: Phrase = type.map { "\(name: $0)" } ?? "a task"
        let others: Phrase =
            messages > 1 ? ", and so \(messages == 2 ? "was" : "were") \(Phrase.grouped(messages - 1)) more" : ""
        let how: Phrase =
            killed > 1
            ? "killed its child process \(Phrase.grouped(killed)) times"
            : "was received and begun \(Phrase.grouped(receipts)) times without success"
        return Finding(
            .warning, .poisonMessage, subject: type ?? task.description,
            facts: [
                "receipts": .count(receipts), "killed": .count(killed), "messages": .count(messages),
                "task": .text(task.description),
            ],
            message: "message \(name: task) of " + what + " " + how + (killed > 1 ? "" : others))
    }

    /// Much of a type's slot time ends in retries.
    static func retryStorm(_ type: String, retried: Int, seconds: Double, of all: Double) -> Finding {
        Finding(
            .warning, .retryStorm, subject: type,
            facts: ["retried": .count(retried), "seconds": .number(seconds), "of_seconds": .number(all)],
            message: "\(Phrase.share(seconds, of: all)) of the slot time of \(name: type) ended in "
                + "\(Phrase.count(retried, "retry", "retries")) (\(Phrase.roughly(seconds)) of "
                + "\(Phrase.roughly(all))), more than a third")
    }

    /// A task was executed twice at once.
    static func runTwice(_ type: String?, task: TaskID, seconds: Double, tasks: Int) -> Finding {
        let what: Phrase = type.map { "\(name: $0)" } ?? "a task"
        let message: Phrase =
            tasks == 1
            ? what + " \(name: task) was run twice at once, for \(Phrase.briefly(seconds))"
            : "\(Phrase.grouped(tasks)) of " + what + " were run twice at once, for up to \(Phrase.briefly(seconds))"
        return Finding(
            .warning, .taskRunTwice, subject: type ?? task.description,
            facts: ["seconds": .number(seconds), "tasks": .count(tasks), "task": .text(task.description)],
            message: message + ": its message was delivered again before the first run ended")
    }

    /// Executions of late acknowledged tasks take nearly as long as their messages stay delivered.
    static func nearVisibilityTimeout(_ type: String, p99: Double, timeout: Double, types: Int) -> Finding {
        let others: Phrase = types > 1 ? " (and \(Phrase.count(types - 1, "other type"))" + ")" : ""
        return Finding(
            .warning, .nearVisibilityTimeout, subject: type,
            facts: ["p99": .number(p99), "timeout": .number(timeout), "types": .count(types)],
            message:
                "1 of 100 runs of \(name: type)\(others) takes \(Phrase.briefly(p99)) and more, beyond 80 % of the "
                + "visibility timeout of \(Phrase.roughly(timeout)); acknowledged late, it is delivered and run again")
    }

    /// Messages are held for an ETA that is nearly as far away as they stay delivered.
    static func etaNearVisibilityTimeout(_ messages: Int, longest: Double, timeout: Double) -> Finding {
        Finding(
            .warning, .nearVisibilityTimeout, subject: "eta",
            facts: ["messages": .count(messages), "longest": .number(longest), "timeout": .number(timeout)],
            message: "\(Phrase.count(messages, "message")) \(messages == 1 ? "waits" : "wait") up to "
                + "\(Phrase.roughly(longest)) for an ETA, beyond 80 % of the visibility timeout of "
                + "\(Phrase.roughly(timeout)), after which Redis delivers \(messages == 1 ? "it" : "them") again")
    }

    /// A worker began nothing though a queue of its has work.
    static func workerIdle(
        _ worker: WorkerName, queue: String, ready: Int, free: Int, seconds: Double
    ) -> Finding {
        Finding(
            .warning, .workerIdleBesideWork, subject: worker.description,
            facts: [
                "queue": .text(queue), "ready": .count(ready), "free_slots": .count(free), "seconds": .number(seconds),
            ],
            message: "\(name: worker) has started nothing for \(Phrase.roughly(seconds)), though "
                + "\(Phrase.count(free, "slot")) \(free == 1 ? "is" : "are") free and \(name: queue) has had messages all "
                + "that time, \(Phrase.grouped(ready)) of them now")
    }

    /// A worker restarted again and again.
    static func workerRestarting(_ worker: WorkerName, restarts: Int, last: Instant) -> Finding {
        Finding(
            .warning, .workerRestarting, subject: worker.description, facts: ["restarts": .count(restarts)],
            message:
                "\(name: worker) restarted \(Phrase.grouped(restarts)) times within an hour, the last at \(time: last)")
    }

    /// What a chord waits for is over, and it waits.
    static func chordStuck(_ root: TaskID, of name: String?, since: Instant, count: Int) -> Finding {
        let type: Phrase = name.map { " of \(name: $0)" } ?? ""
        return Finding(
            .warning, .chordStuck, subject: name ?? root.description,
            facts: ["root": .text(root.description), "chords": .count(count)],
            message: "a chord in the workflow \(name: root.description)" + type
                + " waits though all of its header has ended: its body was never sent"
                + (count > 1 ? "; so do \(Phrase.count(count - 1, "other"))" : ""), time: since)
    }
}
