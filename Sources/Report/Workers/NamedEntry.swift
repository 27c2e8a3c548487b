import Celery
package import Templating

/// A name and a value as a worker has them, with what the value means where we know it.
package struct NamedEntry: TemplateRecord {
    let name: String
    let value: String
    let meaning: String?

    /// What templates may name.
    package static let fields: [Field<NamedEntry>] = [
        .code("name", "the name", \.name),
        .code("value", "the value", \.value),
        .text("meaning", "what it means, where that is known", \.meaning),
    ]

    init(_ pair: NamedValue, meaning: String? = nil) {
        name = Excerpt.cell(pair.name, limit: 200)
        value = Excerpt.full(pair.value, limit: 4_000)
        self.meaning = meaning
    }
}
