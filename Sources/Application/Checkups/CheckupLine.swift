/// What was looked at, and how it is.
package struct CheckupLine: Equatable, Sendable {
    /// How it is, the worst last.
    package enum Grade: String, Comparable, CaseIterable, Sendable {
        /// It works.
        case ok
        /// Nothing to change, but good to know.
        case note
        /// A report comes about, but something of it is missing.
        case warning
        /// No report comes about.
        case error

        package static func < (one: Grade, other: Grade) -> Bool {
            (allCases.firstIndex(of: one) ?? 0) < (allCases.firstIndex(of: other) ?? 0)
        }
    }

    package let grade: Grade
    /// One word: `broker`, `history`.
    package let subject: String
    /// What was found, as a fragment.
    package let text: String
    /// What to change; `nil` where nothing is to be, or `text` says it.
    var remedy: String?
}

extension CheckupLine: CustomStringConvertible {
    /// One line: `warning: workers: …; start it with -E`.
    package var description: String {
        "\(grade.rawValue): \(subject): \(text)" + (remedy.map { "; \($0)" } ?? "")
    }
}
