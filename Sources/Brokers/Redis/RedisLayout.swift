/// How kombu names its keys in Redis: the settings of `broker_transport_options` that change names.
package struct RedisLayout: Sendable, Equatable {
    /// What all keys and channels begin with: `global_keyprefix`.
    package var keyPrefix: String
    /// The priorities that have a list of their own: `priority_steps`, ascending.
    package var prioritySteps: [Int]
    /// What stands between the parts of a name: `sep`.
    package var separator: String

    /// Kombu's own settings, unless others are given; steps are put in order, and there is at least one.
    package init(keyPrefix: String = "", prioritySteps: [Int] = [0, 3, 6, 9], separator: String = "\u{6}\u{16}") {
        self.keyPrefix = keyPrefix
        self.prioritySteps = prioritySteps.isEmpty ? [0] : Set(prioritySteps).sorted()
        self.separator = separator.isEmpty ? "\u{6}\u{16}" : separator
    }

    /// The step that a priority falls on; below the lowest it is the highest, as Python's index -1 makes it in kombu.
    func step(of priority: Int) -> Int {
        prioritySteps.last { $0 <= priority } ?? prioritySteps.last ?? 0
    }

    /// The same with the steps that workers told as well: messages lie in those, whatever we were told.
    func adding(_ told: Set<Int>) -> RedisLayout {
        let steps = told.filter { (0...255).contains($0) }.union(prioritySteps)
        return RedisLayout(keyPrefix: keyPrefix, prioritySteps: Array(steps), separator: separator)
    }

    /// The priorities that kombu knows and none of the steps is.
    var otherPriorities: [Int] { (0...9).filter { !prioritySteps.contains($0) } }
}
