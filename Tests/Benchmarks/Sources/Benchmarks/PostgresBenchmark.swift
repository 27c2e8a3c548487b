import Foundation

/// What one PostgreSQL on this machine takes and gives: imports of one and of four at a time, and a report of many
/// clusters.
enum PostgresBenchmark {
    private static let count = 1_000_000
    private static let (clusters, workers, events) = (50, 100, 36_000)

    /// Measures, and prints rates, sizes and times.
    static func run() throws {
        let folder = try TemporaryFolder()
        let server = try Server(folder("server"))
        let recording = try ImportBenchmark.generate(count, in: folder)
        let ours = try (0..<3).map { try load([recording], into: server, names: ["one-\($0)"]) }.sorted()[1]
        let peer = try (0..<3).map { _ in try ImportBenchmark.celery(recording) }.sorted()[1]
        let table = Table(widths: [30, 10, 16, 12])
        table.row("1,000,000 events", "seconds", "events a second", "we are")
        let ratio = ImportBenchmark.digits(peer / ours, 1) + " times"
        table.row("herbarium into PostgreSQL", ImportBenchmark.digits(ours, 2), rate(count, ours), "")
        table.row("Celery's State", ImportBenchmark.digits(peer, 2), rate(count, peer), ratio)
        let four = try load(Array(repeating: recording, count: 4), into: server, names: (0..<4).map { "four-\($0)" })
        table.row("four into four clusters", ImportBenchmark.digits(four, 2), rate(4 * count, four), "")
        let two = try load(Array(repeating: recording, count: 4), into: server, names: ["a", "a", "b", "b"])
        table.row("four into two clusters", ImportBenchmark.digits(two, 2), rate(4 * count, two), "")
        let info = folder("info")
        try Program.run(
            try Program.variable("HERBARIUM"),
            ["history", "info", "--history", server.database, "--cluster", "one-0"], output: info)
        print(
            "Nine times a million events:",
            try String(contentsOfFile: info, encoding: .utf8).lines(of: ["size", "tasks"]))
        try report(of: server, in: folder)
    }

    /// Imports recordings side by side, each into a cluster; returns the seconds until the last is done.
    private static func load(_ recordings: [String], into server: Server, names: [String]) throws -> Double {
        let script = zip(recordings, names).map { recording, name in
            #""$0" import --history "$1" --cluster \#(name) '\#(recording)' 2>/dev/null & "#
        }.joined()
        let commands =
            "\(script) for job in \(names.indices.map { "%\($0 + 1)" }.joined(separator: " ")); do wait $job || exit 1; done"
        return try Program.run(
            "/bin/bash", ["-c", commands, try Program.variable("HERBARIUM"), server.database]
        ).seconds
    }

    /// The last hour of fifty clusters of a hundred workers.
    private static func report(of server: Server, in folder: TemporaryFolder) throws {
        let other = try Server(folder("clusters"))
        let (python, peers) = (try Program.variable("CELERY_PYTHON"), try Program.variable("PEERS"))
        let herbarium = try Program.variable("HERBARIUM")
        let pipeline = #"""
            "$1" "$2/generate_events.py" \#(events) 10 \#(workers) | "$0" import - --history "$3" --cluster "$4" 2>/dev/null
            """#
        for number in 0..<clusters {
            try Program.run(
                "/bin/sh", ["-c", pipeline, herbarium, python, peers, other.database, "cluster-\(number)"])
        }
        let site = folder("site")
        let costs = try (0..<3).map { _ in
            try? FileManager.default.removeItem(atPath: site)
            return try Program.run(
                herbarium, ["overview", "--since", "1h", "--history", other.database, "--output", site])
        }.sorted { $0.seconds < $1.seconds }
        print(
            "The last hour of \(clusters) clusters of \(workers) workers, a site for each and the index:",
            ImportBenchmark.digits(costs[1].seconds, 2), "s,", costs[1].bytes / 1_000_000, "MB.")
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
