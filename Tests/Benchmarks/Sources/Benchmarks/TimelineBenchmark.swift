import Celery
import Foundation
import Report
import Templating

/// Makes the timeline of a day: 100,000 attempts of 12 workers, laid out, drawn and put into their page.
enum TimelineBenchmark {
    /// Measures, and prints the processor's time and the size.
    static func run() throws {
        let library = try BuiltIn.library()
        let page = try library.compile("timeline.html", for: TimelinePage.self)
        let picture = try library.compile("charts/timeline.svg", for: TimelineDrawing.self)
        let files = SiteFiles(
            stylesheet: "site.css", pageStylesheet: "pages.css", script: "site.js", taskScript: "tasks.js",
            icon: "icon.svg", pages: [])
        for count in [10_000, 100_000] {
            let snapshot = SampleDay(count: count, spacing: 86_400 / Double(count)).snapshot(until: count)
            let report = Report(snapshot, zone: .utc)
            var bytes = 0
            let seconds = Stopwatch.median {
                let made = TimelinePage(report, files: files) { drawing in
                    Fragment(svg: String(decoding: picture.render(drawing), as: UTF8.self))
                }
                bytes = page.render(made).count
            }
            print("Timeline of \(count) attempts of 12 workers in a day:")
            print(String(format: "%.0f milliseconds, %.0f kilobytes", seconds * 1_000, Double(bytes) / 1_000))
        }
    }
}
