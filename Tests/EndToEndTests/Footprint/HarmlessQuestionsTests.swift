import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Reports beside workers that use Celery's priority recipe, and beside somebody else who asks them.
    @Suite(.serialized, .timeLimit(.minutes(60)))
    struct HarmlessQuestionsTests {
        private struct Monitor: Decodable, Sendable {
            let asked: Int
            let answered: Int
        }

        private struct Log: Decodable, Sendable { let lines: [String] }

        /// Both sides of the version that began to survive a wrong binding, with and without a prefix.
        @Test(arguments: [
            ("5.6.2", ["--separator", ":", "--priority-steps", "0,1,2,3,4,5,6,7,8,9"]),
            ("5.7.0", ["--separator", ":"]),
            ("4.4.7", []), ("5.2.7", ["--separator", "|"]), ("5.5.3", ["--key-prefix", "shop:"]),
            ("5.3.6", ["--no-fanout-prefix", "--key-prefix", "shop:"]), ("5.4.0", ["--no-fanout-patterns"]),
            ("5.7.0", ["--no-fanout-prefix", "--no-fanout-patterns"]),
        ])
        func leavesWorkersAndOtherMonitorsAlone(_ version: String, _ layout: [String]) async throws {
            let options = ["--scenario", "pair", "--version", version, "--results", "none"] + layout
            try await Cluster.with(options) { cluster in
                let broker = ["--broker", cluster.addresses.broker]
                let separator = layout.firstIndex(of: "--separator").map { layout[$0 + 1] }
                let prefix = layout.firstIndex(of: "--key-prefix").map { ["--key-prefix", layout[$0 + 1]] } ?? []
                let right = prefix + (separator.map { ["--priority-separator", $0] } ?? [])
                let wrong = prefix + ["--priority-separator", separator == ":" ? #"\x06\x16"# : ":"]
                try await cluster.tell("start-monitor")
                let before = try await contents(cluster)
                let logged = try await cluster.tell("worker-log", as: Log.self).lines
                try await cluster.tell("send", ["count": 30, "rare": false])
                for run in 0..<10 {
                    try await expectAnswers(broker + right, run)
                    try await expectRefusal(broker + wrong)
                }
                for milliseconds in [40, 90, 140, 190, 240] {
                    let run = try Herbarium.start(
                        ["capture", "--to", "-", "--listen", "0s"] + broker + (milliseconds % 100 == 40 ? wrong : right)
                    )
                    try await Task.sleep(for: .milliseconds(milliseconds))
                    run.send(SIGKILL)
                    _ = try await run.outcome()
                }
                try await cluster.tell("settle")
                let monitor = try await cluster.tell("stop-monitor", as: Monitor.self)
                #expect(monitor.asked > 5 && monitor.answered == 2 * monitor.asked, "\(monitor)")
                // What the last killed run left goes with the next one.
                try await expectAnswers(broker + right, 11)
                var after: [String: String] = [:]
                try await eventually(within: .seconds(20)) {
                    after = try await contents(cluster)
                    return after == before
                }
                let others = Set(after.keys).union(before.keys).filter { after[$0] != before[$0] }
                #expect(others.isEmpty, "\(others.map { ($0, before[$0] ?? "nothing", after[$0] ?? "nothing") })")
                let news = try await cluster.tell("worker-log", as: Log.self).lines.dropFirst(logged.count)
                #expect(news.isEmpty, "\(Array(news.prefix(3)))")
            }
        }

        /// What the broker holds while the other monitor asks nothing, but for the times by which kombu 5.7 keeps
        /// bindings, which change by themselves.
        private func contents(_ cluster: Cluster) async throws -> [String: String] {
            try await cluster.contents().filter { !$0.key.hasSuffix("_kombu.binding_deadlines") }
        }

        private func expectAnswers(_ arguments: [String], _ run: Int) async throws {
            let command = ["capture", "--to", "-", "--listen", run == 0 ? "3s" : "0s"] + arguments
            let outcome = try await Herbarium.run(command)
            #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
            let workers = try SnapshotFile.read(outcome.output).workers.filter { $0.status == "online" }
            #expect(workers.count == 2 && workers.allSatisfy { $0.concurrency != nil }, "not all answered")
            #expect(run != 0 || workers.allSatisfy { $0.lastHeartbeat != nil }, "not all were heard")
        }

        private func expectRefusal(_ arguments: [String]) async throws {
            let outcome = try await Herbarium.run(["capture", "--to", "-", "--listen", "0s"] + arguments)
            #expect(outcome.status == 2, "\(outcome.errors)")
            #expect(outcome.errors.contains("were not asked") && outcome.errors.contains("--priority-separator"))
        }
    }
}
