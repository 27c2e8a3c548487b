package import Templating

/// How many there are of something that the cluster named.
package struct CountedName: TemplateRecord {
    /// The name; `nil` where it isn't known.
    let name: String?
    let count: Int

    /// What templates may name.
    package static let fields: [Field<CountedName>] = [
        .code("name", "the name; nothing where it isn't known", \.name),
        .record("count", "how many") { Figure(count: $0.count) },
    ]
}
