package import Celery

/// Rows of the tasks' table by column, the way a browser searches and sorts them fastest.
///
/// Texts are numbers in one table, since most of them occur often; times are milliseconds before `base`, the time of
/// the newest row. Nothing tells of the report, so that the same rows are the same bytes in every report; how times
/// read, a page knows.
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

        /// Whether anything is known of any row: else the column is left out.
        var isKnown: Bool { cells.contains { $0 > 0 } || before.contains { $0 != nil } }
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
        base = report.snapshot.tasks[rows].lazy.compactMap(\.time).first?.milliseconds ?? 0
        // A task that is taken out of the list counts a reference for each of its texts.
        for place in rows { append(report.snapshot.tasks[place]) }
    }

    private mutating func append(_ row: TaskRow) {
        let id = Excerpt.cell(row.id.description)
        let anchor = Places.anchor(of: row.id)
        if anchor != id { anchors.append((uuids.count, anchor)) }
        uuids.append(Excerpt.shown(id))
        for place in columns.indices {
            let column = columns[place].column
            if case .time(let time) = column.cell {
                columns[place].before.append(time(row).map { base - $0.milliseconds })
                continue
            }
            let text = column.key == "group" ? report.group(of: row) : column.found(in: row)
            let number = table.number(of: text)
            columns[place].cells.append(number)
            if column.kind == .state, let mark = StateMark(task: row.state).key { marks[number] = mark }
            if column.key == "worker", let page = report.places.worker(row.worker) { workers[number] = page }
            switch column.cell {
            case .text, .time: break
            case .seconds(let seconds): columns[place].figures.append(seconds(row).map { $0.rounded(toPlaces: 6) })
            case .count(let count): columns[place].figures.append(count(row).map { Double($0) })
            }
        }
    }

    /// Writes them as one object.
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("base", base)
            json.member("texts", table.texts)
            json.member("uuid", uuids)
            json.key("cells")
            json.object { json in
                for column in columns where column.isKnown && column.column.kind != .time {
                    json.member(column.column.key, column.cells)
                }
            }
            json.key("before")
            json.object { json in
                for column in columns where column.isKnown && column.column.kind == .time {
                    json.optionals(column.column.key, column.before)
                }
            }
            json.key("seconds")
            json.object { json in
                for column in columns where column.isKnown && !column.figures.isEmpty {
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
    var milliseconds: Int { Int((Double(microseconds) / 1_000).rounded(.down)) }
}

extension Double {
    /// The nearest number of so many decimals; what is too large for them has none anyway.
    func rounded(toPlaces places: Int) -> Double {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = self * scale
        return scaled.isFinite ? scaled.rounded() / scale : self
    }
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
