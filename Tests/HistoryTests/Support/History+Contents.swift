import Celery
import GRDB

@testable import History

/// Everything that the tables of a history hold, in words rather than numbers.
struct HistoryContents: Equatable {
    var tasks: [TaskID: TaskRecord] = [:]
    var workers: [String: [Int64]] = [:]
    var types: [String: [Int64]] = [:]
    var histograms: [String: [Histogram]] = [:]
    var heartbeats: [String: [WorkerEvent]] = [:]
    var turns: Set<String> = []
    var watched: [TimeSpan] = []
}

extension History {
    func contents() throws -> HistoryContents {
        try read { db in
            let words = try WordList(db)
            var contents = HistoryContents()
            try Prepared(db, "SELECT record FROM task").rows { row in
                let record = try TaskReader.decode(row.bytes(0), words: words)
                contents.tasks[record.id] = record.sorted
            }
            try Prepared(db, "SELECT * FROM worker_count").rows { row in
                let values = (3...11).map { row.integer($0) }
                guard values.contains(where: { $0 != 0 }) else { return }
                contents.workers["\(row.integer(0)) \(row.integer(1)) \(try words.text(Int(row.integer(2))) ?? "")"] =
                    values
            }
            try Prepared(db, "SELECT * FROM type_count").rows { row in
                let key = "\(row.integer(0)) \(row.integer(1)) \(try words.text(Int(row.integer(2))) ?? "")"
                contents.types[key] = (3...10).map { row.integer($0) }
                contents.histograms[key] = [
                    try HistogramCode.decode(row.bytes(11)), try HistogramCode.decode(row.bytes(12)),
                ]
            }
            try Prepared(db, "SELECT worker, time, data FROM beat").rows { row in
                let worker = try words.text(Int(row.integer(0))) ?? ""
                contents.heartbeats["\(worker) \(row.integer(1))"] = try HeartbeatCode.decode(
                    row.bytes(2), of: WorkerName(worker), words: words)
            }
            try Prepared(db, "SELECT worker, time, kind FROM turn").rows { row in
                contents.turns.insert(
                    "\(try words.text(Int(row.integer(0))) ?? "") \(row.integer(1)) \(row.integer(2))")
            }
            contents.watched = try WatchedTable(db).spans()
            return contents
        }
    }
}

extension TaskRecord {
    /// The same with its marksByWorker in the order of their workers.
    var sorted: TaskRecord {
        TaskRecord(id: id, sent: sent, marksByWorker: marksByWorker.sorted { $0.worker < $1.worker })
    }
}
