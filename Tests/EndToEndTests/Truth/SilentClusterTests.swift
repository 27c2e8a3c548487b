import TestSupport
import Testing

extension EndToEnd {
    /// Workers that send no task events: what can't be known is not made up.
    @Suite(.timeLimit(.minutes(60)), .load(0, about: 0))
    struct SilentClusterTests {
        private static let clusters = [WatchedCluster.silent, .silentExtended]
        /// What ends with a result that a backend keeps, and a name that it could know.
        private static let stored: Set = [
            "returns", "sleeps", "echoes", "fails", "solo", "group", "chain",
        ]

        @Test(arguments: clusters)
        func leavesOpenWhatNobodyCouldCount(_ cluster: WatchedCluster) async throws {
            let run = try await cluster.observed
            #expect(run.outcome.status == 0)
            #expect(run.snapshot.workers.count == 2)
            for worker in run.snapshot.workers {
                #expect(worker.status == "online" && worker.counts.processed == nil)
                #expect(worker.counts["active"] == 0 && worker.counts["received"] == 0)
                #expect(worker.counts.unknown == Counts.columns.filter { $0 != "active" && $0 != "received" })
            }
            #expect(run.snapshot.totals.processed == nil && run.snapshot.totals["succeeded"] == nil)
        }

        @Test(arguments: clusters)
        func saysWhichWorkersSendNoEvents(_ cluster: WatchedCluster) async throws {
            let run = try await cluster.observed
            let silent = run.snapshot.findings.filter { $0.code == "events_off" }.map(\.subject)
            #expect(silent.sorted() == run.truth.workers.keys.sorted())
        }

        @Test(arguments: clusters)
        func knowsTheStatesThatTheBackendKeeps(_ cluster: WatchedCluster) async throws {
            let run = try await cluster.observed
            let seen = run.snapshot.taskByUUID
            let tasks = run.truth.sent.filter { Self.stored.contains($0.task.fate) }
            #expect(tasks.count > 50)
            for (uuid, task) in tasks {
                let row = try #require(seen[uuid], "\(task.fate) is missing")
                #expect(row.state == task.state && row.source == "results", "\(task.fate)")
                #expect(row.attempts.isEmpty && row.sent == nil && row.started == nil, "\(task.fate)")
            }
        }

        @Test func knowsNamesWhereTheBackendKeepsThem() async throws {
            let run = try await WatchedCluster.silentExtended.observed
            let seen = run.snapshot.taskByUUID
            for (uuid, task) in run.truth.sent where Self.stored.contains(task.fate) {
                #expect(seen[uuid]?.name == task.name && seen[uuid]?.worker == task.worker, "\(task.fate)")
                // Those that the backend keeps are not in the callers' words.
                #expect(seen[uuid]?.args == nil)
            }
            #expect(!run.snapshot.findingCodes.contains("results_plain"))
        }

        @Test func saysWhyThereAreNoNames() async throws {
            let run = try await WatchedCluster.silent.observed
            let stored = run.snapshot.tasks.filter { $0.source == "results" }
            // But for a task that its worker didn't know: the exception says which.
            #expect(stored.allSatisfy { $0.name == nil || $0.state == "FAILURE" })
            #expect(stored.count { $0.name != nil } <= 1 && stored.allSatisfy { $0.args == nil && $0.worker == nil })
            #expect(run.snapshot.findingCodes.contains("results_plain"))
        }
    }
}
