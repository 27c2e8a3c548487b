/// The identifier of a task; Celery makes it a UUID, an application may make it any text.
package struct TaskID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The text as Celery writes it.
    package let description: String

    /// Wraps the text.
    package init(_ text: String) { description = text }

    package static func < (lhs: TaskID, rhs: TaskID) -> Bool { lhs.description < rhs.description }
}

/// The node name of a worker, such as `celery@host-1`.
package struct WorkerName: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The text as Celery writes it.
    package let description: String

    /// Wraps the text.
    package init(_ text: String) { description = text }

    /// Orders by text, runs of digits by their value, so that `w2` comes before `w10`.
    package static func < (lhs: WorkerName, rhs: WorkerName) -> Bool {
        NaturalOrder.areInIncreasingOrder(lhs.description, rhs.description)
    }
}
