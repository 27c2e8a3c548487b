import Celery
import Report

/// A part of the tasks' table as a script, for the search over all rows: `data/tasks-0001.js`.
///
/// A script, because from a folder nothing else can be loaded: https://html.spec.whatwg.org/multipage/browsers.html
/// gives each file an origin of its own. It holds what the pages show, and says which report it belongs to.
struct TaskShard: Sendable {
    /// So many rows make a shard, with the rest of the page that the last of them is on.
    private static let enoughRows = 5_000

    /// The pages whose rows it has.
    private let pages: Range<Int>
    /// Where it goes.
    let path: String

    private init(pages: Range<Int>, number: Int) {
        self.pages = pages
        let digits = String(number)
        path = "data/tasks-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ".js"
    }

    /// The shards of a report, of whole pages each; none where there is no task.
    static func all(of paging: TaskPaging) -> [TaskShard] {
        var shards: [TaskShard] = []
        var (start, rows) = (0, 0)
        for (index, page) in paging.pages.enumerated() where !page.rows.isEmpty {
            rows += page.rows.count
            guard rows >= enoughRows || index == paging.pages.count - 1 else { continue }
            shards.append(TaskShard(pages: start..<index + 1, number: shards.count + 1))
            (start, rows) = (index + 1, 0)
        }
        return shards
    }

    /// The script: a call of `herbariumTasks` with everything as one literal.
    func bytes(of report: Report) -> [UInt8] {
        let pages = report.taskPages.pages[pages]
        let rows = (pages.first?.rows.lowerBound ?? 0)..<(pages.last?.rows.upperBound ?? 0)
        var json = JSONWriter()
        json.object { json in
            json.member("stamp", report.stamp)
            json.member("shards", Self.all(of: report.taskPages).count)
            json.key("pages")
            json.array(pages) { $0.pair($1.path, $1.rows.count) }
            json.member("rows", SearchableRows(rows, of: report))
        }
        return Array("herbariumTasks(".utf8) + ScriptText.escaped(json.bytes) + Array(");\n".utf8)
    }
}
