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
        var common = CommonValues(of: own, tasks)
        common.keep { Double($0) >= commonShare * Double(own.count) }
        let isOwn = Set(places)
        let others = type.lazy.filter { !isOwn.contains($0) }.prefix(most)
        var usual = common
        usual.count(in: others, tasks)
        let otherCount = usual.taskCount
        let traits = zip(common.values, usual.values).map { value, other in
            let share = Double(value.count) / Double(own.count)
            let elsewhere = otherCount > 0 ? Double(other.count) / Double(otherCount) : 0
            return CommonTrait(
                name: value.key.name, value: Excerpt.cell(value.key.value),
                share: value.count == own.count
                    ? "all \(Wording.count(own.count))"
                    : "\(Wording.count(value.count)) of \(Wording.count(own.count))",
                others: otherCount == 0
                    ? nil
                    : Wording.share(elsewhere, of: 1) + " of the other \(Wording.count(otherCount))",
                isUsual: otherCount > 0 && share < excess * elsewhere)
        }
        return Array((traits.filter { !$0.isUsual } + traits.filter(\.isUsual)).prefix(mostTraits))
    }

    /// So many of these tasks may lack what most of them have.
    fileprivate static func mostWithout(of count: Int) -> Int {
        count - Int((commonShare * Double(count)).rounded(.up))
    }
}

/// The values that most of some tasks have, in the order in which they are met.
///
/// What most have is met within the first few: later tasks are looked at for these alone, and their arguments taken
/// apart only while some of these are arguments.
private struct CommonValues {
    /// Where a value is, and which.
    struct Key: Hashable {
        let name: String
        let value: String
    }

    /// How many of the tasks have it.
    private(set) var values: [(key: Key, isArgument: Bool, count: Int)] = []
    /// How many tasks were looked at.
    private(set) var taskCount = 0
    private var places: [Key: Int] = [:]
    /// The task that each was found at last, since one that tells it twice counts once.
    private var last: [Int] = []

    init(of tasks: ArraySlice<Int>, _ rows: [TaskRow]) {
        let mostWithout = CommonTrait.mostWithout(of: tasks.count)
        for place in tasks {
            let isEarly = taskCount <= mostWithout
            look(at: rows[place], addsNew: isEarly)
            if !isEarly { keep { [taskCount] in $0 + mostWithout >= taskCount } }
        }
    }

    /// Counts the same values in other tasks alone.
    mutating func count(in tasks: some Sequence<Int>, _ rows: [TaskRow]) {
        taskCount = 0
        for index in values.indices { (values[index].count, last[index]) = (0, 0) }
        for place in tasks { look(at: rows[place], addsNew: false) }
    }

    /// Forgets those that too few have.
    mutating func keep(where isEnough: (Int) -> Bool) {
        guard values.contains(where: { !isEnough($0.count) }) else { return }
        let kept = values.indices.filter { isEnough(values[$0].count) }
        (values, last) = (kept.map { values[$0] }, kept.map { last[$0] })
        places = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1.key, $0) })
    }

    private mutating func look(at task: TaskRow, addsNew: Bool) {
        taskCount += 1
        note("worker", task.worker?.description, addsNew)
        note("queue", task.facts.queue, addsNew)
        note("retries", task.facts.retries.map { "\($0)" }, addsNew)
        guard addsNew || values.contains(where: \.isArgument) else { return }
        for (name, value) in ArgumentValues.all(of: task.facts) { note(name, value, addsNew, isArgument: true) }
    }

    private mutating func note(_ name: String, _ value: String?, _ addsNew: Bool, isArgument: Bool = false) {
        guard let value else { return }
        let key = Key(name: name, value: value)
        if let place = places[key] {
            guard last[place] != taskCount else { return }
            values[place].count += 1
            last[place] = taskCount
        } else if addsNew {
            places[key] = values.count
            values.append((key, isArgument, 1))
            last.append(taskCount)
        }
    }
}
