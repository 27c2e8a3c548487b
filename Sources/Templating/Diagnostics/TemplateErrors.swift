/// Every mistake that keeps a template from being used: at least one, each once, in the order of their places.
package struct TemplateErrors: Error, Hashable, Sendable, CustomStringConvertible {
    /// The mistakes.
    package let diagnostics: [Diagnostic]

    /// Sorts the mistakes and drops what is said twice, as happens in a partial that is included twice.
    init(_ diagnostics: some Sequence<Diagnostic>) {
        self.diagnostics = Set(diagnostics).sorted()
    }

    /// One mistake a line.
    package var description: String {
        diagnostics.map(\.description).joined(separator: "\n")
    }
}
