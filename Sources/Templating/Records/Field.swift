/// One name that a model shows to templates, with the value behind it.
///
/// A getter that gives `nil` makes the name known but absent: it is falsy, and renders as nothing. What makes fields
/// can be inlined, so that it is compiled for the record where that is declared: a page of tasks asks for millions of
/// values.
package struct Field<Model>: Sendable {
    /// Name, type and meaning.
    package let declaration: Declaration

    /// Gets the value, once for every time that the record is entered by a template that uses the name.
    @usableFromInline let value: @Sendable (Model) -> Value

    @usableFromInline init(
        _ name: String, _ meaning: String, _ type: FieldType, _ value: @escaping @Sendable (Model) -> Value
    ) {
        declaration = Declaration(name: name, meaning: meaning, type: type)
        self.value = value
    }

    /// Declares words of our own; they are escaped by the kind of the file.
    @inlinable package static func text(
        _ name: String, _ meaning: String, _ get: @escaping @Sendable (Model) -> String?
    ) -> Field {
        Field(name, meaning, .text) { model in get(model).map(Value.text) ?? .null }
    }

    /// Declares text that came from the cluster: escaped as text is, but a code span in Markdown.
    @inlinable package static func code(
        _ name: String, _ meaning: String, _ get: @escaping @Sendable (Model) -> String?
    ) -> Field {
        Field(name, meaning, .code) { model in get(model).map(Value.code) ?? .null }
    }

    /// Declares a whole number; it is written without separators, and zero is as true as any other.
    @inlinable package static func number(
        _ name: String, _ meaning: String, _ get: @escaping @Sendable (Model) -> Int?
    ) -> Field {
        Field(name, meaning, .number) { model in get(model).map(Value.integer) ?? .null }
    }

    /// Declares something to be asked with a section.
    @inlinable package static func truth(
        _ name: String, _ meaning: String, _ get: @escaping @Sendable (Model) -> Bool
    ) -> Field {
        Field(name, meaning, .truth) { model in .truth(get(model)) }
    }

    /// Declares a piece that our own code made ready in `format`; only these may stand in `{{{x}}}` and `{{&x}}`.
    ///
    /// A fragment that turns out to be of a format that doesn't fit the file is written as text is, escaped.
    @inlinable package static func fragment(
        _ name: String, _ meaning: String, in format: Fragment.Format = .html,
        _ get: @escaping @Sendable (Model) -> Fragment?
    ) -> Field {
        Field(name, meaning, .fragment(format)) { model in get(model).map(Value.fragment) ?? .null }
    }

    /// Declares a record within this one, to be entered with a section or reached with a dotted name.
    @inlinable package static func record<R: TemplateRecord>(
        _ name: String, _ meaning: String, _ get: @escaping @Sendable (Model) -> R?
    ) -> Field {
        Field(name, meaning, .record(RecordType(R.self))) { model in
            get(model).map { .model(ModelSource(one: $0)) } ?? .null
        }
    }

    /// Declares a list of records; elements become values one at a time, while they are rendered.
    @inlinable package static func list<R: TemplateRecord>(
        _ name: String, _ meaning: String, _ get: @escaping @Sendable (Model) -> [R]
    ) -> Field {
        Field(name, meaning, .list(RecordType(R.self))) { model in .model(ModelSource(all: get(model))) }
    }

    /// Declares a list of words of our own, each `{{.}}` inside the section.
    @inlinable package static func texts(
        _ name: String, _ meaning: String, _ get: @escaping @Sendable (Model) -> [String]
    ) -> Field {
        Field(name, meaning, .texts) { model in .model(ModelSource(get(model), as: Value.text)) }
    }

    /// Declares a list of texts that came from the cluster, each `{{.}}` inside the section.
    @inlinable package static func codes(
        _ name: String, _ meaning: String, _ get: @escaping @Sendable (Model) -> [String]
    ) -> Field {
        Field(name, meaning, .codes) { model in .model(ModelSource(get(model), as: Value.code)) }
    }
}
