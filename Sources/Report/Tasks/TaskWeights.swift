import Celery

/// How many bytes the first so many tasks of a list take on a page, by a careful estimate.
struct TaskWeights: Sendable {
    private static let mostBytes = 2_900_000
    /// What a row, its details and each of its attempts take besides the texts from the cluster.
    private static let rowBytes = 1_400
    private static let attemptBytes = 500
    private static let childBytes = 120
    /// What is shorter is taken to be all quotation marks.
    private static let shortBytes = 200

    private let sums: [Int]

    /// Takes so many tasks to weigh nothing.
    init(weightless count: Int) { sums = Array(repeating: 0, count: count + 1) }

    init(_ tasks: [TaskRow], families: TaskFamilies) {
        var (sums, sum) = ([0], 0)
        sums.reserveCapacity(tasks.count + 1)
        for index in tasks.indices {
            let children = families.children(of: tasks[index].id).prefix(TaskFamilies.mostChildren)
            sum += Self.bytes(of: tasks[index]) + children.reduce(0) { $0 + Self.bytes(ofChild: tasks[$1]) }
            sums.append(sum)
        }
        self.sums = sums
    }

    /// Whether a page has room for these, of so many rows at most.
    func fits(_ rows: Range<Int>, rows limit: Int) -> Bool {
        rows.count <= 1 || rows.count <= limit && sums[rows.upperBound] - sums[rows.lowerBound] <= Self.mostBytes
    }

    /// Where a page ends that begins at a row.
    func longest(from start: Int, rows limit: Int) -> Int {
        var end = start
        while end < sums.count - 1, fits(start..<end + 1, rows: limit) { end += 1 }
        return end
    }

    /// Where a page begins that ends before a row.
    func farthest(to end: Int, rows limit: Int) -> Int {
        var start = end
        while start > 0, fits(start - 1..<end, rows: limit) { start -= 1 }
        return start
    }

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
