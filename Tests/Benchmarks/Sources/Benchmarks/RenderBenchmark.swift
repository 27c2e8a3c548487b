import Foundation
import SnapshotFile

/// Renders and publishes the whole site of 10,000 and of 100,000 tasks from a snapshot file, against Jinja2 that
/// renders one table of them: a bare one of ten cells a row, and one with the markup that a row of ours once had.
///
/// Ours is a process from its start to its end: the file read, all pages, scripts, charts and data on the disk. The
/// peer has the same rows in memory and its template compiled, and renders ten columns to memory. They take turns.
enum RenderBenchmark {
    private static let runs = 5

    /// Measures, and prints what all took, how much was read and made, and the most memory.
    static func run() throws {
        for count in [10_000, 100_000] { try run(count) }
    }

    private static func run(_ count: Int) throws {
        let folder = try TemporaryFolder()
        let (file, site) = (folder("snapshot.json"), folder("site"))
        let bytes = SnapshotFile.bytes(of: SampleDay(count: count, spacing: 0.8).snapshot(until: count))
        try Data(bytes).write(to: URL(filePath: file))
        let arguments = ["render", file, "--output", site, "--archive", "0", "--no-progress"]
        var (costs, bare, marked): ([Program.Cost], [Double], [Double]) = ([], [], [])
        for _ in 0..<runs {
            try? FileManager.default.removeItem(atPath: site)
            costs.append(try Program.run(try Program.variable("HERBARIUM"), arguments))
            bare.append(try jinja("bare_table.html", file, in: folder))
            marked.append(try jinja("tasks_table.html", file, in: folder))
        }
        let ours = costs.sorted { $0.processor < $1.processor }[runs / 2]
        let table = Table(widths: [34, 12, 12, 10])
        table.row("a site of \(count) tasks", "processor s", "elapsed s", "we need")
        table.row("herbarium render, the whole site", digits(ours.processor), digits(ours.seconds), "")
        for (name, peer) in [("Jinja2 3.1.6, one bare table", bare), ("the same with markup", marked)] {
            let seconds = Stopwatch.median(of: peer)
            table.row(name, digits(seconds), digits(seconds), digits(ours.processor / seconds))
        }
        print("Read: \(bytes.count / 1_000_000) MB. Peak memory: \(ours.bytes / 1_000_000) MB.")
        let sizes = try sizes(of: site)
        let pages = sizes.filter { $0.key.hasPrefix("tasks") && $0.key.hasSuffix(".html") }
        let data = sizes["data/snapshot.json"] ?? 0
        let scripts = sizes.filter { $0.key.hasPrefix("data/tasks-") }.values.reduce(0, +)
        let all = sizes.values.reduce(0, +)
        print(
            "Bytes a task: \(pages.values.reduce(0, +) / count) in \(pages.count) pages, \(scripts / count) in scripts, "
                + "\((sizes["data/tasks.csv"] ?? 0) / count) in data/tasks.csv.")
        print("The site: \(all / 1_000_000) MB, \((all - data) / 1_000_000) MB of it beside data/snapshot.json.")
    }

    private static func jinja(_ template: String, _ snapshot: String, in folder: TemporaryFolder) throws -> Double {
        let template = try Program.variable("PEERS") + "/" + template
        return try Double(
            Peer.run("jinja.py", [snapshot, template, folder("table.html"), "1"])
                .trimmingCharacters(in: .whitespacesAndNewlines)) ?? .nan
    }

    private static func digits(_ number: Double) -> String { String(format: "%.2f", number) }

    /// The bytes of each file, by path.
    private static func sizes(of site: String) throws -> [String: Int] {
        var sizes: [String: Int] = [:]
        for path in FileManager.default.enumerator(atPath: site)?.compactMap({ $0 as? String }) ?? [] {
            let attributes = try FileManager.default.attributesOfItem(atPath: site + "/" + path)
            guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
            sizes[path] = attributes[.size] as? Int
        }
        return sizes
    }
}
