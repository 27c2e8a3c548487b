import Decoding

/// Reads the members of one object into a record.
struct RecordReader {
    private let fields: JSONFields
    /// The fields behind the one that was read last: files of ours have them in the order in which they are asked for.
    private var rest: JSONFields
    private let texts: SharedTexts
    /// Whether all members were there without which the record is none.
    private(set) var isComplete = true

    /// Begins with the first field; `nil` where this is no object.
    init?(_ node: JSONNode, _ texts: SharedTexts) {
        guard let fields = node.fields else { return nil }
        (self.fields, rest, self.texts) = (fields, fields, texts)
    }

    /// The value behind a name; `nil` where it lacks, or is `null`.
    private mutating func value(of name: StaticString) -> JSONNode? {
        guard let found = next(name, in: &rest) else {
            var all = fields
            return next(name, in: &all).flatMap { $0.isNull ? nil : $0 }
        }
        return found.isNull ? nil : found
    }

    /// The next value behind a name; stays where it is if none comes.
    private func next(_ name: StaticString, in fields: inout JSONFields) -> JSONNode? {
        var ahead = fields
        while let field = ahead.next() {
            guard name ~= field.key else { continue }
            fields = ahead
            return field.value
        }
        return nil
    }

    private mutating func read<Value: MemberValue>(_ name: StaticString, into value: inout Value) -> Bool {
        guard let node = self.value(of: name), let read = Value.read(node, texts) else { return false }
        value = read
        return true
    }
}

extension RecordReader: MemberVisitor {
    mutating func member<Value: MemberValue>(
        _ name: StaticString, _ value: inout Value, _ meaning: StaticString, unit: MemberUnit?
    ) {
        _ = read(name, into: &value)
    }

    mutating func name(_ name: StaticString, _ value: inout String?, _ meaning: StaticString) {
        if let node = self.value(of: name) { value = texts.string(node) }
    }

    mutating func required<Value: MemberValue>(_ name: StaticString, _ value: inout Value, _ meaning: StaticString) {
        if !read(name, into: &value) { isComplete = false }
    }

    mutating func rare<Value: MemberValue>(_ name: StaticString, _ value: inout Value?, _ meaning: StaticString) {
        _ = read(name, into: &value)
    }

    mutating func derived<Value: MemberValue>(_ name: StaticString, _ value: Value, _ meaning: StaticString) {}

    mutating func rows<Row: Record>(_ name: StaticString, _ rows: inout [Row], _ meaning: StaticString) {
        _ = read(name, into: &rows)
    }
}

/// Shares the names that come again in row after row.
final class SharedTexts {
    private var pool = StringPool()

    /// The text of a string; `nil` for a value that is none.
    func string(_ node: JSONNode) -> String? { pool.string(node) }
}
