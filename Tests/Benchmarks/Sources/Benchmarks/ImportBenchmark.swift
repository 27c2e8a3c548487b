import Foundation

/// Imports a recording into a new history, against Celery's own `State` that merely reduces it in memory: the medians
/// of runs that take turns.
enum ImportBenchmark {
    private static let (count, runs) = (1_000_000, 3)

    /// Measures, and prints the rates, how we compare, what memory it took, and what four times as much costs.
    static func run() throws {
        let folder = try TemporaryFolder()
        let recording = try generate(count, in: folder)
        let pairs = try (0..<runs).map { _ in (ours: try herbarium(recording), peer: try celery(recording)) }
        let ours = pairs.map(\.ours).sorted { $0.seconds < $1.seconds }[runs / 2]
        let peer = pairs.map(\.peer).sorted()[runs / 2]
        let table = Table(widths: [22, 10, 16, 12])
        table.row("1,000,000 events", "seconds", "events a second", "we are")
        table.row("herbarium import", digits(ours.seconds, 2), digits(Double(count) / ours.seconds, 0), "")
        let ratio = digits(peer / ours.seconds, 1) + " times"
        table.row("Celery's State", digits(peer, 2), digits(Double(count) / peer, 0), ratio)
        print("Peak memory: \(ours.bytes / 1_000_000) MB.")
        try FileManager.default.removeItem(atPath: recording)
        let larger = try generate(4 * count, in: folder)
        let four = try (0..<runs).map { _ in try herbarium(larger) }.sorted { $0.seconds < $1.seconds }[runs / 2]
        print("Four times as many took \(digits(four.seconds / ours.seconds, 2)) times as long.")
    }

    static func generate(_ count: Int, in folder: TemporaryFolder) throws -> String {
        let file = folder("\(count).ndjson")
        let script = try Program.variable("PEERS") + "/generate_events.py"
        try Program.run(try Program.variable("CELERY_PYTHON"), [script, String(count)], output: file)
        return file
    }

    private static func herbarium(_ recording: String) throws -> Program.Cost {
        let history = recording + ".sqlite"
        defer { try? FileManager.default.removeItem(atPath: history) }
        return try Program.run(
            try Program.variable("HERBARIUM"), ["import", "--history", history, recording])
    }

    /// What it says itself, so that its start doesn't count.
    static func celery(_ recording: String) throws -> Double {
        let output = recording + ".seconds"
        let script = try Program.variable("PEERS") + "/celery_state.py"
        try Program.run(try Program.variable("CELERY_PYTHON"), [script, recording], output: output)
        let seconds = try String(contentsOfFile: output, encoding: .utf8)
        return Double(seconds.trimmingCharacters(in: .whitespacesAndNewlines)) ?? .nan
    }

    static func digits(_ number: Double, _ places: Int) -> String {
        String(format: "%.\(places)f", number)
    }
}
