/// Reads the address of a site on the web.
enum WebAddress {
    /// The address with a slash at its end.
    ///
    /// - Throws: `CommandError.badValue` for anything but plain text that begins with `http://` or `https://`.
    static func parse(_ text: String) throws(CommandError) -> String {
        guard !text.isEmpty else { throw .badValue(text, .empty) }
        let rest = ["https://", "http://"].first { text.hasPrefix($0) }.map { text.dropFirst($0.count) }
        let isPlain = text.utf8.allSatisfy { (33...126).contains($0) && !"<>\"\\^`{|}?#()[]".utf8.contains($0) }
        guard let rest, !rest.isEmpty, !rest.hasPrefix("/"), isPlain else { throw .badValue(text, .notAWebAddress) }
        return text.hasSuffix("/") ? text : text + "/"
    }
}
