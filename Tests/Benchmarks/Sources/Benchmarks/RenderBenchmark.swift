import Celery
import Foundation
import SnapshotFile

/// Renders and publishes the whole site of 100,000 tasks from a snapshot file, against Jinja2 that renders one table of them:
/// a bare one of ten cells a row, and one with the markup that a row of ours once had.
///
/// Ours is a process from its start to its end: the file read, all pages, scripts, charts and data on the disk. The
/// peer has the same rows in memory and its template compiled, and renders ten columns to memory. They take turns.
enum RenderBenchmark {
    private static let (count, runs) = (100_000, 5)
    private static let start = Instant(microseconds: 1_790_000_000_000_000)
    private static let span = TimeSpan(since: start, until: start + 86_400)

    /// Measures, and prints what all took, how much was read and made, and the most memory.
    static func run() throws {
        let folder = try TemporaryFolder()
        let (file, site) = (folder("snapshot.json"), folder("site"))
        let bytes = SnapshotFile.bytes(of: snapshot)
        try Data(bytes).write(to: URL(filePath: file))
        let arguments = ["render", file, "--output", site, "--archive", "0", "--no-progress"]
        var (costs, bare, marked): ([Program.Cost], [Double], [Double]) = ([], [], [])
        for _ in 0..<runs {
            try? FileManager.default.removeItem(atPath: site)
            costs.append(try Program.run(try Program.variable("HERBARIUM"), arguments))
            bare.append(try jinja("bare_table.html", file, in: folder))
            marked.append(try jinja("tasks_table.html", file, in: folder))
        }
        let ours = costs.sorted { $0.processor < $1.processor }[runs / 2]
        let table = Table(widths: [34, 12, 12, 10])
        table.row("a site of 100,000 tasks", "processor s", "elapsed s", "we need")
        table.row("herbarium render, the whole site", digits(ours.processor), digits(ours.seconds), "")
        for (name, peer) in [("Jinja2 3.1.6, one bare table", bare), ("the same with markup", marked)] {
            let seconds = Stopwatch.median(of: peer)
            table.row(name, digits(seconds), digits(seconds), digits(ours.processor / seconds))
        }
        print("Read: \(bytes.count / 1_000_000) MB. Peak memory: \(ours.bytes / 1_000_000) MB.")
        let sizes = try sizes(of: site)
        let pages = sizes.filter { $0.key.hasPrefix("tasks") && $0.key.hasSuffix(".html") }
        let data = sizes["data/snapshot.json"] ?? 0
        let all = sizes.values.reduce(0, +)
        print("Pages of tasks: \(pages.values.reduce(0, +) / count) bytes a task, in \(pages.count) pages.")
        print("The site: \(all / 1_000_000) MB, \((all - data) / 1_000_000) MB of it beside data/snapshot.json.")
    }

    private static func jinja(_ template: String, _ snapshot: String, in folder: TemporaryFolder) throws -> Double {
        let template = try Program.variable("PEERS") + "/" + template
        return try Double(
            Peer.run("jinja.py", [snapshot, template, folder("table.html"), "1"])
                .trimmingCharacters(in: .whitespacesAndNewlines)) ?? .nan
    }

    private static func digits(_ number: Double) -> String { String(format: "%.2f", number) }

    /// The bytes of each file, by path.
    private static func sizes(of site: String) throws -> [String: Int] {
        var sizes: [String: Int] = [:]
        for path in FileManager.default.enumerator(atPath: site)?.compactMap({ $0 as? String }) ?? [] {
            let attributes = try FileManager.default.attributesOfItem(atPath: site + "/" + path)
            guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
            sizes[path] = attributes[.size] as? Int
        }
        return sizes
    }

    /// A day of 100,000 tasks with one attempt each, one of seventeen of which failed.
    private static var snapshot: Snapshot {
        var counts = Counts()
        for outcome in Outcome.allCases { counts[outcome] = 0 }
        counts[.succeeded] = (0..<count).count { !isFailed($0) }
        counts[.failed] = (0..<count).count(where: isFailed)
        (counts.processed, counts.carried, counts.scheduled) = (count, 0, 0)
        let workers = (0..<12).map { number in
            WorkerRow(name: WorkerName("celery@worker-\(number).example.org"), status: .online, counts: Counts())
        }
        return Snapshot(
            capturedAt: span.until, producer: Snapshot.Producer(version: "0", host: nil),
            coverage: Snapshot.Coverage(
                span: span, watched: [span], events: 3 * count, tasks: count, offlineAfter: 300, forgetOffline: 86_400),
            report: Snapshot.ReportRequest(title: "a day", timeZone: "UTC"),
            broker: BrokerIdentity(transport: "redis", url: "redis://localhost:6379/0", server: nil), sources: [],
            workers: workers, totals: Totals(counts: counts, ofWorkers: 12), tasks: (0..<count).map(task),
            taskTypes: [], failures: [], histograms: [], queues: [], series: [], findings: [],
            redactions: Snapshot.Redactions())
    }

    private static func isFailed(_ index: Int) -> Bool { index % 17 == 0 }

    private static func task(_ index: Int) -> Celery.TaskRow {
        let row = TaskRow(index)
        let received = span.until - Double(index) * 0.8
        var facts = TaskFacts()
        (facts.name, facts.args, facts.kwargs, facts.retries) = (row.name, row.args, row.kwargs, 0)
        facts.runtime = Double(100 + index % 900) / 1000
        if isFailed(index) { facts.exception = row.result } else { facts.result = row.result }
        let worker = WorkerName(row.worker)
        let attempt = AttemptRow(
            worker: worker, outcome: isFailed(index) ? .failed : .succeeded, sent: nil, received: received,
            started: received + 0.25, finished: received + 1, runtime: facts.runtime, retries: 0,
            exception: facts.exception)
        var task = Celery.TaskRow(
            id: TaskID(row.uuid), state: row.state, facts: facts, source: .events, attempts: [attempt])
        (task.received, task.started, task.finished) = (received, received + 0.25, received + 1)
        (task.prefetchWait, task.worker) = (0.25, worker)
        return task
    }
}
