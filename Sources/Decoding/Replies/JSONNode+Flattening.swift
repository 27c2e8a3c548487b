import Celery

extension JSONNode {
    /// The fields as pairs of name and value, in the document's order; the names of nested ones are joined by dots.
    ///
    /// Lists of plain values become one value, `1, 2`; whatever is nested in lists beyond that is left out.
    var flattened: [NamedValue] {
        var values: [NamedValue] = []
        flatten(under: "", into: &values)
        return values
    }

    private func flatten(under name: String, into values: inout [NamedValue]) {
        if let fields {
            for (key, value) in fields {
                value.flatten(under: name.isEmpty ? key.text : "\(name).\(key.text)", into: &values)
            }
        } else if let text = plainText ?? listText {
            values.append(NamedValue(name, text))
        }
    }

    /// A value that holds no others, as text: strings without quotes, all else as Python writes it.
    var plainText: String? {
        switch kind {
        case .string: string
        case .integer, .double, .bool, .null, .wideNumber: PythonText.repr(self)
        case .object, .array: nil
        }
    }

    private var listText: String? { elements?.compactMap(\.plainText).joined(separator: ", ") }
}

extension [NamedValue] {
    /// Those that can't carry a credential: a URL or an address with a user in front of `@` could.
    var harmless: [NamedValue] {
        filter { pair in
            !pair.value.contains("@") && !pair.value.contains("://") && !Self.isSecret(pair.name.lowercased())
        }
    }

    private static func isSecret(_ name: String) -> Bool {
        ["passw", "secret", "token", "credential", "api_key", "apikey", "auth", "cookie", "dsn", "url"]
            .contains { name.contains($0) }
    }
}
