import Celery
import Foundation
import Report
import Templating

/// Makes the whole Monitor page of a month: 50 workers, 20 queues, every chart drawn and every table filled.
enum MonitorBenchmark {
    private static let month = 30.0 * 86_400
    private static let start = Instant(microseconds: 1_790_000_000_000_000)

    /// Measures, and prints the time and the size.
    static func run() throws {
        let library = try BuiltIn.library()
        let page = try library.compile("monitor.html", for: MonitorPage.self)
        let picture = try library.compile("charts/inline.svg", for: ChartDrawing.self)
        let files = SiteFiles(stylesheet: "site.css", script: "site.js", icon: "icon.svg")
        let snapshot = snapshot
        var bytes = 0
        let seconds = Stopwatch.median {
            let report = Report(snapshot, zone: .utc)
            let draw = { (plate: Plate) in
                var plate = plate
                plate.picture = Fragment(svg: String(decoding: picture.render(plate.drawing), as: UTF8.self))
                return plate
            }
            bytes =
                page.render(
                    MonitorPage(
                        report, files: files, plates: report.plates.map(draw), typePlates: report.typePlates.map(draw))
                ).count
        }
        let points = snapshot.series.reduce(0) { $0 + $1.points.count }
        print("Monitor of a month, 50 workers, 20 queues: \(snapshot.series.count) series of \(points) points")
        print(String(format: "%.0f milliseconds, %.0f kilobytes", seconds * 1_000, Double(bytes) / 1_000))
    }

    /// As a history of a month gives it: 120 parts of what was counted, the extremes of what was read.
    private static var snapshot: Snapshot {
        let span = TimeSpan(since: start, until: start + month)
        var snapshot = Snapshot(
            capturedAt: span.until, producer: Snapshot.Producer(version: "0", host: nil),
            coverage: Snapshot.Coverage(
                span: span, watched: [span], events: 0, tasks: 0, offlineAfter: 300, forgetOffline: 86_400),
            report: Snapshot.ReportRequest(title: "a month", timeZone: "UTC"),
            broker: BrokerIdentity(transport: "redis", url: "redis://localhost:6379/0", server: nil), sources: [],
            workers: [], totals: Totals(counts: Counts(), ofWorkers: 0), tasks: [], taskTypes: [], failures: [],
            histograms: [], queues: [], series: [], findings: [], redactions: Snapshot.Redactions())
        let workers = (1...50).map { "celery@worker-\($0)" }
        let types = [nil] + (1...5).map { "shop.type_\($0)" }
        snapshot.series =
            ["tasks.succeeded", "tasks.failed", "tasks.retried", "worker.load"].flatMap { name in
                workers.enumerated().map { series(name, ["worker": $1], count: 120, seed: $0) }
            }
            + ["tasks.runtime", "tasks.wait"].flatMap { name in
                types.flatMap { type in
                    ["p50", "p95", "p99"].enumerated().map { place, statistic in
                        var labels = ["statistic": statistic]
                        labels["name"] = type
                        return series(name, labels, count: 120, seed: place)
                    }
                }
            }
            + ["queue.ready", "queue.unacked"].flatMap { name in
                (1...20).map { series(name, ["queue": "queue-\($0)"], count: 960, seed: $0) }
            }
            + (1...9).map {
                series("tasks.runtime.counts", ["above": "\($0)", "upto": "\($0 + 1)"], count: 120, seed: $0)
            }
            + ["workers.online", "workers.active", "workers.concurrency"].map { series($0, [:], count: 120, seed: 1) }
        snapshot.turns = (0..<200).map { number in
            WorkerTurn(.restart, of: WorkerName(workers[number % 50]), time: start + Double(number) * month / 200)
        }
        return snapshot
    }

    private static func series(_ name: String, _ labels: [String: String], count: Int, seed: Int) -> Series {
        let points = (0..<count).map { number in
            Series.Point(start + month * Double(number) / Double(count), Double((number * 7_919 + seed * 131) % 997))
        }
        return Series(name: name, unit: "", labels: labels, points: points)
    }
}
