/// The fields of an object, in the order of the document; a key may come twice, and to Python the last counts.
package struct JSONFields: Sequence, IteratorProtocol {
    private var node: JSONNode

    init(_ node: JSONNode) { self.node = node.at(node.index + 1) }

    package mutating func next() -> (key: JSONKey, value: JSONNode)? {
        guard node.tag != JSONNode.Tag.objectEnd else { return nil }
        let value = node.at(node.index + 1)
        defer { node = node.at(value.nextIndex) }
        return (JSONKey(bytes: node.stringBytes), value)
    }
}

/// The elements of an array.
package struct JSONElements: Sequence, IteratorProtocol {
    private var node: JSONNode

    init(_ node: JSONNode) { self.node = node.at(node.index + 1) }

    package mutating func next() -> JSONNode? {
        guard node.tag != JSONNode.Tag.arrayEnd else { return nil }
        defer { node = node.at(node.nextIndex) }
        return node
    }
}

extension JSONNode {
    /// The fields of an object; `nil` for anything else.
    package var fields: JSONFields? { tag == Tag.object ? JSONFields(self) : nil }

    /// The elements of an array; `nil` for anything else.
    package var elements: JSONElements? { tag == Tag.array ? JSONElements(self) : nil }

    /// The value of a field, the last of that name; `nil` where it lacks, or this is no object.
    package subscript(key: StaticString) -> JSONNode? {
        var found: JSONNode?
        guard let fields else { return nil }
        for field in fields where key ~= field.key { found = field.value }
        return found
    }
}
