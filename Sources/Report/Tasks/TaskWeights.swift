package import Celery

/// How much room a page of tasks has, and how much of it a task takes, by whoever draws the pages, in a unit of its own.
package struct PageRoom: Sendable {
    /// How much all tasks of a page may take.
    let most: Int
    /// How much one takes; the second are its children that are listed with it.
    let weight: @Sendable (TaskRow, [TaskRow]) -> Int

    /// Pages that bear so much.
    package init(most: Int, weight: @escaping @Sendable (TaskRow, [TaskRow]) -> Int) {
        (self.most, self.weight) = (most, weight)
    }

    /// Pages that are cut by the number of their rows alone.
    package static let endless = PageRoom(most: .max) { _, _ in 0 }
}

/// How much of a page's room the first so many tasks of a list take.
struct TaskWeights: Sendable {
    private let most: Int
    private let sums: [Int]

    /// Weighs tasks for pages that have so much room.
    init(_ tasks: [TaskRow], families: TaskFamilies, room: PageRoom) {
        most = room.most
        var (sums, sum) = ([0], 0)
        sums.reserveCapacity(tasks.count + 1)
        for index in tasks.indices {
            let children = families.children(of: tasks[index].id).prefix(TaskFamilies.mostChildren)
            sum += room.weight(tasks[index], children.map { tasks[$0] })
            sums.append(sum)
        }
        self.sums = sums
    }

    /// Takes so many tasks to weigh nothing.
    init(weightless count: Int) { (most, sums) = (.max, Array(repeating: 0, count: count + 1)) }

    /// Whether a page has room for these, of so many rows at most.
    func fits(_ rows: Range<Int>, rows limit: Int) -> Bool {
        rows.count <= 1 || rows.count <= limit && sums[rows.upperBound] - sums[rows.lowerBound] <= most
    }

    /// Where a page ends that begins at a row.
    func longest(from start: Int, rows limit: Int) -> Int {
        var end = start
        while end < sums.count - 1, fits(start..<end + 1, rows: limit) { end += 1 }
        return end
    }

    /// Where a page begins that ends before a row.
    func farthest(to end: Int, rows limit: Int) -> Int {
        var start = end
        while start > 0, fits(start - 1..<end, rows: limit) { start -= 1 }
        return start
    }
}
