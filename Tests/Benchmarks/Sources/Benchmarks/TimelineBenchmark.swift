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
            let snapshot = uneven(SampleDay(count: count, spacing: 86_400 / Double(count)).snapshot(until: count))
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

    /// The same attempts in bursts, from milliseconds to a minute long, on workers of eight slots: what comes evenly is
    /// drawn by a few strokes.
    private static func uneven(_ snapshot: Snapshot) -> Snapshot {
        var snapshot = snapshot
        for index in snapshot.workers.indices { snapshot.workers[index].concurrency = 8 }
        let start = snapshot.coverage.span.since
        for index in snapshot.tasks.indices {
            let noise = index &* 2_654_435_761 & 0xFFFF
            guard var attempt = snapshot.tasks[index].attempts.first, attempt.finished != nil,
                let received = attempt.received
            else { continue }
            let hour = (received.since(start) / 3_600).rounded(.down)
            let burst = Double(noise % 7) * 500 + Double(noise % 997) / 3
            let began = start + min(86_300, hour * 3_600 + burst)
            attempt.received = began - 0.25
            attempt.started = began
            attempt.finished = began + (noise % 50 == 0 ? 60 : Double(noise % 1_000) / 500 + 0.004)
            attempt.outcome = [.succeeded, .succeeded, .succeeded, .failed, .retried][noise % 5]
            snapshot.tasks[index].attempts = [attempt]
        }
        return snapshot
    }
}
