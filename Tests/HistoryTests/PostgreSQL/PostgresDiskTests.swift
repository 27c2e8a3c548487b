import Celery
import TestSupport
import Testing

@testable import History

/// A server whose disk fills.
@Suite(
    .enabled(
        if: PostgresInstance.isThere && TemporaryDisk.isPossible, "there is no PostgreSQL, or mounting needs root"))
struct PostgresDiskTests {
    @Test func holdsWhatFindsNoRoomUntilThereIsSome() throws {
        let folder = try TemporaryFolder()
        let disk = try TemporaryDisk(at: folder("disk"), kilobytes: 48_000)
        defer { disk.unmount() }
        let instance = try PostgresInstance()
        try PostgresInstance.give(folder.path)
        try PostgresInstance.give(disk("space"))
        try instance.run(
            "CREATE TABLESPACE small LOCATION '\(disk("space"))'", "CREATE DATABASE kept TABLESPACE small")
        defer { withExtendedLifetime(instance) {} }
        let server = instance.server(["dbname": "kept"])
        let history = try History.open(server, .example)
        var writer = history.writer()
        writer.add(EventStream.tasks(0..<500))
        #expect(try writer.commit().added == 1500)
        let known = try history.snapshot()
        try disk.fill()
        writer.add(EventStream.tasks(500..<20_000))
        for _ in 0..<2 {
            #expect(failure { _ = try writer.commit() } == .full(path: server.name))
            #expect(writer.waitingEvents == 58_500)
        }
        #expect(try history.snapshot() == known)
        try disk.empty()
        #expect(try writer.commit().added == 58_500)
        #expect(try history.info().tasks == 20_000)
    }
}
