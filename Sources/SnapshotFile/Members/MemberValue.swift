import Celery
import Decoding

/// What may stand behind a name in a snapshot's file.
protocol MemberValue {
    /// What the schema says of it.
    static var form: ValueForm { get }

    /// Writes it.
    func write(to file: inout RecordWriter)

    /// Reads it; `nil` where a file has something else in its place.
    static func read(_ node: JSONNode, _ texts: SharedTexts) -> Self?
}

extension String: MemberValue {
    static var form: ValueForm { .text }
    func write(to file: inout RecordWriter) { file.json.value(self) }
    static func read(_ node: JSONNode, _ texts: SharedTexts) -> String? { node.string }
}

extension Int: MemberValue {
    static var form: ValueForm { .wholeNumber }
    func write(to file: inout RecordWriter) { file.json.value(self) }
    static func read(_ node: JSONNode, _ texts: SharedTexts) -> Int? { node.int }
}

extension Double: MemberValue {
    static var form: ValueForm { .number }
    func write(to file: inout RecordWriter) { file.json.value(self) }
    static func read(_ node: JSONNode, _ texts: SharedTexts) -> Double? { node.double }
}

extension Bool: MemberValue {
    static var form: ValueForm { .truth }
    func write(to file: inout RecordWriter) { file.json.value(self) }
    static func read(_ node: JSONNode, _ texts: SharedTexts) -> Bool? { node.bool }
}

extension Instant: MemberValue {
    static var form: ValueForm { .time }
    func write(to file: inout RecordWriter) { file.json.value(iso8601) }
    static func read(_ node: JSONNode, _ texts: SharedTexts) -> Instant? { node.isoTime }
}

extension TimeSpan: MemberValue {
    static var form: ValueForm { .pair(.time, .time) }
    func write(to file: inout RecordWriter) { file.pair(since, until) }
    static func read(_ node: JSONNode, _ texts: SharedTexts) -> TimeSpan? {
        guard let (since, until): (Instant, Instant) = node.pair(texts) else { return nil }
        return TimeSpan(since: since, until: until)
    }
}

extension TaskID: MemberValue {
    static var form: ValueForm { .text }
    func write(to file: inout RecordWriter) { file.json.value(description) }
    static func read(_ node: JSONNode, _ texts: SharedTexts) -> TaskID? { texts.string(node).map(TaskID.init) }
}

extension WorkerName: MemberValue {
    static var form: ValueForm { .text }
    func write(to file: inout RecordWriter) { file.json.value(description) }
    static func read(_ node: JSONNode, _ texts: SharedTexts) -> WorkerName? { texts.string(node).map(WorkerName.init) }
}

extension NamedValue: MemberValue {
    static var form: ValueForm { .pair(.text, .text) }
    func write(to file: inout RecordWriter) { file.pair(name, value) }
    static func read(_ node: JSONNode, _ texts: SharedTexts) -> NamedValue? {
        guard let (name, value): (String, String) = node.pair(texts) else { return nil }
        return NamedValue(name, value)
    }
}

extension Optional: MemberValue where Wrapped: MemberValue {
    static var form: ValueForm { .optional(Wrapped.form) }

    func write(to file: inout RecordWriter) {
        if let self { self.write(to: &file) } else { file.json.null() }
    }

    static func read(_ node: JSONNode, _ texts: SharedTexts) -> Wrapped?? { .some(Wrapped.read(node, texts)) }
}

extension Array: MemberValue where Element: MemberValue {
    static var form: ValueForm { .list(Element.form) }

    func write(to file: inout RecordWriter) { file.list(self) }

    /// What isn't an element is passed over.
    static func read(_ node: JSONNode, _ texts: SharedTexts) -> [Element]? {
        node.elements.map { $0.compactMap { Element.read($0, texts) } }
    }
}

extension Dictionary: MemberValue where Key == String, Value: MemberValue {
    static var form: ValueForm { .dictionary(Value.form) }

    func write(to file: inout RecordWriter) {
        file.object { file in
            for (name, value) in sorted(by: { $0.key < $1.key }) {
                file.json.key(name)
                value.write(to: &file)
            }
        }
    }

    static func read(_ node: JSONNode, _ texts: SharedTexts) -> [String: Value]? {
        guard let fields = node.fields else { return nil }
        var values: [String: Value] = [:]
        for (key, value) in fields {
            if let value = Value.read(value, texts) { values[key.text] = value }
        }
        return values
    }
}

/// A word out of a fixed list.
protocol WordValue: MemberValue, RawRepresentable<String>, CaseIterable {}

extension WordValue {
    static var form: ValueForm { .word(allCases.map(\.rawValue)) }
    func write(to file: inout RecordWriter) { file.json.value(rawValue) }
    static func read(_ node: JSONNode, _ texts: SharedTexts) -> Self? { node.string.flatMap(Self.init) }
}

extension Record {
    static var form: ValueForm { .record(Self.self) }

    func write(to file: inout RecordWriter) { file.record(self) }

    static func read(_ node: JSONNode, _ texts: SharedTexts) -> Self? {
        guard var reader = RecordReader(node, texts) else { return nil }
        var record = blank
        record.visit(&reader)
        return reader.isComplete ? record : nil
    }
}

extension JSONNode {
    /// The two elements of an array that has no others.
    func pair<First: MemberValue, Second: MemberValue>(_ texts: SharedTexts) -> (First, Second)? {
        guard var elements, let first = elements.next(), let second = elements.next(), elements.next() == nil,
            let first = First.read(first, texts), let second = Second.read(second, texts)
        else { return nil }
        return (first, second)
    }
}
