/// The identifier of a task; Celery makes it a UUID, an application may make it any text.
package struct TaskID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The text as Celery writes it.
    package let description: String

    /// Wraps the text.
    package init(_ text: String) { description = text }

    package static func == (lhs: TaskID, rhs: TaskID) -> Bool { lhs.description.isSame(as: rhs.description) }

    package func hash(into hasher: inout Hasher) { description.hashBytes(into: &hasher) }

    package static func < (lhs: TaskID, rhs: TaskID) -> Bool { lhs.description < rhs.description }
}

/// The node name of a worker, such as `celery@host-1`.
package struct WorkerName: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The text as Celery writes it.
    package let description: String

    /// Wraps the text.
    package init(_ text: String) { description = text }

    package static func == (lhs: WorkerName, rhs: WorkerName) -> Bool { lhs.description.isSame(as: rhs.description) }

    package func hash(into hasher: inout Hasher) { description.hashBytes(into: &hasher) }

    /// Orders by text, runs of digits by their value, so that `w2` comes before `w10`.
    package static func < (lhs: WorkerName, rhs: WorkerName) -> Bool {
        NaturalOrder.areInIncreasingOrder(lhs.description, rhs.description)
    }
}

extension String {
    /// Whether two texts are the same bytes: to Swift those are equal that look alike, as composed and decomposed
    /// letters.
    ///
    /// Compared eight bytes at a time, since whatever is counted is looked up by its names.
    package func isSame(as other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        let isSame = utf8.withContiguousStorageIfAvailable { own in
            other.utf8.withContiguousStorageIfAvailable { UnsafeRawBufferPointer(own).isSame(as: .init($0)) }
        }
        return (isSame ?? nil) ?? utf8.elementsEqual(other.utf8)
    }
}

extension String {
    /// Feeds a hasher with the bytes: Swift's own hash is that of all texts that look alike, and looks for these.
    fileprivate func hashBytes(into hasher: inout Hasher) {
        let isDone: Void? = utf8.withContiguousStorageIfAvailable { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        if isDone == nil { Array(utf8).withUnsafeBytes { hasher.combine(bytes: $0) } }
    }
}

extension UnsafeRawBufferPointer {
    /// Whether both hold the same bytes; they are as long as each other.
    fileprivate func isSame(as other: UnsafeRawBufferPointer) -> Bool {
        var place = 0
        while place + 8 <= count {
            guard
                loadUnaligned(fromByteOffset: place, as: UInt64.self)
                    == other.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            else { return false }
            place += 8
        }
        while place < count {
            guard self[place] == other[place] else { return false }
            place += 1
        }
        return true
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

    package func hash(into hasher: inout Hasher) { text.hashBytes(into: &hasher) }

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
