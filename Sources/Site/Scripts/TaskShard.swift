import Celery
import Report

/// A part of the tasks' table as a script, for the search over all rows.
///
/// A script, because from a folder nothing else can be loaded: https://html.spec.whatwg.org/multipage/browsers.html
/// gives each file an origin of its own. The first, `data/tasks-0001.js`, has what is on the pages that change with
/// every report; it says which report it belongs to, and which others there are. These are cut by time, and stay the
/// same bytes from report to report as long as their rows do.
struct TaskShard: Sendable {
    private let part: TaskPaging.Part
    /// Where it goes: `data/tasks-0001.js`, then `data/tasks-20261122-080000.js` …
    let path: String

    private init(_ part: TaskPaging.Part) {
        self.part = part
        path = "data/tasks-\(part.name ?? "0001").js"
    }

    /// The shards of a report; none where there is no task.
    static func all(of paging: TaskPaging) -> [TaskShard] { paging.parts.map { TaskShard($0) } }

    /// The script: a call of `herbariumTasks` with everything as one literal.
    func bytes(of report: Report) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("stamp", stamp(of: report))
            if part.name == nil {
                json.member("captured", Int(report.snapshot.capturedAt.microseconds / 1_000))
                json.member("known", report.snapshot.coverage.tasks)
                json.member("zone", report.zone)
                json.key("parts")
                json.array(Self.all(of: report.taskPages).dropFirst()) { $0.pair($1.path, $1.stamp(of: report)) }
            }
            json.key("pages")
            json.array(report.taskPages.pages(of: part.rows)) { $0.pair($1.path, $1.rows) }
            json.member("rows", SearchableRows(part.rows, of: report))
        }
        return Array("herbariumTasks(".utf8) + ScriptText.escaped(json.bytes) + Array(");\n".utf8)
    }

    /// What tells it from a script of another report that has taken its place: the report's own, or which tasks it has
    /// in which states.
    private func stamp(of report: Report) -> String {
        guard part.name != nil else { return report.stamp }
        var print = FowlerNollVo()
        for place in part.rows {
            print.take(report.snapshot.tasks[place].id.description)
            print.take(report.snapshot.tasks[place].state)
        }
        return String(print.hash, radix: 36)
    }
}

/// FNV-1a of 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/), eight bytes at a time.
private struct FowlerNollVo {
    private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func take(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            let raw = UnsafeRawBufferPointer(bytes)
            var place = 0
            while place + 8 <= raw.count {
                mix(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
                place += 8
            }
            for byte in raw[place...] { mix(UInt64(byte)) }
        }
        // No text holds this byte: where one ends is a part of it.
        mix(0xFF)
    }

    private mutating func mix(_ word: UInt64) {
        hash = (hash ^ word) &* 0x100_0000_01B3
        // Multiplication carries bits upwards only.
        hash ^= hash >> 32
    }
}
