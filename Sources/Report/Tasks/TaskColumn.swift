import Celery
package import Templating

/// A column of the tasks' table: what its cells say, how they are sorted, and how they are searched.
///
/// From `all` come the head of the table, the names that templates have for the cells of a row, the rows that the
/// search loads, and the fields that it knows. Where a cell stands in a row is the template's. A class, since each cell
/// of each row asks for its column.
package final class TaskColumn: TemplateRecord {
    /// How a column is searched, which says how it is set and sorted, too.
    enum Kind: String, Sendable {
        /// A word: a search finds it by how it begins.
        case state
        /// A number in it is meant whole: `w3` isn't `w30`.
        case name
        /// Any part of it is found.
        case text
        /// A time; the newest first.
        case time
        /// A duration, which may be compared: `runtime:>2.5s`.
        case seconds
        /// A count, which may be compared.
        case figure
        /// Several values, each on a line of its own behind how often it occurs; only a search by name finds them.
        case several

        /// Whether it is set from the left, and sorted upwards first.
        var isLeft: Bool { self == .state || self == .name || self == .text }
    }

    /// What a cell of the column says of a task; `nil` where that isn't known.
    enum Cell: Sendable {
        case text(@Sendable (TaskRow) -> String?)
        case time(@Sendable (TaskRow) -> Instant?)
        case seconds(@Sendable (TaskRow) -> Double?)
        case count(@Sendable (TaskRow) -> Int?)
    }

    /// What it is called in a search, in the address of a sorted table, and by scripts.
    let key: String
    /// What stands at its head; `nil` for what is searched and has no column.
    let title: String?
    /// How it is searched.
    let kind: Kind
    /// What templates call its cell.
    let name: String
    /// What a cell says, in words.
    let meaning: String
    /// What a cell says.
    let cell: Cell

    /// What templates may name.
    package static let fields: [Field<TaskColumn>] = [
        .text("key", "what the column is called in a search, and by scripts", \.key),
        .text("title", "what stands at its head", \.title),
        .truth("is_left", "whether it is set from the left", \.kind.isLeft),
    ]

    /// All of them, in the order of the table; last, what is searched and has no column.
    static let all: [TaskColumn] = [
        .text("name", "Name", as: .name, "the task's type", \.facts.name),
        .text("uuid", "UUID", "its identifier", \.id.description),
        .text("state", "State", as: .state, "its state") { StateMark(task: $0.state).text },
        .text("args", "args", "its positional arguments", \.facts.args),
        .text("kwargs", "kwargs", "its named arguments", \.facts.kwargs),
        .text("result", "Result", "its result, or the exception that it ended with") {
            $0.facts.result ?? $0.facts.exception
        },
        .time("received", "Received", "when it was received", \.received),
        .time("started", "Started", "when it was begun", \.started),
        .seconds(
            "runtime", "Runtime", "how long the execution took, as the worker measured it, else from beginning to end",
            \.executionTime),
        .text("worker", "Worker", as: .name, "who executed it last", \.worker?.description),
        .text("queue", "Queue", as: .name, "the queue that it was sent to", \.facts.queue),
        .seconds("wait", "Wait", "from sending, or ETA, to beginning", \.wait),
        .count("attempts", "Attempts", cell: "attempt_count", "how many attempts are known", \.knownAttempts),
        .text("exception", nil, "its exception", \.facts.exception),
        .text("traceback", nil, "the end of its traceback") {
            $0.facts.traceback.map { String($0.suffix(longestTraceback)) }
        },
        .time("finished", nil, "when it ended", \.finished),
        .count("retries", nil, "how often it was retried before", \.facts.retries),
        .text("parent", nil, as: .name, "the task that sent it", \.facts.parent?.description),
        .text("attempt", nil, as: .several, "what came of its attempts, where its state and its worker don't tell") {
            $0.attemptLines
        },
        .text("failure", nil, as: .several, "the groups of its failures") { $0.failureLines },
        .text("group", nil, as: .name, "the argument that things are grouped by") { _ in nil },
        .text("root", nil, as: .name, "the task at the head of its workflow, where that is another") {
            $0.facts.root == $0.id ? nil : $0.facts.root?.description
        },
    ]

    /// So many characters of a traceback are searched, the last: what called the rest is at their end.
    private static let longestTraceback = 1_000

    /// Those that stand in the table.
    static let shown = all.filter { $0.title != nil }

    /// The fields that a search knows, each with its kind: `name:name uuid:text …`.
    static let searchFields = all.map { "\($0.key):\($0.kind.rawValue)" }.joined(separator: " ")

    /// The name that templates have for its cell.
    var field: Field<TaskEntry> {
        switch cell {
        case .text(let text):
            .code(name, meaning + ", as a cell has room for it") { text($0.row).map { Excerpt.cell($0) } }
        case .time(let time): .record(name, meaning) { $0.notation.timestamp(time($0.row)) }
        case .seconds(let seconds): .record(name, meaning) { Figure(seconds: seconds($0.row)) }
        case .count(let count): .record(name, meaning) { Figure(count: count($0.row)) }
        }
    }

    /// What a search finds in a task's cell, and a table of what was found shows; `nil` where it isn't known, and of a
    /// time, which a page writes as it is read there.
    func found(in row: TaskRow) -> String? {
        switch cell {
        case .text(let text):
            // A cell of the table shows less, the task's own place all of it.
            text(row).map { text in
                if kind == .several { return text }
                guard kind == .text else { return Excerpt.cell(text) }
                return Excerpt.cell(text, limit: title == nil ? Self.longestTraceback : 400)
            }
        case .time: nil
        case .seconds(let seconds): seconds(row).map(Wording.duration)
        case .count(let count): count(row).map { Wording.count($0) }
        }
    }

    private init(key: String, title: String?, kind: Kind, name: String, meaning: String, cell: Cell) {
        (self.key, self.title, self.kind, self.name) = (key, title, kind, name)
        (self.meaning, self.cell) = (meaning, cell)
    }

    private static func text(
        _ key: String, _ title: String?, as kind: Kind = .text, _ meaning: String,
        _ text: @escaping @Sendable (TaskRow) -> String?
    ) -> TaskColumn {
        TaskColumn(key: key, title: title, kind: kind, name: key, meaning: meaning, cell: .text(text))
    }

    private static func time(
        _ key: String, _ title: String?, _ meaning: String, _ time: @escaping @Sendable (TaskRow) -> Instant?
    ) -> TaskColumn {
        TaskColumn(key: key, title: title, kind: .time, name: key, meaning: meaning, cell: .time(time))
    }

    private static func seconds(
        _ key: String, _ title: String, _ meaning: String, _ seconds: @escaping @Sendable (TaskRow) -> Double?
    ) -> TaskColumn {
        TaskColumn(key: key, title: title, kind: .seconds, name: key, meaning: meaning, cell: .seconds(seconds))
    }

    private static func count(
        _ key: String, _ title: String?, cell name: String? = nil, _ meaning: String,
        _ count: @escaping @Sendable (TaskRow) -> Int?
    ) -> TaskColumn {
        TaskColumn(key: key, title: title, kind: .figure, name: name ?? key, meaning: meaning, cell: .count(count))
    }
}

extension TaskRow {
    /// Its attempts, `1 failed/celery@w1`, alike ones as one; `nil` where there is one and the row tells of it.
    fileprivate var attemptLines: String? {
        guard let first = attempts.first else { return nil }
        let name = first.worker.description
        let isTold = attempts.count == 1 && first.worker == worker && first.outcome.state == state
        if isTold, Excerpt.isWholeInCell(name), Excerpt.shown(name) == name { return nil }
        return Self.lines(attempts.map { "\($0.outcome.rawValue)/\(TaskSearch.name(of: $0.worker))" })
    }

    /// The groups of its failures, `1 0123456789ab`.
    fileprivate var failureLines: String? {
        guard failure != nil || attempts.contains(where: { $0.failure != nil }) else { return nil }
        return Self.lines((failure.map { [$0] } ?? []) + attempts.compactMap(\.failure))
    }

    private static func lines(_ values: [String]) -> String {
        var counts: [(value: String, count: Int)] = []
        for value in values {
            if let place = counts.firstIndex(where: { $0.value.exact == value.exact }) {
                counts[place].count += 1
            } else {
                counts.append((value, 1))
            }
        }
        return counts.map { "\($0.count) \($0.value)" }.joined(separator: "\n")
    }

    /// How many attempts are known; `nil` of a task that only its result tells of.
    var knownAttempts: Int? { attempts.isEmpty ? nil : attempts.count }

    /// Seconds of execution: the worker's own measure, which it tells of successes alone, else from beginning to end.
    package var executionTime: Double? {
        if let runtime = facts.runtime { return runtime }
        guard let started, let finished, finished >= started else { return nil }
        return finished.since(started)
    }
}
