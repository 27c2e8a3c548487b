/// The declarations of one kind of record; read only when asked for, since records may nest within themselves.
package struct RecordType: Sendable {
    /// Tells two kinds of records apart, so that a walk through nested ones can end.
    package let identity: ObjectIdentifier
    private let read: @Sendable () -> [Declaration]

    /// Makes the type of the records that `record` models.
    package init<R: TemplateRecord>(_ record: R.Type) {
        identity = ObjectIdentifier(record)
        read = { R.fields.map(\.declaration) }
    }

    /// The names it shows, in the order in which it declares them.
    package var declarations: [Declaration] { read() }

    /// Every name with those nested in it, each with the names that lead there; for `templates list --names`.
    ///
    /// A record nested in one of its own kind is listed, but not entered again, so that the list ends.
    package func outline() -> [Outline] { outline(below: [], entered: [identity]) }

    private func outline(below path: [String], entered: Set<ObjectIdentifier>) -> [Outline] {
        declarations.flatMap { declaration in
            let line = Outline(path: path, declaration: declaration)
            guard let nested = declaration.type.record, !entered.contains(nested.identity) else { return [line] }
            return [line]
                + nested.outline(below: path + [declaration.name], entered: entered.union([nested.identity]))
        }
    }

    /// One line of an outline.
    package struct Outline: Sendable {
        /// The names of the records and lists to enter first.
        package let path: [String]
        /// The name itself.
        package let declaration: Declaration
    }
}
