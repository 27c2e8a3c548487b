/// Writes JSON text: UTF-8, no white space but a line for each element of the outer lists, keys in the order given.
@usableFromInline package struct JSONWriter: Sendable {
    /// The text so far.
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// Begins with nothing.
    package init() {}

    /// Hands on the text so far, and forgets it, but for its room.
    package mutating func drain(_ reader: (UnsafeBufferPointer<UInt8>) -> Void) {
        bytes.withUnsafeBufferPointer(reader)
        bytes.removeAll(keepingCapacity: true)
    }

    /// Writes a byte that no text of JSON holds, in the place of what is written elsewhere.
    package mutating func placeholder() {
        separate()
        bytes.append(Self.placeholder)
        needsComma = true
    }

    /// Stands where what is written elsewhere belongs: in a text, a control is always escaped.
    package static let placeholder: UInt8 = 0

    /// Ends the line after the outermost value.
    package mutating func endLine() { bytes.append(0x0A) }

    /// Writes an object; `members` writes its members, in the order of their keys.
    package mutating func object(_ members: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
        members(&self)
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    /// Writes an array.
    package mutating func array<Elements: Sequence>(
        _ elements: Elements, _ write: (inout JSONWriter, Elements.Element) -> Void
    ) {
        separate()
        bytes.append(UInt8(ascii: "["))
        needsComma = false
        for element in elements { write(&self, element) }
        bytes.append(UInt8(ascii: "]"))
        needsComma = true
    }

    /// Writes an array of two values.
    package mutating func pair<First: JSONWritable, Second: JSONWritable>(_ first: First, _ second: Second) {
        separate()
        bytes.append(UInt8(ascii: "["))
        needsComma = false
        first.write(to: &self)
        second.write(to: &self)
        bytes.append(UInt8(ascii: "]"))
        needsComma = true
    }

    /// Opens an object or an array, for whoever can't hand over a closure that fills it; `end` has to follow.
    package mutating func begin(_ bracket: Unicode.Scalar) {
        separate()
        bytes.append(UInt8(ascii: bracket))
        needsComma = false
    }

    /// Closes what `begin` opened.
    package mutating func end(_ bracket: Unicode.Scalar) {
        bytes.append(UInt8(ascii: bracket))
        needsComma = true
    }

    /// Begins a line, before an element or, `isAfterLast`, before the end of a list.
    package mutating func breakLine(isAfterLast: Bool = false) {
        if needsComma, !isAfterLast { bytes.append(UInt8(ascii: ",")) }
        bytes.append(0x0A)
        needsComma = false
    }

    /// Puts pieces of what was written in another order: `range` is all of them, with the commas between.
    package mutating func replace(_ range: Range<Int>, byPieces pieces: [Range<Int>]) {
        var sorted: [UInt8] = []
        sorted.reserveCapacity(range.count)
        for (index, piece) in pieces.enumerated() {
            if index > 0 { sorted.append(UInt8(ascii: ",")) }
            sorted += bytes[piece]
        }
        bytes.replaceSubrange(range, with: sorted)
    }

    /// Writes a key; its value has to follow.
    @usableFromInline package mutating func key(_ name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a key of plain letters; its value has to follow.
    package mutating func key(literal name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a text.
    package mutating func value(_ text: String) {
        separate()
        quote(text)
        needsComma = true
    }

    /// Writes a whole number.
    package mutating func value(_ number: Int) {
        separate()
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: DigitWriter.longest) { room in
            var writer = DigitWriter(room)
            writer.write(number, digits: 1)
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: room[..<writer.count]))
        }
        needsComma = true
    }

    /// Writes a number by the fewest digits that mean it; what is no number is `null`.
    package mutating func value(_ number: Double) { number.isFinite ? raw(String(number)) : raw("null") }

    /// Writes a truth value.
    package mutating func value(_ truth: Bool) { raw(truth ? "true" : "false") }

    /// Writes `null`.
    @usableFromInline package mutating func null() { raw("null") }

    /// A text as it stands in JSON, quoted and escaped.
    package static func quoted(_ text: String) -> String {
        var json = JSONWriter()
        json.value(text)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private mutating func raw(_ text: String) {
        separate()
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        if text.utf8.withContiguousStorageIfAvailable({ append($0) }) == nil {
            Array(text.utf8).withUnsafeBufferPointer { append($0) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends a text stretch by stretch, escaping what stands between the stretches.
    private mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for index in text.indices where Self.isEscaped(text[index]) {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
            escape(text[index])
            start = index + 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }

    @inline(__always)
    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
        case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
        case 0x0A: bytes.append(contentsOf: "\\n".utf8)
        default:
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: "\\u00".utf8)
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
    }
}

/// What can be written as JSON.
@usableFromInline package protocol JSONWritable {
    /// Writes it.
    func write(to json: inout JSONWriter)
}

extension JSONWriter {
    /// Writes a member; what isn't known is `null`. Inlined, since files have millions of them.
    @inlinable package mutating func member<Value: JSONWritable>(_ name: String, _ value: Value?) {
        key(name)
        if let value { value.write(to: &self) } else { null() }
    }

    /// Writes a member that is a list.
    package mutating func member<Element: JSONWritable>(_ name: String, _ values: [Element]?) {
        key(name)
        if let values { array(values) { $1.write(to: &$0) } } else { null() }
    }
}

extension String: JSONWritable {
    @usableFromInline package func write(to json: inout JSONWriter) { json.value(self) }
}

extension Int: JSONWritable {
    @usableFromInline package func write(to json: inout JSONWriter) { json.value(self) }
}

extension Double: JSONWritable {
    @usableFromInline package func write(to json: inout JSONWriter) { json.value(self) }
}

extension Bool: JSONWritable {
    @usableFromInline package func write(to json: inout JSONWriter) { json.value(self) }
}
