import Celery
import Foundation
import SnapshotFile

/// Renders and publishes the whole site of 100,000 tasks from a snapshot file, against Jinja2 that renders one table of them.
///
/// Ours is a process from its start to its end: the file read, all pages, scripts, charts and data on the disk. The
/// peer has the same rows in memory and its template compiled, and renders ten columns with the markup of ours, to memory.
enum RenderBenchmark {
    private static let count = 100_000
    private static let start = Instant(microseconds: 1_790_000_000_000_000)
    private static let span = TimeSpan(since: start, until: start + 86_400)

    /// Measures, and prints what both took, how much was read and made, and the most memory.
    static func run() throws {
        let folder = try TemporaryFolder()
        let (file, site) = (folder("snapshot.json"), folder("site"))
        let bytes = SnapshotFile.bytes(of: snapshot)
        try Data(bytes).write(to: URL(filePath: file))
        let arguments = ["render", file, "--output", site, "--archive", "0", "--no-progress"]
        let costs = try (0..<3).map { _ in
            try? FileManager.default.removeItem(atPath: site)
            return try Program.run(try Program.variable("HERBARIUM"), arguments)
        }.sorted { $0.processor < $1.processor }
        let (ours, peer) = (costs[1], try jinja(file, in: folder))
        let table = Table(widths: [34, 12, 12, 14])
        table.row("a site of 100,000 tasks", "processor s", "elapsed s", "megabytes")
        table.row(
            "herbarium render, the whole site", digits(ours.processor), digits(ours.seconds),
            digits(megabytes(of: site)))
        table.row("Jinja2 3.1.6, one table", digits(peer), digits(peer), "")
        print("We need \(digits(ours.processor / peer)) of Jinja2's time.")
        print("Read: \(bytes.count / 1_000_000) MB. Peak memory: \(ours.bytes / 1_000_000) MB.")
    }

    private static func jinja(_ snapshot: String, in folder: TemporaryFolder) throws -> Double {
        let template = try Program.variable("PEERS") + "/tasks_table.html"
        let output = try Peer.run("jinja.py", [snapshot, template, folder("table.html"), "3"])
        return Stopwatch.median(of: output.split(separator: "\n").compactMap { Double($0) })
    }

    private static func digits(_ number: Double) -> String { String(format: "%.2f", number) }

    private static func megabytes(of site: String) -> Double {
        let paths = FileManager.default.enumerator(atPath: site)?.compactMap { $0 as? String } ?? []
        let sizes = paths.map { path in
            let attributes = try? FileManager.default.attributesOfItem(atPath: site + "/" + path)
            return attributes?[.type] as? FileAttributeType == .typeRegular ? attributes?[.size] as? Int ?? 0 : 0
        }
        return Double(sizes.reduce(0, +)) / 1e6
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
