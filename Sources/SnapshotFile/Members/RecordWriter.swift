import Celery

/// Writes records as objects whose keys are sorted, in whatever order their members are declared.
struct RecordWriter {
    /// The text so far.
    var json = JSONWriter()
    /// The rows in whose place stands `JSONWriter.placeholder`, since they are written elsewhere.
    private let placeholder: StaticString?
    /// The members written of all objects that are open.
    private var members: [Member] = []

    private struct Member {
        let name: StaticString
        let range: Range<Int>
    }

    /// Begins with nothing.
    init(placeholder: StaticString? = nil) { self.placeholder = placeholder }

    /// A file that is one record, with sorted keys and a line for each of its rows.
    static func file(of record: some Record) -> [UInt8] {
        var writer = RecordWriter()
        writer.record(record)
        writer.json.endLine()
        return writer.json.bytes
    }

    /// Writes a record.
    mutating func record(_ record: some Record) {
        var record = record
        let outer = members.count
        object { record.visit(&$0) }
        sort(from: outer)
        members.removeSubrange(outer...)
    }

    /// Writes an object; `write` writes its members.
    mutating func object(_ write: (inout RecordWriter) -> Void) {
        json.begin("{")
        write(&self)
        json.end("}")
    }

    /// Writes an array.
    mutating func list(_ elements: [some MemberValue]) {
        json.begin("[")
        for element in elements { element.write(to: &self) }
        json.end("]")
    }

    /// Writes an array of two values.
    mutating func pair(_ first: some MemberValue, _ second: some MemberValue) {
        json.begin("[")
        first.write(to: &self)
        second.write(to: &self)
        json.end("]")
    }

    private mutating func write(_ name: StaticString, _ value: some MemberValue) {
        json.key(literal: name)
        let start = json.bytes.count - name.utf8CodeUnitCount - Self.quotesAndColon
        value.write(to: &self)
        members.append(Member(name: name, range: start..<json.bytes.count))
    }

    private static let quotesAndColon = 3

    /// Brings the members of the innermost object, which is written to its end, into order.
    private mutating func sort(from outer: Int) {
        let own = members[outer...]
        let isSorted = zip(own, own.dropFirst()).allSatisfy { $0.name.precedes($1.name) }
        guard !isSorted, let start = own.first?.range.lowerBound, let end = own.last?.range.upperBound else { return }
        let sorted = own.sorted { $0.name.precedes($1.name) }
        json.replace(start..<end, byPieces: sorted.map(\.range))
    }
}

extension RecordWriter: MemberVisitor {
    mutating func member<Value: MemberValue>(
        _ name: StaticString, _ value: inout Value, _ meaning: StaticString, unit: MemberUnit?
    ) {
        write(name, value)
    }

    mutating func name(_ name: StaticString, _ value: inout String?, _ meaning: StaticString) { write(name, value) }

    mutating func required<Value: MemberValue>(_ name: StaticString, _ value: inout Value, _ meaning: StaticString) {
        write(name, value)
    }

    mutating func rare<Value: MemberValue>(_ name: StaticString, _ value: inout Value?, _ meaning: StaticString) {
        if let value { write(name, value) }
    }

    mutating func derived<Value: MemberValue>(_ name: StaticString, _ value: Value, _ meaning: StaticString) {
        write(name, value)
    }

    mutating func rows<Row: Record>(_ name: StaticString, _ rows: inout [Row], _ meaning: StaticString) {
        json.key(literal: name)
        let start = json.bytes.count - name.utf8CodeUnitCount - Self.quotesAndColon
        if let placeholder, placeholder.description == name.description {
            json.placeholder()
        } else {
            self.rows(rows)
        }
        members.append(Member(name: name, range: start..<json.bytes.count))
    }

    /// Writes rows, each on a line of its own; after each of them somebody may look at what was written.
    mutating func rows(_ rows: [some MemberValue], afterEach look: (inout RecordWriter) -> Void = { _ in }) {
        json.begin("[")
        for row in rows {
            json.breakLine()
            row.write(to: &self)
            look(&self)
        }
        if !rows.isEmpty { json.breakLine(isAfterLast: true) }
        json.end("]")
    }
}

extension StaticString {
    /// Whether its bytes come before another's.
    func precedes(_ other: StaticString) -> Bool {
        withUTF8Buffer { mine in other.withUTF8Buffer { mine.lexicographicallyPrecedes($0) } }
    }
}
