import Celery
import Foundation
import GRDB
import TestSupport
import Testing

@testable import History

/// Who may read a history: it holds arguments and results.
struct HistoryPermissionTests {
    @Test(arguments: [0o000, 0o022, 0o077])
    func isItsOwnersAloneWithAllThatSQLiteMakesBesideIt(_ mask: Int) async throws {
        // The mask is the whole process's.
        await #expect(processExitsWith: .success) { [mask] in
            umask(mode_t(mask))
            let folder = NSTemporaryDirectory() + "herbarium-mode-\(getpid())"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let history = try History.open(folder + "/h.sqlite", identity: nil)
            var writer = HistoryWriter(to: history, keeping: .init(tasks: 60), now: { Instant(microseconds: 0) })
            writer.addWatched(TimeSpan(since: Instant(microseconds: 0), until: Instant(microseconds: 9)))
            _ = try writer.commit()
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(names.contains("h.sqlite-wal"))
            for name in names {
                let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/" + name)
                #expect((attributes[.posixPermissions] as? Int) == 0o600, "\(name)")
            }
        }
    }

    @Test func keepsThePermissionsOfOneThatIsThere() throws {
        let folder = NSTemporaryDirectory() + "herbarium-mode-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try History.open(folder + "/h.sqlite", identity: nil)
        #expect(chmod(folder + "/h.sqlite", 0o640) == 0)
        _ = try History.open(folder + "/h.sqlite", identity: nil)
        let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/h.sqlite")
        #expect((attributes[.posixPermissions] as? Int) == 0o640)
    }
}

/// A history whose making was cut short.
struct HalfMadeHistoryTests {
    @Test func isMadeToTheEndByTheNextRun() throws {
        let folder = try TemporaryFolder()
        let queue = try DatabaseQueue(path: folder("h.sqlite"))
        // What GRDB writes before the first migration.
        try queue.write { try $0.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)") }
        try queue.close()
        let history = try History.open(folder("h.sqlite"), identity: nil)
        #expect(try history.read { try $0.number("PRAGMA application_id") } == SQLiteSchema.applicationID)
    }

    @Test func isNotTakenForThatWhereAnotherProgramHasTables() throws {
        let folder = try TemporaryFolder()
        let queue = try DatabaseQueue(path: folder("h.sqlite"))
        try queue.write { try $0.execute(sql: "CREATE TABLE mine (a)") }
        try queue.close()
        #expect(throws: HistoryError.notAHistory(path: folder("h.sqlite"))) {
            try History.open(folder("h.sqlite"), identity: nil)
        }
    }
}
