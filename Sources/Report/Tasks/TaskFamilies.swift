import Celery

/// Which tasks sent which others, as far as both are listed; looked up, never followed, so that no circle catches
/// anybody.
struct TaskFamilies: Sendable {
    /// The most children of a task that are told of.
    static let mostChildren = 50

    private let children: [TaskID: [Int]]
    private let places: [TaskID: Int]

    /// Reads who is whose parent; the oldest child comes first, as tasks are listed newest first.
    init(_ tasks: [TaskRow]) {
        var children: [TaskID: [Int]] = [:]
        // A task that is taken out of the list counts a reference for each of its texts.
        for index in tasks.indices.reversed() {
            guard let parent = tasks[index].facts.parent, parent != tasks[index].id else { continue }
            children[parent, default: []].append(index)
        }
        self.children = children
        // Only relatives are looked up.
        var places: [TaskID: Int] = [:]
        for index in tasks.indices.reversed() {
            guard tasks[index].facts.parent != nil || children[tasks[index].id] != nil else { continue }
            places[tasks[index].id] = index
        }
        self.places = places
    }

    /// Where a relative of another task is listed.
    func place(of id: TaskID) -> Int? { places[id] }

    /// The tasks that a task sent, as indices in the list.
    func children(of id: TaskID) -> [Int] { children[id] ?? [] }
}
