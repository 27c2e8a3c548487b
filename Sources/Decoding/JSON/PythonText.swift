/// Writes values as Python's `repr` does, so that what came as JSON reads like what Celery wrote itself.
struct PythonText {
    private var text = ""

    /// Renders a value: `{'a': [1, None, True]}`.
    static func repr(_ node: JSONNode) -> String {
        var writer = PythonText()
        writer.write(node)
        return writer.text
    }

    /// Renders the elements of an array as the tuple that they were before JSON: `('a',)`; any other value as `repr`
    /// does.
    static func tuple(_ node: JSONNode) -> String {
        guard let elements = node.elements else { return repr(node) }
        var writer = PythonText()
        writer.text += "("
        let count = writer.write(elements)
        writer.text += count == 1 ? ",)" : ")"
        return writer.text
    }

    /// Renders a text in quotes.
    static func repr(_ string: String) -> String {
        var writer = PythonText()
        writer.write(string)
        return writer.text
    }

    /// Whether Python's `repr` shows a character as it is.
    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (0x20..<0x7F).contains(scalar.value) }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            return false
        default: return true
        }
    }

    private mutating func write(_ node: JSONNode) {
        switch node.kind {
        case .object: write(node.fields)
        case .array:
            text += "["
            if let elements = node.elements { write(elements) }
            text += "]"
        case .string: write(node.string ?? "")
        case .integer: text += node.int.map(String.init) ?? String(node.numberBits)
        case .double: text += node.double.map(Self.number) ?? ""
        case .bool: text += node.bool == true ? "True" : "False"
        case .null: text += "None"
        case .wideNumber: text += Self.wide(node.wideNumber ?? "")
        }
    }

    private mutating func write(_ fields: JSONFields?) {
        text += "{"
        var separator = ""
        if let fields {
            for (key, value) in fields {
                text += separator
                write(key.text)
                text += ": "
                write(value)
                separator = ", "
            }
        }
        text += "}"
    }

    @discardableResult
    private mutating func write(_ elements: JSONElements) -> Int {
        var count = 0
        for element in elements {
            if count > 0 { text += ", " }
            write(element)
            count += 1
        }
        return count
    }

    private mutating func write(_ string: String) {
        let quote: Unicode.Scalar =
            string.utf8.contains(UInt8(ascii: "'")) && !string.utf8.contains(UInt8(ascii: "\""))
            ? "\"" : "'"
        text.unicodeScalars.append(quote)
        for scalar in string.unicodeScalars {
            if scalar == quote || scalar == "\\" {
                text += "\\"
                text.unicodeScalars.append(scalar)
            } else if Self.isPrintable(scalar) {
                text.unicodeScalars.append(scalar)
            } else {
                text += Self.escape(scalar)
            }
        }
        text.unicodeScalars.append(quote)
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        default:
            let hex = String(scalar.value, radix: 16)
            let (prefix, width) = scalar.value < 0x100 ? ("\\x", 2) : scalar.value < 0x10000 ? ("\\u", 4) : ("\\U", 8)
            return prefix + String(repeating: "0", count: width - hex.utf8.count) + hex
        }
    }

    /// As Python writes it, which takes an exponent from 1e16 on, and Swift from 2⁵³ on.
    private static func number(_ value: Double) -> String {
        let text = value.description
        guard text.hasSuffix("e+15") else { return text }
        let digits = text.dropLast(4).filter { $0 != "." }
        let width = value < 0 ? 17 : 16
        return digits + String(repeating: "0", count: max(0, width - digits.utf8.count)) + ".0"
    }

    private static func wide(_ number: String) -> String {
        switch number {
        case "NaN": "nan"
        case "Infinity": "inf"
        case "-Infinity": "-inf"
        default:
            number.contains { $0 == "." || $0 == "e" || $0 == "E" } ? (number.hasPrefix("-") ? "-inf" : "inf") : number
        }
    }
}
