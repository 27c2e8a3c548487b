import Celery
package import Templating

/// What most of the tasks of a group of failures have in common.
package struct CommonTrait: TemplateRecord {
    /// `worker`, `queue`, `retries`, or the place of an argument, `kwargs.currency`.
    let name: String
    let value: String
    /// `all 11`, `10 of 11`.
    let share: String
    /// `34 % of the other 300`; `nil` where there are no others.
    let others: String?
    /// Whether the other tasks of the type mostly have it as well.
    let isUsual: Bool

    /// What templates may name.
    package static let fields: [Field<CommonTrait>] = [
        .code("name", "worker, queue, retries, or the place of an argument", \.name),
        .code("value", "the value", \.value),
        .text("share", "how many of the tasks have it", \.share),
        .text("others", "how many of the other tasks of the type do", \.others),
        .truth("is_usual", "whether the others mostly have it as well", \.isUsual),
    ]

    /// Of fewer tasks nothing is said, of more the newest are looked at.
    private static let (least, most) = (3, 1_000)
    /// So large a share has what is told, and so much larger it is than that of the others.
    private static let (commonShare, excess) = (0.8, 1.25)
    private static let mostTraits = 12

    /// Compares the tasks at some places with the others of their type; what sets them apart comes first.
    static func all(of places: [Int], among type: [Int], tasks: [TaskRow]) -> [CommonTrait] {
        let own = places.prefix(most)
        guard own.count >= least else { return [] }
        let isOwn = Set(places)
        let others = type.lazy.filter { !isOwn.contains($0) }.prefix(most)
        let (owned, usual) = (counts(own, tasks), counts(others, tasks))
        let otherCount = others.count
        let traits = owned.filter { Double($0.value.count) >= commonShare * Double(own.count) }.map { key, entry in
            let share = Double(entry.count) / Double(own.count)
            let elsewhere = otherCount > 0 ? Double(usual[key]?.count ?? 0) / Double(otherCount) : 0
            return (
                order: entry.order,
                trait: CommonTrait(
                    name: key.name, value: Excerpt.cell(key.value),
                    share: entry.count == own.count
                        ? "all \(Wording.count(own.count))"
                        : "\(Wording.count(entry.count)) of \(Wording.count(own.count))",
                    others: otherCount == 0
                        ? nil
                        : Wording.share(elsewhere, of: 1) + " of the other \(Wording.count(otherCount))",
                    isUsual: otherCount > 0 && share < excess * elsewhere)
            )
        }
        return traits.sorted { ($0.trait.isUsual ? 1 : 0, $0.order) < ($1.trait.isUsual ? 1 : 0, $1.order) }
            .prefix(mostTraits).map(\.trait)
    }

    private struct Key: Hashable {
        let name: String
        let value: String
    }

    /// How many of the tasks have each value, and in which order they were met.
    private static func counts(_ places: some Sequence<Int>, _ tasks: [TaskRow]) -> [Key: (count: Int, order: Int)] {
        var counts: [Key: (count: Int, order: Int)] = [:]
        for place in places {
            for (name, value) in traits(of: tasks[place]) {
                let key = Key(name: name, value: value)
                counts[key] = ((counts[key]?.count ?? 0) + 1, counts[key]?.order ?? counts.count)
            }
        }
        return counts
    }

    private static func traits(of task: TaskRow) -> [(String, String)] {
        let plain = [
            ("worker", task.worker?.description), ("queue", task.facts.queue),
            ("retries", task.facts.retries.map { "\($0)" }),
        ]
        return plain.compactMap { name, value in value.map { (name, $0) } }
            + ArgumentValues.all(of: task.facts).map { ($0.path, $0.value) }
    }
}
