import Charts
import Foundation
import Report
import Templating

/// Draws one chart of 8 series with 10,000 points each as an SVG file, with our geometry and template and with
/// matplotlib.
enum ChartBenchmark {
    private static let (seriesCount, pointCount) = (8, 10_000)

    /// Measures, and prints the times, the sizes and how we compare.
    static func run() throws {
        let values: [[Double]] = (0..<seriesCount).map { series in
            (0..<pointCount).map { point in
                let noise = (point * 7_919 + series * 131) % 997
                return Double(noise + 100 * series)
            }
        }
        let (ours, peer) = (try herbarium(values), try matplotlib(values))
        let table = Table(widths: [34, 12, 10, 14])
        table.row("a chart of 8 series, 10,000 points", "milliseconds", "kilobytes", "we are")
        table.row("Herbarium", digits(ours.seconds * 1_000, 1), digits(Double(ours.bytes) / 1_000, 0), "")
        table.row(
            "matplotlib 3.10.0", digits(peer.seconds * 1_000, 1), digits(Double(peer.bytes) / 1_000, 0),
            digits(peer.seconds / ours.seconds, 0) + " times faster")
    }

    private static func digits(_ number: Double, _ places: Int) -> String { String(format: "%.\(places)f", number) }

    private static func herbarium(_ values: [[Double]]) throws -> (seconds: Double, bytes: Int) {
        let series = values.enumerated().map { number, values in
            Series(
                name: "queue-\(number)", points: values.enumerated().map { TimePoint(Int64($0) * 60_000_000, $1) })
        }
        let template = try BuiltIn.library().compile("charts/chart.svg", for: ChartDrawing.self)
        var bytes = 0
        let seconds = Stopwatch.median {
            let chart = TimeChart(
                title: "Messages in the queues", unit: .count, style: .lines, series: series,
                span: TimeSpan(since: 0, until: Int64(pointCount) * 60_000_000))
            bytes = template.render(ChartDrawing(chart, id: "chart", subtitle: "ready, by queue")).count
        }
        return (seconds, bytes)
    }

    private static func matplotlib(_ values: [[Double]]) throws -> (seconds: Double, bytes: Int) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "benchmark-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (data, chart) = (folder.appending(path: "values.json"), folder.appending(path: "chart.svg"))
        try JSONEncoder().encode(values).write(to: data)
        let output = try Peer.run("matplotlib_chart.py", [data.path, chart.path, String(Stopwatch.runs)])
        let seconds = Stopwatch.median(of: output.split(separator: "\n").compactMap { Double($0) })
        return (seconds, try Data(contentsOf: chart).count)
    }
}
