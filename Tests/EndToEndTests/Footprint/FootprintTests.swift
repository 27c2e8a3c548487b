import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What is left in a broker: nothing.
    @Suite(.serialized, .timeLimit(.minutes(60)), .load(1, about: 45))
    struct FootprintTests {
        @Test func leavesTheBrokerAsItWas() async throws {
            try await Cluster.with(["--scenario", "small"]) { cluster in
                try await cluster.tell("send", ["count": 40])
                try await cluster.tell("settle")
                let before = try await cluster.contents()
                #expect(before.count > 30)
                try await checkWholeRuns(cluster, before)
                try await checkPassiveRuns(cluster, before)
                try await checkInterruptions(cluster, before)
                try await cluster.tell("resume-worker", ["worker": "celery@solo"])
            }
        }

        private func checkWholeRuns(_ cluster: Cluster, _ before: [String: String]) async throws {
            let folder = try TemporaryFolder()
            for command in [["report", "--output", folder("site")], ["capture", "--to", folder("snapshot.json")]] {
                let run = try await Herbarium.run(command + cluster.options + ["--enable-events"])
                #expect(run.status == 0 && run.errors.isEmpty && run.output.isEmpty, "\(run.errors)")
                expectNoTraces(try await cluster.contents(), before, "\(command[0])")
            }
            #expect(try Site(folder("site")).snapshot()?.status(of: "inspect") == "ok")
            // It holds arguments and results; one that is there keeps the mode that somebody gave it.
            #expect(try mode(folder("snapshot.json")) == 0o600)
            #expect(chmod(folder("snapshot.json"), 0o640) == 0)
            let again = try await Herbarium.run(
                ["capture", "--to", folder("snapshot.json"), "--listen", "0s"] + cluster.options)
            #expect(again.status == 0, "\(again.errors)")
            #expect(try mode(folder("snapshot.json")) == 0o640)
        }

        private func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }

        private func checkPassiveRuns(_ cluster: Cluster, _ before: [String: String]) async throws {
            let rules = ["-@all", "+@read", "+@connection", "+psubscribe", "+punsubscribe", "+info"]
            try await cluster.tell("add-user", ["user": "reader", "password": "secret", "rules": rules])
            let broker = ["--broker", cluster.broker(for: "reader", "secret"), "--listen", "1s", "--to", "-"]
            let passive = try await Herbarium.run(["capture", "--passive"] + broker)
            #expect(passive.status == 0 && passive.errors.isEmpty, "\(passive.errors)")
            #expect(try SnapshotFile.read(passive.output).status(of: "inspect") == "skipped")
            #expect(try await cluster.tell("refusals", as: BrokerRefusals.self).commands.isEmpty)

            let forbidden = try await Herbarium.run(["capture"] + broker)
            #expect(forbidden.status == 0, "\(forbidden.errors)")
            #expect(
                forbidden.complaints.count == 1 && forbidden.errors.contains("does not permit"), "\(forbidden.errors)")
            #expect(try SnapshotFile.read(forbidden.output).status(of: "inspect") == "skipped")
            #expect(try await !cluster.tell("refusals", as: BrokerRefusals.self).commands.isEmpty)
            expectNoTraces(try await cluster.contents(), before, "passive")
        }

        /// A worker that hears the questions and doesn't answer keeps the asking going until it is interrupted.
        private func checkInterruptions(_ cluster: Cluster, _ before: [String: String]) async throws {
            let folder = try TemporaryFolder()
            let command = ["report", "--output", folder("site"), "--inspect-timeout", "20s"] + cluster.options
            try await cluster.tell("pause-worker", ["worker": "celery@solo"])
            let interrupted = try await start(command, until: cluster, differsFrom: before)
            interrupted.send(SIGINT)
            let outcome = try await interrupted.outcome()
            #expect(outcome.status == 130)
            expectNoTraces(try await cluster.contents(), before, "SIGINT")
            #expect(try Site(folder("site")).files.isEmpty)

            let killed = try await start(command, until: cluster, differsFrom: before)
            killed.send(SIGKILL)
            #expect(try await killed.outcome().status == 128 + SIGKILL)
            #expect(try await cluster.contents() != before)

            let next = try await Herbarium.run(
                ["report", "--output", folder("site"), "--inspect-timeout", "2s"] + cluster.options)
            #expect(next.status == 2 && next.complaints.count == 1, "\(next.errors)")
            expectNoTraces(try await cluster.contents(), before, "the run after one that was killed")
            #expect(try Site(folder("site")).snapshot()?.findingCodes.contains("inspection_incomplete") == true)
        }

        private func start(
            _ command: [String], until cluster: Cluster, differsFrom before: [String: String]
        ) async throws -> RunningProcess {
            let process = try Herbarium.start(command)
            while process.isRunning, try await cluster.contents() == before {
                try await Task.sleep(for: .milliseconds(20))
            }
            try #require(process.isRunning, "it ended without having written anything")
            return process
        }

        private func expectNoTraces(
            _ now: [String: String], _ before: [String: String], _ comment: Comment,
            sourceLocation: SourceLocation = #_sourceLocation
        ) {
            let changed = Set(now.keys).union(before.keys).filter { now[$0] != before[$0] }
            #expect(changed.isEmpty, comment, sourceLocation: sourceLocation)
        }
    }
}

extension Cluster {
    /// What tells the program of it; the results are not read.
    fileprivate nonisolated var options: [String] { ["--broker", addresses.broker, "--listen", "1s"] }
}
