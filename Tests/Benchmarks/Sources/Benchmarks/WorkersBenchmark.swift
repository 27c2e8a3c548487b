import Foundation

/// Imports what many workers told, and reports on it: all of them alive, pods that came and went, and nothing but
/// names.
enum WorkersBenchmark {
    private static let clusters = [
        ("20,000 workers, all alive", "alive", 20_000), ("20,000 pods of a day, 50 alive", "pods", 20_000),
        ("50,000 names of pods", "beats", 50_000), ("200,000 names of pods", "beats", 200_000),
    ]

    /// Measures, and prints what an import and a report take of elapsed time and memory: the medians of three runs.
    static func run() throws {
        let folder = try TemporaryFolder()
        let script = try Program.variable("PEERS") + "/generate_workers.py"
        let (python, herbarium) = (try Program.variable("CELERY_PYTHON"), try Program.variable("HERBARIUM"))
        let table = Table(widths: [34, 12, 12, 12, 12])
        table.row("many workers", "import s", "report s", "megabytes", "pages")
        for (name, kind, count) in clusters {
            let (recording, history, site) = (folder("events.ndjson"), folder("history.sqlite"), folder("site"))
            try Program.run(python, [script, kind, String(count)], output: recording)
            let costs = try (0..<3).map { _ in
                for path in [history, site] { try? FileManager.default.removeItem(atPath: path) }
                return (
                    try Program.run(herbarium, ["import", "--quiet", "--history", history, recording]),
                    try Program.run(herbarium, ["report", "--offline", "--history", history, "--output", site])
                )
            }
            let imported = costs.map(\.0).sorted { $0.seconds < $1.seconds }[1]
            let reported = costs.map(\.1).sorted { $0.seconds < $1.seconds }[1]
            table.row(
                name, String(format: "%.1f", imported.seconds), String(format: "%.1f", reported.seconds),
                "\(max(imported.bytes, reported.bytes) / 1_000_000)", "\(try pages(of: site))")
        }
    }

    /// How many workers have a page.
    private static func pages(of site: String) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: site + "/workers").count
    }
}
