/// One name that a model shows to templates, with the value behind it.
///
/// A getter that gives `nil` makes the name known but absent: it is falsy, and renders as nothing.
package struct Field<Model>: Sendable {
    /// Name, type and meaning.
    package let declaration: Declaration

    /// Gets the value, once for every time that the record is entered by a template that uses the name.
    let value: @Sendable (Model) -> Value

    private init(_ name: String, _ meaning: String, _ type: FieldType, _ value: @escaping @Sendable (Model) -> Value) {
        declaration = Declaration(name: name, meaning: meaning, type: type)
        self.value = value
    }

    /// Declares words of our own; they are escaped by the kind of the file.
    package static func text(
        _ name: String, _ meaning: String, _ get: @escaping @Sendable (Model) -> String?
    ) -> Field {
        Field(name, meaning, .text) { model in get(model).map(Value.text) ?? .null }
    }

    /// Declares text that came from the cluster: escaped as text is, but a code span in Markdown.
    package static func code(
        _ name: String, _ meaning: String, _ get: @escaping @Sendable (Model) -> String?
    ) -> Field {
        Field(name, meaning, .code) { model in get(model).map(Value.code) ?? .null }
    }

    /// Declares a whole number; it is written without separators, and zero is as true as any other.
    package static func number(
        _ name: String, _ meaning: String, _ get: @escaping @Sendable (Model) -> Int?
    ) -> Field {
        Field(name, meaning, .number) { model in get(model).map(Value.integer) ?? .null }
    }

    /// Declares something to be asked with a section.
    package static func truth(
        _ name: String, _ meaning: String, _ get: @escaping @Sendable (Model) -> Bool
    ) -> Field {
        Field(name, meaning, .truth) { model in .truth(get(model)) }
    }

    /// Declares a piece that our own code made ready in `format`; only these may stand in `{{{x}}}` and `{{&x}}`.
    ///
    /// A fragment that turns out to be of a format that doesn't fit the file is written as text is, escaped.
    package static func fragment(
        _ name: String, _ meaning: String, in format: Fragment.Format = .html,
        _ get: @escaping @Sendable (Model) -> Fragment?
    ) -> Field {
        Field(name, meaning, .fragment(format)) { model in get(model).map(Value.fragment) ?? .null }
    }

    /// Declares a record within this one, to be entered with a section or reached with a dotted name.
    package static func record<R: TemplateRecord>(
        _ name: String, _ meaning: String, _ get: @escaping @Sendable (Model) -> R?
    ) -> Field {
        Field(name, meaning, .record(RecordType(R.self))) { model in
            get(model).map { .model(ModelSource(one: $0)) } ?? .null
        }
    }

    /// Declares a list of records; elements become values one at a time, while they are rendered.
    package static func list<R: TemplateRecord>(
        _ name: String, _ meaning: String, _ get: @escaping @Sendable (Model) -> [R]
    ) -> Field {
        Field(name, meaning, .list(RecordType(R.self))) { model in .model(ModelSource(all: get(model))) }
    }

    /// Declares a list of words of our own, each `{{.}}` inside the section.
    package static func texts(
        _ name: String, _ meaning: String, _ get: @escaping @Sendable (Model) -> [String]
    ) -> Field {
        Field(name, meaning, .texts) { model in .model(ModelSource(get(model), as: Value.text)) }
    }

    /// Declares a list of texts that came from the cluster, each `{{.}}` inside the section.
    package static func codes(
        _ name: String, _ meaning: String, _ get: @escaping @Sendable (Model) -> [String]
    ) -> Field {
        Field(name, meaning, .codes) { model in .model(ModelSource(get(model), as: Value.code)) }
    }
}
