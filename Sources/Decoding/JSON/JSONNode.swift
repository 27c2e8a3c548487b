/// A value of a parsed document: a place on simdjson's tape.
///
/// Valid only while its document is: inside the closure of `JSONParser.withParsed`.
package struct JSONNode {
    /// What a value is.
    package enum Kind: Sendable { case object, array, string, integer, double, bool, null, wideNumber }

    let tape: UnsafePointer<UInt64>
    let strings: UnsafePointer<UInt8>
    let index: Int

    private var word: UInt64 { tape[index] }

    var tag: UInt8 { UInt8(truncatingIfNeeded: word >> 56) }

    /// Of a string the place of its bytes, of an object or array the index past its end.
    private var payload: Int { Int(truncatingIfNeeded: word & 0xFF_FFFF_FFFF_FFFF) }

    /// The index of what follows this value.
    var nextIndex: Int {
        switch tag {
        case Tag.object, Tag.array: Int(UInt32(truncatingIfNeeded: word))
        case Tag.signed, Tag.unsigned, Tag.double: index + 2
        default: index + 1
        }
    }

    /// The bits of a number, which stand in a word of their own.
    var numberBits: UInt64 { tape[index + 1] }

    /// The UTF-8 of a string; undefined for anything else.
    var stringBytes: UnsafeBufferPointer<UInt8> {
        let start = strings + payload
        let count = UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
        return UnsafeBufferPointer(start: start + 4, count: Int(count))
    }

    func at(_ index: Int) -> JSONNode { JSONNode(tape: tape, strings: strings, index: index) }

    /// What the value is.
    package var kind: Kind {
        switch tag {
        case Tag.object: .object
        case Tag.array: .array
        case Tag.string: JSONRepair.isWideNumber(stringBytes) ? .wideNumber : .string
        case Tag.signed, Tag.unsigned: .integer
        case Tag.double: .double
        case Tag.yes, Tag.no: .bool
        default: .null
        }
    }

    /// The kinds of words that simdjson puts on its tape.
    enum Tag {
        static let object = UInt8(ascii: "{")
        static let array = UInt8(ascii: "[")
        static let objectEnd = UInt8(ascii: "}")
        static let arrayEnd = UInt8(ascii: "]")
        static let string = UInt8(ascii: "\"")
        static let signed = UInt8(ascii: "l")
        static let unsigned = UInt8(ascii: "u")
        static let double = UInt8(ascii: "d")
        static let yes = UInt8(ascii: "t")
        static let no = UInt8(ascii: "f")
    }
}
