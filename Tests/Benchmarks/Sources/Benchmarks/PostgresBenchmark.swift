import Foundation

/// What one PostgreSQL on this machine takes and gives: imports and recorders, one and four at a time, and a report of
/// many clusters.
enum PostgresBenchmark {
    private static let count = 1_000_000
    private static let (clusters, workers, events) = (50, 100, 36_000)

    /// Measures, and prints rates, sizes and times.
    static func run() throws {
        let folder = try TemporaryFolder()
        let server = try Server(folder("server"))
        let recording = try ImportBenchmark.generate(count, in: folder)
        let rounds = try (0..<3).map { round in
            (
                ours: try load(recording, into: ["one-\(round)"], of: server),
                file: try load(recording, into: [folder("one-\(round).sqlite")]),
                peer: try ImportBenchmark.celery(recording)
            )
        }
        let peer = rounds.map(\.peer).sorted()[1]
        let table = Table(widths: [34, 10, 16, 12])
        table.row("1,000,000 events", "seconds", "events a second", "we are")
        for (what, seconds) in [("into PostgreSQL", rounds.map(\.ours)), ("into a file", rounds.map(\.file))] {
            let ours = seconds.sorted()[1]
            table.row(what, ImportBenchmark.digits(ours, 2), rate(count, ours), compared(peer, ours))
        }
        table.row("Celery's State", ImportBenchmark.digits(peer, 2), rate(count, peer), "")
        let four = (0..<4).map { "four-\($0)" }
        let loads = [
            ("four into four clusters", try load(recording, into: four, of: server)),
            ("four into two clusters", try load(recording, into: ["a", "a", "b", "b"], of: server)),
            ("four into four files", try load(recording, into: four.map { folder($0 + ".sqlite") })),
        ]
        for (what, seconds) in loads {
            table.row(what, ImportBenchmark.digits(seconds, 2), rate(4 * count, seconds), "")
        }
        let info = folder("info")
        try Program.run(
            try Program.variable("HERBARIUM"),
            ["history", "info", "--history", server.database, "--cluster", "one-0"], output: info)
        print(
            "Nine clusters of a million events:",
            try String(contentsOfFile: info, encoding: .utf8).lines(of: ["size", "tasks"]))
        for (count, rate) in [(1, 40_000), (4, 12_500)] {
            // A broker belongs to one cluster of a database.
            let server = try Server(folder("recorders-\(count)"))
            let histories = (0..<count).map { ["--history", server.database, "--cluster", "recorded-\($0)"] }
            try RecordBenchmark.record(into: histories, rate: rate, seconds: 20, in: folder)
        }
        try report(in: folder)
    }

    private static func compared(_ peer: Double, _ ours: Double) -> String {
        ImportBenchmark.digits(peer / ours, 1) + " times"
    }

    /// Imports a recording as often as there are places, side by side, into clusters of a server or into files; returns
    /// the seconds until the last is done.
    private static func load(_ recording: String, into places: [String], of server: Server? = nil) throws -> Double {
        let imports = places.map { place in
            let history = server.map { "'\($0.database)' --cluster '\(place)'" } ?? "'\(place)'"
            return #""$0" import --history \#(history) '\#(recording)' 2>/dev/null & jobs="$jobs $!"; "#
        }
        let waits = "for job in $jobs; do wait $job || exit 1; done"
        return try Program.run(
            "/bin/sh", ["-c", imports.joined() + waits, try Program.variable("HERBARIUM")]
        ).seconds
    }

    /// The last hour of fifty clusters of a hundred workers.
    private static func report(in folder: TemporaryFolder) throws {
        let server = try Server(folder("clusters"))
        let herbarium = try Program.variable("HERBARIUM")
        let hour = folder("hour.ndjson")
        try Program.run(
            try Program.variable("CELERY_PYTHON"),
            [try Program.variable("PEERS") + "/generate_events.py", "\(events)", "10", "\(workers)"], output: hour)
        for number in 0..<clusters { _ = try load(hour, into: ["cluster-\(number)"], of: server) }
        let overview = ["overview", "--since", "1h", "--history", server.database, "--output"]
        for (what, options) in [
            ("the index alone of 100 tasks of each", ["--no-sites", "--max-tasks", "100"]),
            ("the index alone", ["--no-sites"]), ("a site of 100 tasks for each", ["--max-tasks", "100"]),
            ("a site of 10,000 tasks for each", []),
        ] {
            let cost = try Program.run(herbarium, overview + [folder(what)] + options)
            print(
                "The last hour of \(clusters) clusters of \(workers) workers, \(what):",
                ImportBenchmark.digits(cost.seconds, 2), "s,", cost.bytes / 1_000_000, "MB.")
        }
    }

    private static func rate(_ events: Int, _ seconds: Double) -> String {
        ImportBenchmark.digits(Double(events) / seconds, 0)
    }

    /// A server that runs as long as it is held.
    private final class Server {
        let database: String
        private let process = Process()
        private let leash = Pipe()

        init(_ folder: String) throws {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            // Its user has to get there.
            chmod((folder as NSString).deletingLastPathComponent, 0o755)
            database = "postgresql://bench@/postgres?host=\(folder)"
            let output = Pipe()
            process.executableURL = URL(filePath: try Program.variable("PEERS") + "/postgres-server")
            process.arguments = [folder]
            process.standardInput = leash
            process.standardOutput = output
            try process.run()
            guard output.fileHandleForReading.availableData == Data("ready\n".utf8) else {
                throw Program.Failure.failed("postgres-server")
            }
        }

        deinit {
            try? leash.fileHandleForWriting.close()
            process.waitUntilExit()
        }
    }
}

extension String {
    fileprivate func lines(of names: [String]) -> String {
        split(separator: "\n").filter { line in names.contains { line.hasPrefix($0 + ":") } }.joined(separator: ", ")
    }
}
