import Celery
import TestSupport
import Testing

/// What led to what, from the heads and parents that events tell.
struct WorkflowsTests {
    private struct Step {
        let id: String, parent: String?, at: Double, seconds: Double
        var ending: TaskEvent.Kind? = .succeeded
        var name = "shop.step"
        var runtime: Double?
    }

    private func workflows(_ steps: [Step], root: String = "root") -> [WorkflowRow] {
        var stream = EventStream()
        for step in steps {
            stream.task(.received, step.id, at: step.at) {
                ($0.name, $0.root, $0.parent) = (step.name, TaskID(root), step.parent.map { TaskID($0) })
            }
            stream.task(.started, step.id, at: step.at)
            if let ending = step.ending {
                stream.task(ending, step.id, at: step.at + step.seconds) { $0.runtime = step.runtime }
            }
        }
        return stream.events.snapshot(at: 1_000).workflows
    }

    private func outline(_ row: WorkflowRow) -> [String]? {
        row.tree?.map { String(repeating: ".", count: $0.depth) + $0.task.description }
    }

    /// A chain, of whose second task a group of three goes out, and a chord's body after that.
    private static let steps = [
        Step(id: "root", parent: nil, at: 0, seconds: 2), Step(id: "second", parent: "root", at: 2, seconds: 1),
        Step(id: "b", parent: "second", at: 3, seconds: 9), Step(id: "a", parent: "second", at: 3.5, seconds: 1),
        Step(id: "c", parent: "second", at: 4, seconds: 2), Step(id: "body", parent: "b", at: 12, seconds: 1),
    ]

    @Test func putsEachTaskBelowTheOneThatSentIt() throws {
        let row = try #require(workflows(Self.steps).first)
        #expect(outline(row) == ["root", ".second", "..b", "...body", "..a", "..c"])
        #expect(row.root == TaskID("root") && row.name == "shop.step" && row.count == 6 && row.state == .succeeded)
        #expect(row.since == EventStream.at(0) && row.until == EventStream.at(13))
        #expect(row.path.map(\.description) == ["root", "second", "b", "body"])
        #expect(row.sums == [WorkflowRow.Sum(name: "shop.step", state: "SUCCESS", count: 6)])
    }

    @Test(
        arguments: [
            (TaskEvent.Kind.failed, WorkflowRow.State.failed), (.revoked, .failed), (.retried, .running),
            (nil, .running), (.succeeded, .succeeded),
        ] as [(TaskEvent.Kind?, WorkflowRow.State)])
    func tellsHowItIs(ending: TaskEvent.Kind?, state: WorkflowRow.State) throws {
        var steps = Self.steps
        steps[4].ending = ending
        #expect(try #require(workflows(steps).first).state == state)
    }

    /// A worker tells that a task succeeded after it has sent what comes next, which may be done by then.
    @Test func leadsOnWhereTheEndIsToldAfterThatOfWhatCameNext() throws {
        let steps = [
            Step(id: "root", parent: nil, at: 0, seconds: 2.5, runtime: 2),
            Step(id: "next", parent: "root", at: 2.1, seconds: 0.2, runtime: 0.1),
        ]
        let row = try #require(workflows(steps).first)
        #expect(row.path.map(\.description) == ["root", "next"] && row.until == EventStream.at(2.5))
    }

    /// Of a busy worker both the beginning and the end may be told late.
    @Test(arguments: [(9.8, ["root", "next", "last"]), (8.9, ["root"])])
    func leadsToWhatFollowedUponALateEnd(end: Double, path: [String]) throws {
        let steps = [
            Step(id: "root", parent: nil, at: 0, seconds: 10), Step(id: "early", parent: "root", at: 0, seconds: 1),
            Step(id: "next", parent: "root", at: 8, seconds: end - 8),
            Step(id: "last", parent: "next", at: 8, seconds: end - 8.1),
        ]
        #expect(try #require(workflows(steps).first).path.map(\.description) == path)
    }

    /// What is executing may be what one waits for.
    @Test func leadsToWhatIsStillExecuting() throws {
        var steps = Self.steps
        steps[4].ending = nil
        #expect(try #require(workflows(steps).first).path.map(\.description) == ["root", "second", "c"])
    }

    /// A task that replaced itself by a chord is received again, as its own child, and keeps its place.
    @Test func keepsThePlaceOfWhatWasReplaced() throws {
        var stream = EventStream()
        for (id, parent, time) in [("root", nil, 0.0), ("x", "root", 1), ("x", "x", 3)] as [(String, String?, Double)] {
            stream.task(.received, id, at: time) {
                ($0.name, $0.root, $0.parent) = ("shop.\(time)", TaskID("root"), parent.map { TaskID($0) })
            }
            stream.task(.started, id, at: time)
            if time != 1 { stream.task(.succeeded, id, at: time + 1) }
        }
        let row = try #require(stream.events.snapshot(at: 100).workflows.first)
        #expect(outline(row) == ["root", ".x"])
    }

    /// 1,001 children are summed up by type and state.
    @Test func sumsUpWhatIsTooMuchToList() throws {
        let steps =
            [Step(id: "root", parent: nil, at: 0, seconds: 1)]
            + (0..<1_001).map {
                Step(
                    id: "child \($0)", parent: "root", at: 1, seconds: Double($0 % 7),
                    ending: $0 < 3 ? .failed : .succeeded, name: "shop.child")
            }
        let row = try #require(workflows(steps).first)
        #expect(row.tree == nil && row.count == 1_002 && row.state == .failed)
        #expect(
            row.sums == [
                WorkflowRow.Sum(name: "shop.child", state: "SUCCESS", count: 998),
                WorkflowRow.Sum(name: "shop.child", state: "FAILURE", count: 3),
                WorkflowRow.Sum(name: "shop.step", state: "SUCCESS", count: 1),
            ])
    }

    @Test func tellsNothingOfTasksThatAreAlone() { #expect(workflows([Self.steps[0]]).isEmpty) }

    /// Parents that aren't listed, and circles, which only a forger makes.
    @Test func survivesWhatNoWorkflowIs() throws {
        let orphans = [
            Step(id: "a", parent: "gone", at: 0, seconds: 1), Step(id: "b", parent: "lost", at: 1, seconds: 1),
        ]
        let row = try #require(workflows(orphans).first)
        #expect(outline(row) == ["a", "b"] && row.name == nil && row.path.map(\.description) == ["b"])
        let circle = [
            Step(id: "a", parent: "b", at: 0, seconds: 1), Step(id: "b", parent: "a", at: 1, seconds: 1),
            Step(id: "root", parent: nil, at: 2, seconds: 1),
        ]
        let round = try #require(workflows(circle).first)
        #expect(round.count == 3 && outline(round) == ["root"])
    }
}
