/// The arguments of a task, each with its place.
package enum ArgumentValues {
    /// Of more arguments nothing is told.
    private static let most = 30
    /// A longer value is none that tasks have in common by chance.
    private static let longest = 200

    /// `kwargs.currency` and `EUR`, as far as they can be read: positional ones first, each in the order of its text.
    ///
    /// What was redacted is left out.
    package static func all(of facts: TaskFacts) -> [(path: String, value: String)] {
        let told = [("args", facts.args), ("kwargs", facts.kwargs)]
        return told.flatMap { group, text -> [(path: String, value: String)] in
            guard let text else { return [] }
            var literal = PythonLiteral(text)
            return literal.members(most: most).filter { $0.value.utf8.count <= longest && $0.value != "[redacted]" }
                .map { ("\(group).\($0.key)", $0.value) }
        }
    }
}
