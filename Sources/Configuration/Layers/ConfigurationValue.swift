import Yams

/// Turns a node of a configuration file into the text that the command line would have.
enum ConfigurationValue {
    /// The text as written, a list joined by commas; `nil` for a key without a value.
    ///
    /// - Throws: `CommandError` for mappings, for lists in lists, and for a list where one value is asked for.
    static func text(of node: Node, for entry: OptionEntry) throws(CommandError) -> String? {
        switch node {
        case .scalar(let scalar): return isAbsent(scalar) ? nil : scalar.string
        case .sequence(let items):
            guard entry.isList else { throw .listForOne(entry.name) }
            guard !items.isEmpty else { return nil }
            var texts: [String] = []
            for item in items { texts.append(try self.item(item)) }
            return texts.joined(separator: ",")
        case .mapping, .alias: throw .badValue(entry.name, .notText)
        }
    }

    private static func item(_ node: Node) throws(CommandError) -> String {
        guard let scalar = node.scalar, !isAbsent(scalar) else { throw .badValue("", .notText) }
        guard !scalar.string.contains(",") else { throw .badValue(scalar.string, .notText) }
        return scalar.string
    }

    /// `key:`, `key: ~` and `key: null`; a quoted "null" is a text.
    private static func isAbsent(_ scalar: Node.Scalar) -> Bool {
        scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }
}
