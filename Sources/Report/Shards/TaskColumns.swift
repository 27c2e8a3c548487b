import Celery

/// Rows of the tasks' table as columns, the way a browser searches and sorts them fastest.
///
/// Texts are numbers in one table, since most of them occur often; times to sort by are milliseconds before `base`.
struct TaskColumns: JSONWritable {
    private let base: Int
    private let report: Report
    private var table = TextTable()
    private var uuids: [String] = []
    private var cells = [[Int]](repeating: [], count: texts.count)
    private var times = [[Int?]](repeating: [], count: times.count)
    private var figures = [[Double?]](repeating: [], count: figures.count)
    private var anchors: [(row: Int, anchor: String)] = []
    private var workers: [Int: String] = [:]
    private var marks: [Int: String] = [:]

    /// The most bytes of a text that are searched; a cell of the table shows fewer, the task's own page all.
    private static let mostBytes = 400

    private static let texts: [(key: String, text: @Sendable (TaskRow, Report) -> String?)] = [
        ("name", { row, _ in row.facts.name.map { Excerpt.cell($0) } }),
        ("state", { row, _ in StateMark(task: row.state).text }),
        ("args", { row, _ in row.facts.args.map { Excerpt.cell($0, limit: mostBytes) } }),
        ("kwargs", { row, _ in row.facts.kwargs.map { Excerpt.cell($0, limit: mostBytes) } }),
        ("result", { row, _ in row.facts.result.map { Excerpt.cell($0, limit: mostBytes) } }),
        ("exception", { row, _ in row.facts.exception.map { Excerpt.cell($0, limit: mostBytes) } }),
        ("received", { row, report in row.received.map(report.notation.short) }),
        ("started", { row, report in row.started.map(report.notation.short) }),
        ("runtime", { row, _ in row.facts.runtime.map(Wording.duration) }),
        ("wait", { row, _ in row.wait.map(Wording.duration) }),
        ("worker", { row, _ in row.worker.map { Excerpt.cell($0.description) } }),
        ("queue", { row, _ in row.facts.queue.map { Excerpt.cell($0) } }),
        ("attempts", { row, _ in row.knownAttempts.map { Wording.count($0) } }),
    ]
    private static let times: [(key: String, time: @Sendable (TaskRow) -> Instant?)] = [
        ("received", \.received), ("started", \.started),
    ]
    private static let figures: [(key: String, value: @Sendable (TaskRow) -> Double?)] = [
        ("runtime", \.facts.runtime), ("wait", \.wait), ("attempts", { $0.knownAttempts.map { Double($0) } }),
    ]

    /// Takes the rows in the order of the table.
    init(_ rows: ArraySlice<TaskRow>, report: Report) {
        self.report = report
        base = report.snapshot.capturedAt.milliseconds
        for row in rows { append(row) }
    }

    private mutating func append(_ row: TaskRow) {
        let id = Excerpt.cell(row.id.description)
        let anchor = Places.anchor(of: row.id)
        if anchor != id { anchors.append((uuids.count, anchor)) }
        uuids.append(ScriptText.shown(id))
        for (place, column) in Self.texts.enumerated() {
            let number = table.number(of: column.text(row, report))
            cells[place].append(number)
            if column.key == "state", let mark = StateMark(task: row.state).key { marks[number] = mark }
            if column.key == "worker", let page = report.places.worker(row.worker) { workers[number] = page }
        }
        for (place, column) in Self.times.enumerated() {
            times[place].append(column.time(row).map { base - $0.milliseconds })
        }
        for (place, column) in Self.figures.enumerated() {
            figures[place].append(column.value(row))
        }
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("base", base)
            json.member("texts", table.texts)
            json.member("uuid", uuids)
            json.key("cells")
            json.object { json in
                for (column, cells) in zip(Self.texts, cells) { json.member(column.key, cells) }
            }
            json.key("before")
            json.object { json in
                for (column, times) in zip(Self.times, times) { json.optionals(column.key, times) }
            }
            json.key("seconds")
            json.object { json in
                for (column, figures) in zip(Self.figures, figures) { json.optionals(column.key, figures) }
            }
            json.key("anchors")
            json.array(anchors) { $0.pair($1.row, $1.anchor) }
            json.key("workers")
            json.array(workers.sorted { $0.key < $1.key }) { $0.pair($1.key, $1.value) }
            json.key("marks")
            json.array(marks.sorted { $0.key < $1.key }) { $0.pair($1.key, $1.value) }
        }
    }
}

extension TaskRow {
    /// How many attempts are known; `nil` of a task that only its result tells of.
    var knownAttempts: Int? { attempts.isEmpty ? nil : attempts.count }
}

extension Instant {
    /// Whole milliseconds since the epoch, as a page's `datetime` has them.
    fileprivate var milliseconds: Int { Int((Double(microseconds) / 1_000).rounded(.down)) }
}

extension JSONWriter {
    /// Writes a list in which what isn't known is `null`.
    fileprivate mutating func optionals<Value: JSONWritable>(_ name: String, _ values: [Value?]) {
        key(name)
        array(values) { json, value in
            if let value { value.write(to: &json) } else { json.null() }
        }
    }
}
