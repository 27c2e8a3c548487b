/// A password; it is handed to the server and shown to nobody.
package struct Password: Sendable, Equatable {
    /// The password itself.
    package let revealed: String

    /// Hides a password.
    package init(_ text: String) { revealed = text }
}

extension Password: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Three asterisks.
    package var description: String { "***" }

    /// Three asterisks.
    package var debugDescription: String { "***" }

    /// Nothing.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
