import Charts
import Report
import Site
import Templating
import Testing

/// Charts of everything that is hard to draw, to be checked and to be looked at.
struct ChartGallery {
    /// A chart and what is hard about it.
    struct Exhibit: Sendable, CustomTestStringConvertible {
        let name: String
        let chart: TimeChart
        var testDescription: String { name }
    }

    private static let start: Int64 = 1_795_305_600_000_000  // 2026-11-22 00:00 UTC
    private static let day = TimeSpan(since: start, until: start + 86_400_000_000)
    private static let styles: [(String, ChartStyle)] = [
        ("lines", .lines), ("steps", .steps), ("stacked", .stackedAreas), ("bars", .bars),
    ]

    /// All of them; those of a million points take too long for every day.
    static func exhibits(includingLargest: Bool = false) -> [Exhibit] {
        counts([0, 1, 2, 60, 1_440] + (includingLargest ? [1_000_000] : [])) + [8, 60].flatMap(many) + odd
    }

    /// A drawing of 1,440 points for each style, with so many series.
    static func many(_ count: Int) -> [Exhibit] {
        styles.map { name, style in
            exhibit("\(count) series, \(name)", (0..<count).map { series("queue-\($0)", 1_440, noise($0)) }, style)
        }
    }

    private static func counts(_ counts: [Int]) -> [Exhibit] {
        counts.flatMap { count in
            styles.map { exhibit("\(count) points, \($0)", [series("celery", count, noise(1))], $1) }
        }
    }

    /// What is odd about values, times or names.
    private static var odd: [Exhibit] {
        let gaps = { (step: Int) in (400..<700).contains(step) || step % 180 < 12 ? nil : noise(1)(step) }
        let spike = { (step: Int) in step == 777 ? 40_000.0 : Double(step % 7) }
        let slow = { (step: Int) in 0.05 * Double(1 + step % 11) * (step > 900 ? 400 : 1) }
        var log = exhibit(
            "a band on a logarithmic axis",
            [1.0, 4, 30].enumerated().map { place, factor in
                series(["p50", "p95", "p99"][place], 240) { slow($0 * 6) * factor }
            }, .band, .seconds)
        log = Exhibit(name: log.name, chart: changed(log.chart) { ($0.scale, $0.order) = (.logarithmic, .asGiven) })
        let unwatched = exhibit("unwatched, and events", [series("mail", 288, noise(3))], .lines)
        let events = [(3, "celery@mail-1 restarted"), (4, "12 workers restarted"), (17, "celery@batch-2 lost")]
        let watched = changed(unwatched.chart) { chart in
            chart.watched = [TimeSpan(since: start, until: start + 40_000_000_000)]
            chart.events = events.map { ChartEvent(time: start + Int64($0) * 3_600_000_000, label: $1) }
        }
        return [
            exhibit("gaps", [series("mail", 1_440, gaps), series("reports", 1_440, noise(2))], .lines),
            exhibit("gaps, stacked", [series("mail", 1_440, gaps), series("reports", 1_440, gaps)], .stackedAreas),
            exhibit("a spike", [series("mail", 1_440, spike)], .lines),
            exhibit("always the same", [series("mail", 60) { _ in 42 }], .lines),
            exhibit("always nothing", [series("mail", 60) { _ in 0 }], .lines),
            exhibit("huge", [series("mail", 60) { Double($0) * 1e15 }], .lines, .number),
            exhibit("tiny", [series("mail", 60) { Double($0) * 1e-9 }], .lines, .number),
            exhibit("per cent", [series("failed", 288) { Double($0 % 50) / 400 }], .lines, .ratio),
            exhibit(
                "long and hostile names",
                [
                    String(repeating: "long-", count: 60), "</text><script>alert(1)</script>", "\u{202E}txt.exe\u{0}",
                    "日本語のキューの名前はとても長い",
                ]
                .enumerated().map { series($1, 60, noise($0)) }, .lines),
            exhibit(
                "a single point among gaps",
                [series("mail", 24) { $0 == 12 ? 5 : nil }, series("reports", 24) { _ in 3 }],
                .lines),
            exhibit("nothing known", [series("mail", 24) { _ in nil }], .lines),
            heat, log, Exhibit(name: unwatched.name, chart: watched),
        ]
    }

    private static var heat: Exhibit {
        let bounds = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100]
        let rows = zip(bounds, bounds.dropFirst()).enumerated().map { place, bin in
            Series(
                name: "\(bin.0) s to \(bin.1) s",
                points: points(120) { Double(($0 * 37 + place * 11) % 97) / Double(1 + place) },
                bin: bin.0...bin.1)
        }
        let plain = exhibit("a heat map", rows, .heat)
        return Exhibit(
            name: plain.name, chart: changed(plain.chart) { ($0.scale, $0.order) = (.logarithmic, .asGiven) })
    }

    private static func exhibit(
        _ name: String, _ series: [Series], _ style: ChartStyle, _ unit: ValueUnit = .count
    ) -> Exhibit {
        let chart = TimeChart(
            title: name, unit: unit, style: style, series: series, span: day, width: 580, height: 250,
            metrics: TextMetrics(fontSize: 12))
        return Exhibit(name: name, chart: chart)
    }

    private static func changed(_ chart: TimeChart, _ change: (inout TimeChart) -> Void) -> TimeChart {
        var chart = chart
        change(&chart)
        return chart
    }

    private static func series(_ name: String, _ count: Int, _ value: (Int) -> Double?) -> Series {
        Series(name: name, points: points(count, value))
    }

    private static func points(_ count: Int, _ value: (Int) -> Double?) -> [TimePoint] {
        (0..<count).map { TimePoint(start + day.duration / Int64(max(1, count)) * Int64($0), value($0)) }
    }

    private static func noise(_ seed: Int) -> (Int) -> Double? {
        { step in Double((step * 7_919 + seed * 131 + step * step * (seed + 3)) % 997) }
    }
}

/// The templates of charts, as they are built in.
struct ChartTemplates {
    private let file: Template<ChartDrawing>
    private let inline: Template<ChartDrawing>

    init() throws {
        let library = TemplateLibrary(BuiltInTemplates.all.filter { BuiltInTemplates.isRendered($0.name) })
        file = try library.compile("charts/chart.svg", for: ChartDrawing.self)
        inline = try library.compile("charts/inline.svg", for: ChartDrawing.self)
    }

    /// The chart as a file of its own.
    func file(_ exhibit: ChartGallery.Exhibit, id: String = "chart") -> [UInt8] {
        file.render(ChartDrawing(exhibit.chart, id: id, subtitle: "UTC"))
    }

    /// The chart in a page.
    func inline(_ exhibit: ChartGallery.Exhibit, id: String) -> [UInt8] {
        inline.render(ChartDrawing(exhibit.chart, id: id, subtitle: "UTC"))
    }
}
