import Celery
import Foundation
import GRDB
import TestSupport
import Testing

@testable import History

/// What an administrator does with a history: looks into it, copies, thins and checks it.
struct HistoryCareTests {
    private let folder = try? TemporaryFolder()

    private func history(tasks: Int) throws -> History {
        let history = try History.example(in: try #require(folder))
        var stream = EventStream()
        for number in 0..<tasks { stream.attempt("task \(number)", at: Double(number * 60)) }
        try history.add(
            stream.events, watched: [TimeSpan(since: EventStream.at(0), until: EventStream.at(Double(tasks * 60)))])
        return history
    }

    @Test func saysWhatItHolds() throws {
        let history = try history(tasks: 10)
        let info = try History.existing(history.path).info()
        #expect(info.tasks == 10 && info.failed == 0 && info.open == 0)
        #expect(info.size > 0 && info.free != nil)
        #expect(info.owner == "\(HistoryIdentity.example)")
        #expect(info.newest == (try history.newest()))
        #expect(info.oldestTask.map { $0 >= EventStream.at(0) && $0 < EventStream.at(60) } == true)
        #expect(info.watchedSpans == 1 && info.watchedSeconds == 600 && info.watchedSince == EventStream.at(0))
        #expect(info.size > 8192 && info.version >= 2)
    }

    @Test func makesNoHistoryWhereThereIsNone() throws {
        let path = try #require(folder).path + "/none.sqlite"
        #expect(throws: HistoryError.absent(path: path)) { try History.existing(path) }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func copiesWhatIsCommittedWhileSomebodyWrites() throws {
        let history = try history(tasks: 100)
        let copy = try #require(folder).path + "/copy.sqlite"
        var isCopied = false
        // Another process is in the middle of a commit.
        let other = try History.open(history.path, identity: .example)
        try other.queue.inTransaction(.immediate) { db in
            try db.execute(sql: "DELETE FROM task")
            try history.backUp(to: copy)
            isCopied = true
            return .rollback
        }
        #expect(isCopied)
        let (one, two) = (try history.info(), try History.existing(copy).info())
        #expect(one.tasks == two.tasks && one.newest == two.newest && one.owner == two.owner)
        #expect(try History.existing(copy).flaws().isEmpty)
        let mode = try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func replacesOnlyOtherCopies() throws {
        let history = try history(tasks: 3)
        let place = try #require(folder).path
        try history.backUp(to: place + "/copy.sqlite")
        try history.backUp(to: place + "/copy.sqlite")
        try Data("my thesis".utf8).write(to: URL(filePath: place + "/thesis.doc"))
        for path in ["/thesis.doc", "/h.sqlite", "", "/none/copy.sqlite"] {
            let error = #expect(throws: HistoryError.self) { try history.backUp(to: place + path) }
            guard case .copyFailed = error else {
                Issue.record("\(path): \(String(describing: error))")
                continue
            }
        }
        #expect(try String(contentsOfFile: place + "/thesis.doc", encoding: .utf8) == "my thesis")
        let names = try FileManager.default.contentsOfDirectory(atPath: place).filter { $0.contains("herbarium-copy") }
        #expect(names.isEmpty)
    }

    @Test func takesAwayWhatIsOlderThanIsKept() throws {
        let history = try history(tasks: 600)
        let pruning = try history.prune(keeping: HistoryWriter.Keeping(tasks: 3600))
        #expect(pruning.tasks > 500 && pruning.isShorter)
        #expect(try history.info().tasks == 600 - pruning.tasks)
        #expect(try history.prune(keeping: HistoryWriter.Keeping(tasks: 3600)).tasks == 0)
        #expect(try history.flaws().isEmpty)
    }

    @Test func findsWhatIsWrong() throws {
        let history = try history(tasks: 5)
        #expect(try history.flaws().isEmpty)
        try history.queue.write { db in try db.execute(sql: "UPDATE task SET record = x'FFFF' WHERE id <= 2") }
        #expect(try history.flaws() == ["2 tasks can't be read"])
    }

    @Test func looksIntoFilesOfEarlierVersionsWithoutChangingThem() throws {
        let path = try #require(folder).path + "/old.sqlite"
        let fixture = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../Fixtures/history-1.sqlite"
        ).standardizedFileURL
        try Data(contentsOf: fixture).write(to: URL(filePath: path))
        let history = try History.existing(path)
        #expect(try history.info().version == 1)
        #expect(try history.info().tasks == 94)
        #expect(try history.flaws().isEmpty)
        try history.backUp(to: path + ".copy")
        #expect(try History.existing(path + ".copy").info().version == 1)
    }

    @Test func saysThatAFolderIsNoHistory() throws {
        let path = try #require(folder).path
        #expect(throws: HistoryError.isFolder(path: path)) { try History.open(path, identity: nil) }
        #expect("\(HistoryError.isFolder(path: path))".contains("--history"))
    }
}
