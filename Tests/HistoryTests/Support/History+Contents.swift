import Celery
import GRDB
import Testing

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
            try Prepared(db, "SELECT record FROM task \(db.dialect.allTasks)").rows { row in
                let record = try TaskReader.decode(row.bytes(0), words: words)
                contents.tasks[record.id] = record.sorted
            }
            let counts = ["level", "time", "worker"] + CountColumns.attempts + ["events", "busy"]
            try Prepared(
                db, "SELECT \(counts.joined(separator: ", ")) FROM worker_count \(db.dialect.all)"
            ).rows { row in
                let values = (3...12).map { row.integer($0) }
                guard values.contains(where: { $0 != 0 }) else { return }
                contents.workers["\(row.integer(0)) \(row.integer(1)) \(try words.text(Int(row.integer(2))) ?? "")"] =
                    values
            }
            let types = ["level", "time", "name"] + CountColumns.attempts + ["runtime", "wait"] + CountColumns.busy
            try Prepared(
                db, "SELECT \(types.joined(separator: ", ")) FROM type_count \(db.dialect.all)"
            ).rows { row in
                let key = "\(row.integer(0)) \(row.integer(1)) \(try words.text(Int(row.integer(2))) ?? "")"
                contents.types[key] = (Array(3...10) + Array(13...16)).map { row.integer($0) }
                contents.histograms[key] = [
                    try HistogramCode.decode(row.bytes(11)), try HistogramCode.decode(row.bytes(12)),
                ]
            }
            try Prepared(db, "SELECT worker, time, data FROM beat \(db.dialect.all)").rows { row in
                let worker = try words.text(Int(row.integer(0))) ?? ""
                contents.heartbeats["\(worker) \(row.integer(1))"] = try HeartbeatCode.decode(
                    row.bytes(2), of: WorkerName(worker), words: words)
            }
            try Prepared(db, "SELECT worker, time, kind FROM turn \(db.dialect.all)").rows { row in
                contents.turns.insert(
                    "\(try words.text(Int(row.integer(0))) ?? "") \(row.integer(1)) \(row.integer(2))")
            }
            contents.watched = try WatchedTable(db).spans()
            return contents
        }
    }
}

extension History {
    /// The file that it is in.
    var queue: DatabaseQueue {
        get throws { try #require(engine as? SQLiteEngine).queue }
    }
}

extension TaskRecord {
    /// The same with its marksByWorker in the order of their workers.
    var sorted: TaskRecord {
        TaskRecord(id: id, sent: sent, marksByWorker: marksByWorker.sorted { $0.worker < $1.worker })
    }
}
