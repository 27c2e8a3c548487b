import Celery
import Report

/// How many bytes a task takes on a page of HTML, by a careful estimate, and how many a page may have.
enum TaskBytes {
    /// The room of a page.
    static let room = PageRoom(most: 2_900_000) { task, children in
        bytes(of: task) + children.reduce(0) { $0 + bytes(ofChild: $1) }
    }

    /// What a row, its details and each of its attempts take besides the texts from the cluster.
    private static let rowBytes = 1_400
    private static let attemptBytes = 500
    private static let childBytes = 120
    /// What is shorter is taken to be all quotation marks.
    private static let shortBytes = 200

    private static func bytes(of task: TaskRow) -> Int {
        let facts = task.facts
        let repeated = 3 * escaped(task.id.description) + 3 * escaped(facts.name)
        let long =
            min(escaped(facts.args), 360_000) + min(escaped(facts.kwargs), 360_000)
            + min(escaped(facts.result), 360_000) + min(escaped(facts.exception), 360_000)
            + min(escaped(facts.traceback), 360_000)
        var attempts = 0
        for attempt in task.attempts.suffix(TaskEntry.mostAttempts) {
            attempts += attemptBytes + escaped(attempt.worker.description) + min(escaped(attempt.exception), 12_000)
        }
        return rowBytes + repeated + long + attempts
    }

    private static func bytes(ofChild task: TaskRow) -> Int {
        childBytes + 2 * escaped(task.id.description) + min(escaped(task.facts.name), 600)
    }

    /// How many bytes a text takes once it is escaped for HTML; `&quot;` is the longest of its kind.
    private static func escaped(_ text: String?) -> Int {
        guard var text else { return 0 }
        guard text.utf8.count > shortBytes else { return 6 * text.utf8.count }
        return text.withUTF8 { utf8 in
            var special = 0
            for byte in utf8 { special &+= isSpecial(byte) ? 1 : 0 }
            return utf8.count + 5 * special
        }
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "&")
            || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
    }
}
