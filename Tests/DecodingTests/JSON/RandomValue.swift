import Decoding
import TestSupport

/// A JSON value to be written and read back.
indirect enum RandomValue: Equatable {
    case object([Field]), array([RandomValue]), string(String), integer(Int), double(Double), bool(Bool), null

    struct Field: Equatable {
        let key: String
        let value: RandomValue
    }

    /// Any value, nested at most so deep.
    static func any(depth: Int, using random: inout SeededGenerator) -> RandomValue {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 7), using: &random) {
        case 0: .null
        case 1: .bool(.random(using: &random))
        case 2: .integer(.random(in: .min ... .max, using: &random))
        case 3: .integer(.random(in: -9...9, using: &random))
        case 4: .double(.random(in: -1e18...1e18, using: &random))
        case 5, 6: .string(text(using: &random))
        case 7: .array(list(&random) { .any(depth: depth - 1, using: &$0) })
        default: .object(list(&random) { Field(key: text(using: &$0), value: .any(depth: depth - 1, using: &$0)) })
        }
    }

    private static func list<Element>(
        _ random: inout SeededGenerator, _ element: (inout SeededGenerator) -> Element
    ) -> [Element] {
        (0..<Int.random(in: 0...5, using: &random)).map { _ in element(&random) }
    }

    private static func text(using random: inout SeededGenerator) -> String {
        let scalars: [ClosedRange<UInt32>] = [
            0x1...0x7F, 0x80...0x7FF, 0x800...0xD7FF, 0xE000...0xFFFF, 0x10000...0x10FFFF,
        ]
        var text = ""
        for _ in 0..<Int.random(in: 0...40, using: &random) {
            let range = scalars.randomElement(using: &random) ?? 0x1...0x7F
            text.unicodeScalars.append(Unicode.Scalar(UInt32.random(in: range, using: &random)) ?? "?")
        }
        return text
    }

    /// The value as JSON; `escapes` writes like Python's `json.dumps`, ASCII only.
    func json(escapes: Bool) -> String {
        switch self {
        case .object(let fields):
            "{\(fields.map { "\(Self.quoted($0.key, escapes)): \($0.value.json(escapes: escapes))" }.joined(separator: ", "))}"
        case .array(let elements): "[\(elements.map { $0.json(escapes: escapes) }.joined(separator: ", "))]"
        case .string(let text): Self.quoted(text, escapes)
        case .integer(let value): String(value)
        case .double(let value): value.description
        case .bool(let value): String(value)
        case .null: "null"
        }
    }

    private static func quoted(_ text: String, _ escapes: Bool) -> String {
        var json = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": json += "\\\(scalar)"
            case "\u{0}"..."\u{1F}": json += escape(UInt16(scalar.value))
            case "\u{20}"..."\u{7E}": json.unicodeScalars.append(scalar)
            default: json += escapes ? String(scalar).utf16.map(escape).joined() : String(scalar)
            }
        }
        return json + "\""
    }

    private static func escape(_ unit: UInt16) -> String {
        let hex = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    }

    /// Reads a value back.
    init(_ node: JSONNode) {
        switch node.kind {
        case .object:
            self = .object(node.fields?.map { Field(key: $0.key.text, value: RandomValue($0.value)) } ?? [])
        case .array: self = .array(node.elements?.map { RandomValue($0) } ?? [])
        case .string: self = .string(node.string ?? "")
        case .integer: self = .integer(node.int ?? 0)
        case .double: self = .double(node.double ?? 0)
        case .bool: self = .bool(node.bool ?? false)
        case .null, .wideNumber: self = .null
        }
    }
}
