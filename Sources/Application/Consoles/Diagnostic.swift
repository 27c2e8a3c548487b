/// What the user should know of a run, but which didn't stop it.
package struct Diagnostic: Hashable, Sendable {
    /// How much it matters.
    package enum Severity: String, Sendable {
        case note, warning
    }

    /// How much it matters; `--quiet` leaves out the notes.
    package let severity: Severity
    /// A lowercase fragment: what, on which named thing, why, what to do.
    package let message: String

    /// Something good to know.
    package static func note(_ message: String) -> Diagnostic { Diagnostic(severity: .note, message: message) }

    /// Something to look into.
    package static func warning(_ message: String) -> Diagnostic { Diagnostic(severity: .warning, message: message) }
}

extension Diagnostic: CustomStringConvertible {
    /// As it is printed: `warning: …`.
    package var description: String { "\(severity.rawValue): \(message)" }
}
