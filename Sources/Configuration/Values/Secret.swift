/// An address that may hold a password: it is handed on, and never printed, by accident neither.
package struct Secret: Hashable, Sendable {
    /// The text itself; whoever takes it must not print it.
    package let exposed: String

    /// Takes any text but an empty one; what it means is the business of the one who connects.
    ///
    /// White space around it goes: a line break follows what was written into a file, and from there into a variable.
    ///
    /// - Throws: `CommandError.badValue`.
    package init(parsing text: String) throws(CommandError) {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { throw .badValue("", .empty) }
        exposed = String(text[first...last])
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Three stars.
    package var description: String { "***" }
    /// Three stars.
    package var debugDescription: String { "***" }
    /// Nothing to see.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
