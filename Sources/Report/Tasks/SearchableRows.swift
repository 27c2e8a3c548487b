package import Celery

/// Rows of the tasks' table by column, the way a browser searches and sorts them fastest.
///
/// Texts are numbers in one table, since most of them occur often; times to sort by are milliseconds before `base`.
package struct SearchableRows: JSONWritable {
    /// A column, and what its cells say.
    private struct Column {
        let column: TaskColumn
        /// What is found, as numbers in the table of texts.
        var cells: [Int] = []
        /// What times are sorted by.
        var before: [Int?] = []
        /// What durations and counts are sorted by.
        var figures: [Double?] = []
    }

    private let base: Int
    private let report: Report
    private var table = TextTable()
    private var uuids: [String] = []
    private var columns = TaskColumn.all.filter { $0.key != "uuid" }.map { Column(column: $0) }
    private var anchors: [(row: Int, anchor: String)] = []
    private var workers: [Int: String] = [:]
    private var marks: [Int: String] = [:]

    /// Takes rows of a report in the order of the table.
    package init(_ rows: Range<Int>, of report: Report) {
        self.report = report
        base = report.snapshot.capturedAt.milliseconds
        for row in report.snapshot.tasks[rows] { append(row) }
    }

    private mutating func append(_ row: TaskRow) {
        let id = Excerpt.cell(row.id.description)
        let anchor = Places.anchor(of: row.id)
        if anchor != id { anchors.append((uuids.count, anchor)) }
        uuids.append(Excerpt.shown(id))
        for place in columns.indices {
            let column = columns[place].column
            let number = table.number(of: column.found(in: row, report.notation))
            columns[place].cells.append(number)
            if column.kind == .state, let mark = StateMark(task: row.state).key { marks[number] = mark }
            if column.key == "worker", let page = report.places.worker(row.worker) { workers[number] = page }
            switch column.cell {
            case .text: break
            case .time(let time): columns[place].before.append(time(row).map { base - $0.milliseconds })
            case .seconds(let seconds): columns[place].figures.append(seconds(row))
            case .count(let count): columns[place].figures.append(count(row).map { Double($0) })
            }
        }
    }

    /// Writes them as one object.
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("base", base)
            // By how many milliseconds the clock of the pages is ahead of UTC.
            json.member("offset", report.zone.offset(at: report.snapshot.capturedAt) * 1_000)
            json.member("texts", table.texts)
            json.member("uuid", uuids)
            json.key("cells")
            json.object { json in
                for column in columns { json.member(column.column.key, column.cells) }
            }
            json.key("before")
            json.object { json in
                for column in columns where column.column.kind == .time {
                    json.optionals(column.column.key, column.before)
                }
            }
            json.key("seconds")
            json.object { json in
                for column in columns where !column.figures.isEmpty {
                    json.optionals(column.column.key, column.figures)
                }
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
