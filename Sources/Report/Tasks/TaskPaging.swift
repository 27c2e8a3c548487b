import Celery

/// Parts a report's tasks into pages of at most 200 rows and, by a careful estimate, 3 MB.
package struct TaskPaging: Sendable {
    /// The most rows of a page.
    static let mostRows = 200
    /// So many pages at most are linked on either side of one.
    private static let nearPages = 4
    /// So many pages at most are linked over all of the table, evenly, so that none is far from any.
    private static let markedPages = 10
    private static let mostBytes = 2_900_000
    /// What a row, its details and each of its attempts take besides the texts from the cluster.
    private static let rowBytes = 2_300
    private static let attemptBytes = 800
    private static let childBytes = 120

    /// The tasks of each page, as indices; one empty range where there are none.
    package let pages: [Range<Int>]
    private let pageOfTask: [TaskID: Int]

    /// Fills one page after the other.
    init(_ tasks: [TaskRow], families: TaskFamilies = TaskFamilies([])) {
        var pages: [Range<Int>] = []
        var places: [TaskID: Int] = [:]
        places.reserveCapacity(tasks.count)
        var (start, bytes) = (0, 0)
        for (index, task) in tasks.enumerated() {
            let children = families.children(of: task.id).prefix(TaskFamilies.mostChildren)
            let size = Self.bytes(of: task) + children.reduce(0) { $0 + Self.bytes(ofChild: tasks[$1]) }
            if index > start, index - start == Self.mostRows || bytes + size > Self.mostBytes {
                pages.append(start..<index)
                (start, bytes) = (index, 0)
            }
            bytes += size
            if places[task.id] == nil { places[task.id] = pages.count }
        }
        self.pages = pages + [start..<tasks.count]
        pageOfTask = places
    }

    /// `tasks.html`, `tasks-2.html`, …
    package static func path(ofPage index: Int) -> String { index == 0 ? "tasks.html" : "tasks-\(index + 1).html" }

    /// The pages that one of them links to: those beside it, the first, the last, and some between.
    ///
    /// All of them on each would be a square of their number.
    func linked(from page: Int) -> [Int] {
        let stride = max(1, pages.count / Self.markedPages)
        return pages.indices.filter {
            abs($0 - page) <= Self.nearPages || $0 == 0 || $0 == pages.count - 1 || ($0 + 1).isMultiple(of: stride)
        }
    }

    /// The path of the page that shows a task; `nil` where it isn't listed.
    func page(of id: TaskID) -> String? { pageOfTask[id].map { Self.path(ofPage: $0) } }

    private static func bytes(of task: TaskRow) -> Int {
        let facts = task.facts
        let repeated = 3 * escaped(task.id.description) + 3 * escaped(facts.name)
        let long = [facts.args, facts.kwargs, facts.result, facts.exception, facts.traceback].reduce(0) {
            $0 + min(escaped($1), 6 * 60_000)
        }
        let attempts = task.attempts.suffix(TaskEntry.mostAttempts).reduce(0) {
            $0 + attemptBytes + escaped($1.worker.description) + min(escaped($1.exception), 6 * 2_000)
        }
        return rowBytes + repeated + long + attempts
    }

    private static func bytes(ofChild task: TaskRow) -> Int {
        childBytes + 2 * escaped(task.id.description) + min(escaped(task.facts.name), 600)
    }

    /// How many bytes a text takes once it is escaped for HTML; `&quot;` is the longest of its kind.
    private static func escaped(_ text: String?) -> Int {
        guard var text else { return 0 }
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
