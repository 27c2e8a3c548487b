import Decoding

/// A document as another program would write it: with other blanks, and its keys in another order.
struct Layout {
    let blank: String
    let isReversed: Bool

    func bytes(_ document: [UInt8]) throws -> [UInt8] {
        var parser = JSONParser()
        return try parser.withParsed(document) { Array(text($0).utf8) }
    }

    private func text(_ node: JSONNode) -> String {
        if let fields = node.fields {
            let members = fields.map { "\(quoted($0.key.text))\(blank):\(blank)\(text($0.value))" }
            return
                "{\(blank)\((isReversed ? members.reversed() : members).joined(separator: "\(blank),\(blank)"))\(blank)}"
        }
        if let elements = node.elements {
            return "[\(blank)\(elements.map(text).joined(separator: "\(blank),\(blank)"))\(blank)]"
        }
        if let string = node.string { return quoted(string) }
        return node.bool.map { "\($0)" } ?? node.int.map { "\($0)" } ?? node.double.map { "\($0)" } ?? "null"
    }

    private func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case _ where scalar.value < 0x20 || scalar.value > 0x7E && scalar.value < 0x10000:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
