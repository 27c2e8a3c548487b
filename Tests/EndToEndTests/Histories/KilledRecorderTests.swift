import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A recorder that is killed again and again while workers work.
    @Suite(.timeLimit(.minutes(60)), .load(1, about: 65))
    struct KilledRecorderTests {
        private static let kills = 20
        private static let ends: Set = ["succeeded", "failed", "retried", "revoked"]

        @Test func losesNothingThatWasCommittedAndCountsNothingTwice() async throws {
            let folder = try TemporaryFolder()
            let history = ["--history", folder("history.sqlite")]
            let (known, truth) = try await Cluster.with(["--scenario", "small", "--results", "none"]) { cluster in
                let arguments = ["record", "--broker", cluster.addresses.broker] + history
                var known: [String: SnapshotFile.Task] = [:]
                var random = SeededGenerator(seed: 3)
                for kill in 1...Self.kills {
                    let recorder = try Herbarium.start(arguments, environment: ["HERBARIUM_NO_HISTORY": ""])
                    // Some live for long enough to commit what there is to be read.
                    let life = kill.isMultiple(of: 5) ? 2.5 : Double.random(in: 0.1...1.4, using: &random)
                    try await cluster.tell("send", ["count": 30, "rare": false, "over": life])
                    #expect(recorder.isRunning)
                    // What somebody reads while it runs is committed.
                    if kill.isMultiple(of: 10) { known = try await read(history, knowing: known, into: folder("site")) }
                    recorder.send(SIGKILL)
                    #expect(try await recorder.outcome().errors == "", "after \(life) s")
                    guard kill.isMultiple(of: 5) else { continue }
                    known = try await read(history, knowing: known, into: folder("site"))
                }
                try await cluster.tell("settle")
                return (known, try await cluster.tell("truth", as: GroundTruth.self))
            }
            #expect(known.count > Self.kills)
            for (uuid, task) in known {
                let attempts = try #require(truth.tasks[uuid]?.attempts, "nobody sent \(uuid)")
                #expect(task.attempts.count <= attempts.count, "\(uuid)")
            }
        }

        /// Reads the tasks of a history, which holds at least what was known before, and whose sums close.
        private func read(
            _ history: [String], knowing known: [String: SnapshotFile.Task], into site: String
        ) async throws -> [String: SnapshotFile.Task] {
            let report = try await Herbarium.run(
                ["report", "--offline", "--output", site] + history, environment: ["HERBARIUM_NO_HISTORY": ""])
            #expect(report.status == 0, "\(report.errors)")
            let snapshot = try SnapshotFile.read(Data(contentsOf: URL(filePath: site + "/data/snapshot.json")))
            #expect(snapshot.totals.sum == snapshot.totals.processed)
            for worker in snapshot.workers { #expect(worker.counts.sum == worker.counts.processed) }
            let tasks = snapshot.taskByUUID
            for (uuid, task) in known {
                let row = try #require(tasks[uuid], "\(uuid) was forgotten")
                #expect(row.attempts.count >= task.attempts.count, "\(uuid)")
                #expect(task.sent == nil || row.sent != nil, "\(uuid)")
                for (before, after) in zip(task.attempts, row.attempts) where Self.ends.contains(before.outcome) {
                    #expect(after.outcome == before.outcome, "\(uuid)")
                    #expect(before.sent == nil || after.sent == before.sent, "\(uuid)")
                }
            }
            return tasks
        }
    }
}
