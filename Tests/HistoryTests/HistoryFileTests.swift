import Celery
import Foundation
import GRDB
import Glibc
import TestSupport
import Testing

@testable import History

/// What may be wrong with the file, and what is kept over all of it.
struct HistoryFileTests {
    private static let events: [Event] = {
        var stream = EventStream()
        for number in 1...50 { stream.attempt("t\(number)", at: Double(number)) }
        return stream.events
    }()

    private func failure(_ body: () throws -> Void) -> HistoryError? {
        do {
            try body()
            return nil
        } catch { return error as? HistoryError }
    }

    @Test func keepsWhatWasCommittedWhenOpenedAgain() throws {
        let folder = try TemporaryFolder()
        try History.example(in: folder).add(Self.events)
        #expect(try History.example(in: folder).snapshot().totals.counts[.succeeded] == 50)
    }

    @Test func refusesTheHistoryOfAnotherBroker() throws {
        let folder = try TemporaryFolder()
        _ = try History.example(in: folder)
        let path = folder.path + "/h.sqlite"
        let other = HistoryIdentity(transport: "redis", place: "localhost:6379", virtualHost: "1", keyPrefix: "x")
        let error = failure { _ = try History.open(path, identity: other) }
        #expect(
            error
                == .otherBroker(
                    path: path, owner: "redis://localhost:6379/0",
                    asked: "redis://localhost:6379/1 with the key prefix 'x'"))
        #expect(throws: Never.self) { try History.open(path, identity: nil) }
    }

    @Test func refusesAFileOfANewerVersion() throws {
        let folder = try TemporaryFolder()
        let history = try History.example(in: folder)
        try history.queue.write { db in try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('99')") }
        let error = failure { _ = try History.example(in: folder) }
        #expect(error == .newer(path: history.path))
    }

    @Test func refusesAFileOfAnotherProgramAndLeavesItAsItIs() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/h.sqlite"
        let text = Data(repeating: 65, count: 10_000)
        try text.write(to: URL(filePath: path))
        #expect(failure { _ = try History.example(in: folder) } == .notAHistory(path: path))
        #expect(try Data(contentsOf: URL(filePath: path)) == text)
        let other = folder.path + "/other.sqlite"
        try DatabaseQueue(path: other).write { db in try db.execute(sql: "CREATE TABLE mine (id INTEGER)") }
        #expect(failure { _ = try History.open(other, identity: .example) } == .notAHistory(path: other))
        #expect(try DatabaseQueue(path: other).read { db in try db.tableExists("task") } == false)
    }

    @Test func saysThatAFileIsDamaged() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/h.sqlite"
        do {
            let history = try History.example(in: folder)
            try history.add(Self.events)
            try history.queue.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
            try history.queue.close()
        }
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes.replaceSubrange(4096..<bytes.count, with: Data(repeating: 0xA5, count: bytes.count - 4096))
        try bytes.write(to: URL(filePath: path))
        let error = failure { _ = try History.example(in: folder).snapshot() }
        #expect(error == .damaged(path: path))
    }

    @Test func saysThatAFolderIsMissing() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/none/h.sqlite"
        #expect(failure { _ = try History.open(path, identity: .example) } == .unreachable(path: path))
    }

    /// Root may write everywhere, and becomes somebody who may not, in a process of its own.
    @Test func saysThatTheFileIsReadOnly() async throws {
        let folder = try TemporaryFolder()
        try History.example(in: folder).add(Self.events)
        #expect(chmod(folder.path, 0o777) == 0)
        #expect(chmod(folder.path + "/h.sqlite", 0o444) == 0)
        await #expect(processExitsWith: .success) { [path = folder.path + "/h.sqlite" as String] in
            if geteuid() == 0 { #expect(setgid(65_534) == 0 && setuid(65_534) == 0) }
            let error = #expect(throws: HistoryError.self) {
                try History.open(path, identity: .example).add(Self.events)
            }
            #expect(error == .readOnly(path: path))
        }
        #expect(try History.example(in: folder).snapshot().totals.counts[.succeeded] == 50)
    }

    @Test func saysThatTheDiskIsFullAndLosesNothing() throws {
        let folder = try TemporaryFolder()
        let history = try History.example(in: folder)
        try history.add(Self.events)
        // SQLite's own limit gives the error that a full disk gives.
        try history.queue.writeWithoutTransaction { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
        var stream = EventStream()
        for number in 1000...3000 { stream.attempt("t\(number)", at: Double(number)) }
        var writer = history.writer()
        writer.add(stream.events)
        let error = failure { _ = try writer.commit() }
        #expect(error == .full(path: history.path))
        #expect(writer.waitingEvents == 6003)
        #expect(try history.snapshot().totals.counts[.succeeded] == 50)
        try history.queue.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA max_page_count = 100000") }
        #expect(try writer.commit().added == 6003)
        #expect(try history.snapshot().totals.counts[.succeeded] == 2051)
    }

    @Test func readsWhileAnotherWrites() async throws {
        let folder = try TemporaryFolder()
        let history = try History.example(in: folder)
        let reader = try History.example(in: folder)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try history.add(Array(EventStream.wild(seed: 5, events: 300).joined()), batch: 20) }
            group.addTask {
                for _ in 0..<30 {
                    let counts = try reader.snapshot().totals.counts
                    #expect(counts.closes)
                }
            }
            try await group.waitForAll()
        }
    }
}
