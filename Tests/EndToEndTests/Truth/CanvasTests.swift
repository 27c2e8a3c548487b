import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What led to what, who executed what when, and what was wrong with it, against what was sent.
    @Suite(.timeLimit(.minutes(60)), .load(0, about: 0))
    struct CanvasTests {
        /// A chain that ends in a group is one workflow, with each task in its place.
        @Test(arguments: WatchedCluster.talkative)
        func drawsAChainAndItsGroup(_ cluster: WatchedCluster) async throws {
            let run = try await cluster.observed
            let workflows = try WorkflowParts(run.bytes).workflows
            // A task that sent none is its own root, too.
            let chains = run.truth.sent.filter { $0.task.fate == "chain" && $0.task.parent == nil }
            #expect(!chains.isEmpty)
            for chain in chains {
                let workflow = try #require(workflows.first { $0.root == chain.uuid })
                let members = run.truth.sent.filter { $0.task.root == chain.uuid }
                #expect(workflow.count == members.count && workflow.state == "succeeded")
                let depths = members.map { "\($0.uuid) \(run.truth.depth(of: $0.uuid))" }
                #expect(workflow.tree?.map { "\($0.task) \($0.depth)" }.sorted() == depths.sorted())
                // The slowest path leads from the head to one of the last.
                #expect(workflow.path.first == chain.uuid && workflow.path.count == 3)
                for (parent, child) in zip(workflow.path, workflow.path.dropFirst()) {
                    #expect(run.truth.tasks[child]?.parent == parent)
                }
            }
        }

        /// What took the place of a task has its identifier, and so its place; what it sent besides stands below it.
        @Test(arguments: WatchedCluster.talkative)
        func keepsThePlaceOfWhatWasReplaced(_ cluster: WatchedCluster) async throws {
            let run = try await cluster.observed
            let places = run.truth.sent.filter { $0.task.fate.hasPrefix("replaced-by-") }
            #expect(places.count == 3)
            for place in places {
                let (workflow, members) = try told(of: place.uuid, in: run)
                #expect(workflow.count == members.count && workflow.state == "succeeded", "\(place.task.fate)")
                #expect(
                    workflow.tree?.map { "\($0.task) \($0.depth)" }.sorted()
                        == members.map { "\($0.uuid) \(run.truth.depth(of: $0.uuid))" }.sorted(), "\(place.task.fate)")
                // A worker tells of an end behind what it sent then, which may have ended by that time.
                #expect(
                    workflow.path.contains(place.uuid) && [2, 3].contains(workflow.path.count), "\(place.task.fate)")
            }
        }

        /// A chain of a task, a group, and what waits for all of that: where a part of the group fails, it is never sent.
        @Test(arguments: WatchedCluster.talkative)
        func drawsAChordInAChain(_ cluster: WatchedCluster) async throws {
            let run = try await cluster.observed
            for (fate, state) in [("join", "succeeded"), ("join-broken", "failed")] {
                let head = try #require(run.truth.sent.first { $0.task.fate == fate && $0.task.root == $0.uuid })
                let (workflow, members) = try told(of: head.uuid, in: run)
                #expect(workflow.count == 4 && members.count == 4 && workflow.state == state, "\(fate)")
                let body = members.first { $0.task.name == "lab.total" }
                #expect((body == nil) == (state == "failed"))
                // Since 5.4 the last of the group's tasks has sent it, before that the one that sent the group.
                let sender = body.flatMap { run.snapshot.taskByUUID[$0.uuid]?.parent }
                #expect(body == nil || members.contains { $0.uuid == sender && $0.uuid != body?.uuid })
                let above = sender == nil ? nil : sender == head.uuid ? 1 : 2
                #expect(workflow.tree?.map(\.depth).sorted() == [0, 1, 1, above ?? 1], "\(fate)")
                #expect(workflow.path.first == head.uuid && workflow.path.count == 1 + (above ?? 1), "\(fate)")
                guard let body, workflow.path.last != body.uuid else { continue }
                // What a busy worker tells late seems to end when what stands beside it has begun already.
                let last = workflow.path.last.flatMap { run.snapshot.taskByUUID[$0]?.finished }
                let begun = run.snapshot.taskByUUID[body.uuid]?.started
                #expect(above == 1 && last ?? "" >= begun ?? "never", "\(fate)")
            }
        }

        private func told(
            of task: String, in run: WatchedRun
        ) throws -> (WorkflowParts.Workflow, [(uuid: String, task: GroundTruth.Task)]) {
            let root = try #require(run.truth.tasks[task]?.root)
            let workflow = try #require(WorkflowParts(run.bytes).workflows.first { $0.root == root })
            return (workflow, run.truth.sent.filter { $0.task.root == root })
        }

        /// Every execution that ended is one slice, of the task's own runtime, and those of one slot never overlap.
        @Test(arguments: [WatchedCluster.several, .rabbitMQ])
        func tracesEveryExecution(_ cluster: WatchedCluster) async throws {
            let run = try await cluster.observed
            let folder = try TemporaryFolder()
            try run.bytes.write(to: URL(filePath: folder("snapshot.json")))
            let outcome = try await Herbarium.run(["render", folder("snapshot.json"), "--output", folder("site")])
            #expect(outcome.status == 0, "\(outcome.errors)")
            let trace = try JSONDecoder().decode(Trace.self, from: folder.data("site/data/trace.json")).traceEvents
            let slices = trace.filter { $0.ph == "X" }
            let begun: Set = ["succeeded", "retried"]
            let expected = run.truth.sent.reduce(into: [String: Int]()) { counts, sent in
                let ended = sent.task.attempts.count { begun.contains($0.column) }
                if ended > 0 { counts[sent.uuid] = ended }
            }
            #expect(expected.count > 60)
            for (uuid, count) in expected {
                let seen = slices.filter { $0.args?.uuid == uuid && ["SUCCESS", "RETRY"].contains($0.cat) }
                #expect(seen.count == count, "\(run.truth.tasks[uuid]?.fate ?? uuid)")
            }
            for (slot, all) in Dictionary(grouping: slices, by: { "\($0.pid) \($0.tid)" }) {
                let sorted = all.sorted { ($0.ts ?? 0) < ($1.ts ?? 0) }
                for (one, next) in zip(sorted, sorted.dropFirst()) {
                    #expect((one.ts ?? 0) + (one.dur ?? 0) <= next.ts ?? 0, "\(slot)")
                }
            }
        }

        /// What a busy cluster does is nothing of what only a sick one does.
        @Test(arguments: WatchedCluster.talkative)
        func findsNoPressureWhereThereIsNone(_ cluster: WatchedCluster) async throws {
            let sick: Set = [
                "worker_idle_beside_work", "task_running_long", "poison_message", "task_run_twice",
                "worker_restarting", "consumers_stalled", "messages_unseen",
            ]
            let found = try await cluster.observed.snapshot.findings.filter { sick.contains($0.code) }
            #expect(found.map { "\($0.code) \($0.subject)" } == [])
        }

        private struct Trace: Decodable {
            let traceEvents: [Event]

            struct Event: Decodable {
                let ph: String
                let pid: Int
                let tid: Int
                let cat: String?
                let ts: Int?
                let dur: Int?
                let args: Arguments?
            }

            struct Arguments: Decodable { let uuid: String? }
        }
    }
}

extension GroundTruth {
    /// How many tasks stand between one and the head of its workflow.
    fileprivate func depth(of uuid: String) -> Int {
        var (depth, next) = (0, tasks[uuid]?.parent)
        while let parent = next {
            (depth, next) = (depth + 1, tasks[parent]?.parent)
        }
        return depth
    }
}
