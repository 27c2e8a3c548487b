import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Runs that read a dump and are ended before the server that reads it for them has done so.
    @Suite(.timeLimit(.minutes(60)), .load(1, about: 10))
    struct KilledDumpReaderTests {
        private let folder: TemporaryFolder
        private let dump: String

        init() throws {
            folder = try TemporaryFolder()
            dump = try folder.write("REDIS0010", to: "dump.rdb")
            // A server that never comes to an end with reading, and says which process it is.
            let program = try folder.write("#!/bin/sh\necho $$ > ../process\nexec sleep 1000\n", to: "bin/redis-server")
            #expect(chmod(program, 0o755) == 0)
            try folder.write("", to: "temporary/.keep")
        }

        private var copies: [String] {
            get throws { try folder.names("temporary").filter { $0.hasPrefix("herbarium") } }
        }

        private func start(_ arguments: [String] = []) throws -> RunningProcess {
            try Herbarium.start(
                ["capture", "--broker", "rdb:\(dump)", "--to", folder("snapshot.json")] + arguments,
                environment: ["PATH": "\(folder("bin")):/usr/bin:/bin", "TMPDIR": folder("temporary")])
        }

        /// The process of the server, once it has begun.
        private func server() async throws -> Int32 {
            var process: Int32?
            try await eventually {
                process = (try? folder.text("temporary/process")).flatMap { Int32($0.dropLast()) }
                return process != nil
            }
            return try #require(process)
        }

        /// Whether it runs no more; whoever adopted it may not have taken note of its end.
        private func isGone(_ process: Int32) -> Bool {
            guard let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return true }
            return state.contains(") Z ")
        }

        @Test func takeTheServerWithThemWhenTheyAreKilled() async throws {
            let run = try start()
            let server = try await server()
            run.send(SIGKILL)
            #expect(try await run.outcome().status == 128 + SIGKILL)
            try await eventually { isGone(server) }
            #expect(try copies.count == 1)
            // The next run takes away what this one could not, and gets no further than to say that this is no dump.
            try folder.write("#!/bin/sh\necho '1:M # Short read'\nexit 1\n", to: "bin/redis-server")
            let next = try await start().outcome()
            #expect(next.status == 1)
            #expect(next.complaints == ["error: cannot read the dump 'rdb:\(dump)': it is damaged: it ends too early"])
            #expect(try copies == [])
        }

        @Test func makeNoFolderAfterAnotherWhereNoneCanBeLocked() async throws {
            let run = try RunningProcess(
                "/bin/sh",
                [
                    "-c", "ulimit -n 10; exec \"$0\" \"$@\"", try #require(Herbarium.path), "capture", "--broker",
                    "rdb:\(dump)", "--to", folder("snapshot.json"),
                ],
                environment: ["PATH": "\(folder("bin")):/usr/bin:/bin", "TMPDIR": folder("temporary")])
            let outcome = try await run.outcome()
            #expect(outcome.status == 1 && outcome.complaints.count == 1, "\(outcome.errors)")
            #expect(try copies == [])
        }

        @Test(arguments: [SIGTERM, SIGINT])
        func leaveNothingWhenTheyAreInterrupted(_ signal: Int32) async throws {
            let run = try start()
            let server = try await server()
            run.send(signal)
            #expect(try await run.outcome().status == 128 + signal)
            try await eventually { isGone(server) }
            #expect(try copies == [])
        }

        @Test func leaveNothingAtTheDeadline() async throws {
            let outcome = try await start(["--deadline", "2s"]).outcome()
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("the deadline of 2s passed"))
            #expect(try copies == [])
        }
    }
}
