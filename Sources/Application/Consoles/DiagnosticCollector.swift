/// Gathers what the user should know, until it is printed at the end.
package actor DiagnosticCollector {
    private var diagnostics: [Diagnostic] = []
    private var known: Set<Diagnostic> = []

    /// Takes one; the same one again is not repeated.
    package func add(_ diagnostic: Diagnostic) {
        if known.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
    }

    /// All of them in the order of their coming, which are forgotten with that.
    package func take() -> [Diagnostic] {
        defer { (diagnostics, known) = ([], []) }
        return diagnostics
    }
}
