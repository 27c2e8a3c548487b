/// The identifier of a task; Celery makes it a UUID, an application may make it any text.
package struct TaskID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The text as Celery writes it.
    package let description: String

    /// Wraps the text.
    package init(_ text: String) { description = text }

    package static func == (lhs: TaskID, rhs: TaskID) -> Bool { lhs.description.isSame(as: rhs.description) }

    package static func < (lhs: TaskID, rhs: TaskID) -> Bool { lhs.description < rhs.description }
}

/// The node name of a worker, such as `celery@host-1`.
package struct WorkerName: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The text as Celery writes it.
    package let description: String

    /// Wraps the text.
    package init(_ text: String) { description = text }

    package static func == (lhs: WorkerName, rhs: WorkerName) -> Bool { lhs.description.isSame(as: rhs.description) }

    /// Orders by text, runs of digits by their value, so that `w2` comes before `w10`.
    package static func < (lhs: WorkerName, rhs: WorkerName) -> Bool {
        NaturalOrder.areInIncreasingOrder(lhs.description, rhs.description)
    }
}

extension String {
    /// Whether two texts are the same bytes: to Swift those are equal that look alike, as composed and decomposed letters.
    package func isSame(as other: String) -> Bool {
        self == other && utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }
}

/// A text as a key: two are equal when their bytes are.
package struct ExactText: Hashable, Comparable, ExpressibleByStringLiteral, Sendable {
    /// The text.
    package let text: String

    /// Wraps the text.
    package init(_ text: String) { self.text = text }

    package init(stringLiteral text: String) { self.text = text }

    package static func == (lhs: ExactText, rhs: ExactText) -> Bool { lhs.text.isSame(as: rhs.text) }

    /// Orders as texts are ordered; those that look alike by their bytes.
    package static func < (lhs: ExactText, rhs: ExactText) -> Bool {
        lhs.text != rhs.text ? lhs.text < rhs.text : lhs.text.utf8.lexicographicallyPrecedes(rhs.text.utf8)
    }
}

extension String {
    /// The text as a key.
    package var exact: ExactText { ExactText(self) }
}

extension String? {
    /// The text as a key; `nil` where there is none.
    package var exact: ExactText? { map { ExactText($0) } }

    /// Whether both are the same bytes, or neither is there.
    package func isSame(as other: String?) -> Bool { exact == other.exact }
}
