import Celery
import Foundation
import SnapshotFile
import TestSupport
import Testing

@testable import Commands
@testable import Configuration

struct DiffCommandTests {
    private let folder: TemporaryFolder
    private let errors = Recorder()

    init() throws { folder = try TemporaryFolder() }

    private func run(_ words: String...) async -> RunStatus {
        await Program.run(
            arguments: words.map { $0.replacing("DIR", with: folder.path) }, in: .test(errors: errors))
    }

    private var archived: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: folder.path + "/site/archive").sorted()
        }
    }

    /// Snapshots of as many hours, each with its own name.
    private func snapshots(_ count: Int) throws {
        for number in 0..<count {
            var hour = Snapshot.hour()
            hour.capturedAt = hour.capturedAt + Double(number) * 3_600
            try Data(SnapshotFile.bytes(of: hour)).write(to: URL(filePath: folder.path + "/\(number).json"))
        }
    }

    @Test func keepsTheArchiveOfTheSite() async throws {
        try snapshots(4)
        for number in 0..<3 {
            #expect(await run("render", "DIR/\(number).json", "--output", "DIR/site") == .done, "\(errors.text)")
        }
        let before = try archived
        #expect(before.count == 3)
        #expect(await run("diff", "DIR/0.json", "DIR/3.json", "--output", "DIR/site") == .done, "\(errors.text)")
        #expect(try archived.count == 4 && Set(before).isSubset(of: archived))
        #expect(FileManager.default.fileExists(atPath: folder.path + "/site/compare.html"))
        // As many as one says.
        let status = await run("diff", "DIR/0.json", "DIR/3.json", "--output", "DIR/site", "--archive", "2")
        #expect(try status == .done && archived.count == 2)
    }
}
