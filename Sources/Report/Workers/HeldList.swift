import Celery
package import Templating

/// The tasks of one kind that a worker holds, the first of them named.
package struct HeldList: TemplateRecord {
    private static let mostRows = 200

    let rows: [HeldTaskEntry]
    let count: Int?

    /// What templates may name.
    package static let fields: [Field<HeldList>] = [
        .list("rows", "the tasks", \.rows),
        .truth("has_rows", "whether there are any") { !$0.rows.isEmpty },
        .record("count", "how many there are") { Figure(count: $0.count) },
        .text("more", "how many are not named") { list in
            let more = (list.count ?? 0) - list.rows.count
            return more > 0 ? Wording.count(more, "more task") : nil
        },
    ]

    init(_ held: [HeldTask]?, in report: Report, most limit: Int) {
        rows = (held ?? []).prefix(min(limit, Self.mostRows)).map(report.heldTaskEntry)
        count = held?.count
    }
}
