import Foundation
import SnapshotFile

/// Renders and publishes the site of 10,000 tasks with a seal, against the same without one; they take turns.
///
/// Each further user takes as long as PBKDF2 does, which is slow on purpose.
enum SealBenchmark {
    private static let (runs, count) = (7, 10_000)

    /// Measures, and prints what both took, and how much the files grew.
    static func run() throws {
        let folder = try TemporaryFolder()
        let (file, passwords) = (folder("snapshot.json"), folder("passwords"))
        try Data(SnapshotFile.bytes(of: SampleDay(count: count, spacing: 0.8).snapshot(until: count)))
            .write(to: URL(filePath: file))
        try Data("anna:correct horse\n".utf8).write(to: URL(filePath: passwords))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: passwords)
        var costs: [[Program.Cost]] = [[], []]
        for _ in 0..<runs {
            for (index, seal) in [[], ["--seal", passwords]].enumerated() {
                let site = folder("site-\(index)")
                try? FileManager.default.removeItem(atPath: site)
                let arguments = ["render", file, "--output", site, "--archive", "0", "--no-progress"] + seal
                costs[index].append(try Program.run(try Program.variable("HERBARIUM"), arguments))
            }
        }
        let table = Table(widths: [34, 12, 12, 10, 10])
        table.row("a site of \(count) tasks", "processor s", "elapsed s", "MB", "memory MB")
        for (index, name) in ["plain", "sealed for one user"].enumerated() {
            let bytes = try size(of: folder("site-\(index)"))
            table.row(
                name, digits(median(costs[index], \.processor)), digits(median(costs[index], \.seconds)),
                "\(bytes / 1_000_000)", "\(Int(median(costs[index]) { Double($0.bytes) }) / 1_000_000)")
        }
        let processor = median(costs[1], \.processor) / median(costs[0], \.processor)
        let elapsed = median(costs[1], \.seconds) / median(costs[0], \.seconds)
        print("Sealed takes \(digits(processor)) of the processor time and \(digits(elapsed)) of the time that passes.")
    }

    private static func median(_ costs: [Program.Cost], _ part: (Program.Cost) -> Double) -> Double {
        costs.map(part).sorted()[costs.count / 2]
    }

    private static func digits(_ number: Double) -> String { String(format: "%.2f", number) }

    private static func size(of site: String) throws -> Int {
        try (FileManager.default.enumerator(atPath: site)?.compactMap { $0 as? String } ?? []).reduce(0) { sum, path in
            let attributes = try FileManager.default.attributesOfItem(atPath: site + "/" + path)
            return sum + (attributes[.type] as? FileAttributeType == .typeRegular ? attributes[.size] as? Int ?? 0 : 0)
        }
    }
}
