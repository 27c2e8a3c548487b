import Celery
package import Templating

/// A state that tasks of the report are in, and how many.
package struct StateCount: TemplateRecord {
    let mark: StateMark
    let count: Int

    /// What templates may name.
    package static let fields: [Field<StateCount>] = [
        .record("mark", "the state", \.mark),
        .code("name", "the state's word alone", \.mark.text),
        .text("count", "how many of the listed tasks are in it") { Wording.count($0.count) },
    ]

    /// The states of all tasks, the most frequent first.
    static func all(of tasks: [TaskRow]) -> [StateCount] {
        var counts: [String: Int] = [:]
        for task in tasks { counts[task.state, default: 0] += 1 }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { StateCount(mark: StateMark(task: $0.key), count: $0.value) }
    }
}
