import Celery
import Foundation
import SnapshotFile

/// Renders the sites of a day, one every five minutes, of 10,000 tasks each, 500 of them new; says what they take where
/// equal files are held once, as hard links hold them, and where each site is held whole.
enum DayBenchmark {
    private static let (sites, tasks, new, seconds) = (288, 10_000, 500, 300.0)

    /// Measures, and prints the bytes of all sites, and how much of the pages of tasks differs from one to the next.
    static func run() throws {
        let folder = try TemporaryFolder()
        let day = SampleDay(count: tasks, spacing: seconds / Double(new))
        let table = Table(widths: [46, 14, 14, 16, 16])
        table.row(
            "a day of five-minute sites, 10,000 tasks", "held once, MB", "whole, MB", "pages differ, %", "scripts, %")
        for (name, options) in [
            ("--archive", []), ("--archive --archive-tasks 1000 --compress-data", ["--compress-data"]),
        ] {
            let listed = options.isEmpty ? day : SampleDay(count: 1_000, spacing: day.spacing)
            var drift = Drift()
            for number in 1...sites {
                drift.take(try site(listed.snapshot(until: tasks + number * new), options, folder))
            }
            table.row(
                name, "\(drift.held / 1_000_000)", "\(drift.whole / 1_000_000)", drift.share(of: "pages"),
                drift.share(of: "scripts"))
        }
    }

    /// The files of a site, by path.
    private static func site(
        _ snapshot: Snapshot, _ options: [String], _ folder: TemporaryFolder
    ) throws -> [String: Data] {
        let (file, site) = (folder("snapshot.json"), folder("site"))
        try Data(SnapshotFile.bytes(of: snapshot)).write(to: URL(filePath: file))
        try? FileManager.default.removeItem(atPath: site)
        let arguments = ["render", file, "--output", site, "--archive", "0", "--no-progress", "--quiet"] + options
        try Program.run(try Program.variable("HERBARIUM"), arguments)
        var files: [String: Data] = [:]
        for path in FileManager.default.enumerator(atPath: site)?.compactMap({ $0 as? String }) ?? [] {
            let attributes = try FileManager.default.attributesOfItem(atPath: site + "/" + path)
            guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
            files[path] = try Data(contentsOf: URL(filePath: site + "/" + path))
        }
        return files
    }
}

/// What sites take that follow each other.
private struct Drift {
    /// Each file counted once, and all of them.
    private(set) var (held, whole) = (0, 0)
    private var known: Set<Data> = []
    private var former: [String: Data] = [:]
    private var changes: [String: (differ: Int, all: Int)] = [:]

    mutating func take(_ files: [String: Data]) {
        for (path, data) in files {
            whole += data.count
            guard let kind = Self.kind(path) else {
                held += data.count
                continue
            }
            // Only these outlast a report: nothing else is worth remembering.
            let isNew = known.insert(data).inserted
            if isNew { held += data.count }
            guard !former.isEmpty else { continue }
            changes[kind, default: (0, 0)].all += data.count
            if former[path] != data { changes[kind]?.differ += data.count }
        }
        former = files.filter { Self.kind($0.key) != nil }
        known = Set(former.values)
    }

    func share(of kind: String) -> String {
        guard let change = changes[kind], change.all > 0 else { return "" }
        return String(format: "%.1f", 100 * Double(change.differ) / Double(change.all))
    }

    private static func kind(_ path: String) -> String? {
        if path.hasPrefix("tasks"), path.hasSuffix(".html") { return "pages" }
        if path.hasPrefix("data/tasks-") { return "scripts" }
        return path.hasPrefix("assets/") ? "assets" : nil
    }
}
