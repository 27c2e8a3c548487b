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
        let files = SiteFiles(
            stylesheet: "site.css", pageStylesheet: "pages.css", script: "site.js", taskScript: "tasks.js",
            icon: "icon.svg", pages: [])
        let snapshot = snapshot
        var bytes = 0
        let seconds = Stopwatch.median {
            let report = Report(snapshot, zone: .utc)
            let draw = { (chart: ChartEntry) in
                var chart = chart
                chart.picture = Fragment(svg: String(decoding: picture.render(chart.drawing), as: UTF8.self))
                return chart
            }
            bytes =
                page.render(
                    MonitorPage(
                        report, files: files, charts: report.charts.map(draw), typeCharts: report.typeCharts.map(draw))
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
        snapshot.series = attempts + durations + queues + workers
        snapshot.turns = (0..<200).map { number in
            WorkerTurn(.restart, of: WorkerName(names[number % 50]), time: start + Double(number) * month / 200)
        }
        return snapshot
    }

    private static let names = (1...50).map { "celery@worker-\($0)" }

    private static var attempts: [Series] {
        ["tasks.succeeded", "tasks.failed", "tasks.retried", "worker.load"].flatMap { name in
            names.enumerated().map { place, worker in series(name, ["worker": worker], count: 120, seed: place) }
        }
    }

    private static var durations: [Series] {
        var all: [Series] = []
        let types: [String?] = [nil, "shop.a", "shop.b", "shop.c", "shop.d", "shop.e"]
        for name in ["tasks.runtime", "tasks.wait"] {
            for type in types {
                for (place, statistic) in ["p50", "p95", "p99"].enumerated() {
                    var labels = ["statistic": statistic]
                    labels["name"] = type
                    all.append(series(name, labels, count: 120, seed: place))
                }
            }
        }
        for bin in 1...9 {
            all.append(
                series("tasks.runtime.counts", ["above": "\(bin)", "upto": "\(bin + 1)"], count: 120, seed: bin))
        }
        return all
    }

    private static var queues: [Series] {
        ["queue.ready", "queue.unacked"].flatMap { name in
            (1...20).map { number in series(name, ["queue": "queue-\(number)"], count: 960, seed: number) }
        }
    }

    private static var workers: [Series] {
        ["workers.online", "workers.active", "workers.concurrency"].map { series($0, [:], count: 120, seed: 1) }
    }

    private static func series(_ name: String, _ labels: [String: String], count: Int, seed: Int) -> Series {
        let points = (0..<count).map { number in
            let noise = (number * 7_919 + seed * 131) % 997
            return Series.Point(start + month * Double(number) / Double(count), Double(noise))
        }
        return Series(name: name, unit: "", labels: labels, points: points)
    }
}
