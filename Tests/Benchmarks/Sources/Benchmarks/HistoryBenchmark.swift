import Foundation

/// Reports on the last hour, and on the last day, of a history of five million tasks in four weeks.
enum HistoryBenchmark {
    /// Of seventeen million events, at seven a second, three and a third tell of each task, and a tenth are heartbeats.
    private static let (events, rate) = (17_000_000, 7)

    /// Measures, and prints what a report takes of elapsed time and memory.
    static func run() throws {
        let folder = try TemporaryFolder()
        let history = folder("history.sqlite")
        let script = try Program.variable("PEERS") + "/generate_events.py"
        let (python, herbarium) = (try Program.variable("CELERY_PYTHON"), try Program.variable("HERBARIUM"))
        let pipeline = #""$1" "$2" \#(events) \#(rate) | "$0" import - --history "$3""#
        let imported = try Program.run("/bin/sh", ["-c", pipeline, herbarium, python, script, history])
        print("Imported \(events) events, as fast as Python wrote them, in \(Int(imported.seconds)) s.")
        let table = Table(widths: [34, 12, 12, 12])
        table.row("a report on 5 million tasks", "elapsed s", "megabytes", "tasks")
        for (name, span) in [("its last hour", "1h"), ("its last day", "1d")] {
            let site = folder("site-" + span)
            let arguments = ["report", "--offline", "--since", span, "--history", history, "--output", site]
            let costs = try (0..<3).map { _ in
                try? FileManager.default.removeItem(atPath: site)
                return try Program.run(herbarium, arguments)
            }.sorted { $0.seconds < $1.seconds }
            table.row(
                name, String(format: "%.2f", costs[1].seconds), "\(costs[1].bytes / 1_000_000)",
                "\(try tasks(of: site) ?? 0)")
        }
    }

    /// How many tasks a report knows of its span.
    private static func tasks(of site: String) throws -> Int? {
        let data = try Data(contentsOf: URL(filePath: site + "/data/snapshot.json"))
        let snapshot = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        return (snapshot?["coverage"] as? [String: Any])?["tasks"] as? Int
    }
}
