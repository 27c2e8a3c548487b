import Celery
import Testing

@testable import Report

/// Which workflows have one form, and are drawn once.
struct WorkflowFormsTests {
    private static let moment = Instant(microseconds: 1_795_334_400_000_000)

    /// A task of a workflow: `"mail 1"` is one below the head.
    private func workflow(
        _ root: String, _ steps: [(name: String?, depth: Int, state: String)], _ tasks: inout [TaskRow],
        state: WorkflowRow.State = .succeeded
    ) -> WorkflowRow {
        let nodes = steps.enumerated().map { number, step in
            let id = TaskID("\(root).\(number)")
            var facts = TaskFacts()
            facts.name = step.name
            tasks.append(TaskRow(id: id, state: step.state, facts: facts, source: .events, attempts: []))
            return WorkflowRow.Node(task: id, depth: step.depth)
        }
        return WorkflowRow(
            root: TaskID(root), name: steps.first?.name, state: state, count: steps.count, sums: [], tree: nodes,
            path: [])
    }

    private static let plain: [(name: String?, depth: Int, state: String)] = [
        ("head", 0, "SUCCESS"), ("b", 1, "SUCCESS"), ("below", 2, "SUCCESS"), ("a", 1, "SUCCESS"),
    ]

    /// Which of one task's children was sent first makes no difference; who sent what does.
    @Test func doesNotDependOnWhichChildWasSentFirst() {
        var tasks: [TaskRow] = []
        let turned = [Self.plain[0], Self.plain[3], Self.plain[1], Self.plain[2]]
        var elsewhere = turned
        elsewhere = [Self.plain[0], Self.plain[3], ("below", 2, "SUCCESS"), Self.plain[1]]
        let rows = [
            workflow("1", Self.plain, &tasks), workflow("2", turned, &tasks), workflow("3", elsewhere, &tasks),
        ]
        let forms = WorkflowForms(rows, tasks: tasks)
        #expect(forms.all.map(\.members) == [[0, 1], [2]])
        #expect(forms.places.map(\.form) == [0, 0, 1])
        // The same place holds the same task in each.
        #expect(forms.all[0].depths == [0, 1, 1, 2])
        #expect(forms.all[0].tasks[0].map(\.description) == ["1.0", "1.3", "1.1", "1.2"])
        #expect(forms.all[0].tasks[1].map(\.description) == ["2.0", "2.1", "2.2", "2.3"])
    }

    @Test(
        arguments: [
            ("head", 0, "SUCCESS"), ("other", 1, "SUCCESS"), ("a", 1, "FAILURE"), ("a", 2, "SUCCESS"),
            (nil, 1, "SUCCESS"), ("a\u{301}", 1, "SUCCESS"),
        ] as [(String?, Int, String)])
    func tellsApartWhatDiffers(name: String?, depth: Int, state: String) {
        var tasks: [TaskRow] = []
        var steps = Self.plain
        steps[3] = (name, depth, state)
        let rows = [workflow("1", Self.plain, &tasks), workflow("2", steps, &tasks)]
        #expect(WorkflowForms(rows, tasks: tasks).all.count == 2)
    }

    @Test func tellsApartWhatLooksAlike() {
        var tasks: [TaskRow] = []
        let rows = ["\u{e9}", "e\u{301}"].enumerated().map { workflow("\($0)", [($1, 0, "SUCCESS")], &tasks) }
        #expect(WorkflowForms(rows, tasks: tasks).all.count == 2)
        let running = [workflow("3", Self.plain, &tasks), workflow("4", Self.plain, &tasks, state: .unknown)]
        #expect(WorkflowForms(running, tasks: tasks).all.count == 2)
    }

    /// What is summed up has the form of its sums; trees that no workflow of ours has are taken as they are.
    @Test func survivesWhatAnotherProgramWrote() {
        var tasks: [TaskRow] = []
        let sums = [WorkflowRow.Sum(name: "a", state: "SUCCESS", count: 1_001)]
        let summed = ["x", "y"].map {
            WorkflowRow(root: TaskID($0), name: nil, state: .running, count: 1_001, sums: sums, tree: nil, path: [])
        }
        let deep = workflow("deep", (0..<5_000).map { ("t", $0, "SUCCESS") }, &tasks)
        let jumping = workflow("jumping", [("a", 7, "SUCCESS"), ("b", 3, "SUCCESS"), ("c", 90, "SUCCESS")], &tasks)
        let forms = WorkflowForms(summed + [deep, jumping], tasks: tasks)
        #expect(forms.all.map(\.members) == [[0, 1], [2], [3]])
        #expect(forms.all[0].depths.isEmpty && forms.all[1].depths.count == 5_000 && forms.all[2].depths == [3, 90, 7])
        // One that isn't listed has a place nevertheless.
        #expect(WorkflowForms([jumping], tasks: []).places.map(\.tasks.count) == [3])
    }
}
