/// Text for the formatter of manual pages, by the macros of man(7).
struct Roff {
    /// What was written so far.
    private(set) var text = ""

    /// A macro with its arguments.
    mutating func macro(_ name: String, _ arguments: String...) {
        let words = arguments.map { "\"\(Self.escaped($0).replacing("\"", with: "\\(dq"))\"" }
        text += ([".\(name)"] + words).joined(separator: " ") + "\n"
    }

    /// Running text.
    mutating func words(_ words: String) { text += Self.safe(Self.escaped(words)) + "\n" }

    /// Text in bold, and behind it a placeholder in italics.
    mutating func term(_ bold: String, _ placeholder: String?) {
        text += "\\fB\(Self.escaped(bold))\\fR" + (placeholder.map { " \\fI\(Self.escaped($0))\\fR" } ?? "") + "\n"
    }

    /// Hyphens that are to be typed, and backslashes that are to be seen.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    }

    /// At the beginning of a line these would be taken for a macro.
    private static func safe(_ text: String) -> String {
        text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
    }
}
