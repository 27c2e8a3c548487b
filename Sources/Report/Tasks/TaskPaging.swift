import Celery

/// Parts a report's tasks into pages, newest first: the first two hold what is new, all others are cut by time.
///
/// A page that is cut by time keeps its name, its rows and its bytes from report to report, until something about one
/// of its tasks changes; `TimeCuts` says where the cuts are.
package struct TaskPaging: Sendable {
    /// The most rows of the first page where there are several, and of all where there is one.
    private static let newestRows = 100, mostRows = 200

    /// A page of the table.
    package struct Page: Sendable {
        /// Its tasks, as places in the list.
        package let rows: Range<Int>
        /// Where it goes: `tasks.html`, `tasks-2.html`, then `tasks-20261122-080000.html` …
        package let path: String
        /// Whether it changes with every report.
        let isOpen: Bool
        /// From the oldest of its tasks to the newest; `nil` where no time is known.
        let span: TimeSpan?
    }

    /// A part of the table that the search loads by itself; it is cut by time as pages are, into larger parts.
    package struct Part: Sendable {
        /// Its tasks, as places in the list.
        package let rows: Range<Int>
        /// When its part of time begins, `20261122-080000`; `nil` of what is on pages that change with every report.
        package let name: String?
    }

    /// The pages; one that is empty where there are no tasks.
    package let pages: [Page]
    /// The parts, newest first; none where there are no tasks.
    package let parts: [Part]
    private let pageOfTask: [TaskID: Int]

    /// Takes the tasks newest first, and pages that have so much room.
    init(_ tasks: [TaskRow], families: TaskFamilies = TaskFamilies([]), room: PageRoom = .endless) {
        let weights = TaskWeights(tasks, families: families, room: room)
        let newest =
            weights.fits(tasks.indices, rows: Self.mostRows)
            ? tasks.count : weights.longest(from: 0, rows: Self.newestRows)
        var pages = [Page(0..<newest, of: tasks, path: "tasks.html", isOpen: true)]
        for cut in TimeCuts(tasks, weights: weights).cuts where cut.rows.upperBound > newest {
            let isSecond = pages.count == 1
            let rows = max(cut.rows.lowerBound, newest)..<cut.rows.upperBound
            let path = isSecond ? "tasks-2.html" : "tasks-\(cut.name).html"
            pages.append(Page(rows, of: tasks, path: path, isOpen: isSecond))
        }
        let open = pages.prefix(2).last { $0.isOpen }?.rows.upperBound ?? 0
        var parts = tasks.isEmpty ? [] : [Part(rows: 0..<open, name: nil)]
        let cuts = TimeCuts(tasks, weights: TaskWeights(weightless: tasks.count), mostRows: TimeCuts.rowsOfPart).cuts
        for cut in cuts where cut.rows.upperBound > open {
            parts.append(Part(rows: max(cut.rows.lowerBound, open)..<cut.rows.upperBound, name: cut.name))
        }
        self.parts = parts
        var places: [TaskID: Int] = [:]
        places.reserveCapacity(tasks.count)
        for (number, page) in pages.enumerated() {
            for place in page.rows where places[tasks[place].id] == nil { places[tasks[place].id] = number }
        }
        self.pages = pages
        pageOfTask = places
    }

    /// The pages that some rows are on, each with how many of these.
    package func pages(of rows: Range<Int>) -> [(path: String, rows: Int)] {
        pages.compactMap { page in
            let own = page.rows.clamped(to: rows)
            return own.isEmpty ? nil : (page.path, own.count)
        }
    }

    /// The pages that one of them links to by their numbers: the first, the last and those beside it; `nil` for a gap.
    func linked(from page: Int) -> [Int?] {
        let near = Set([0, 1, 2, page - 1, page, page + 1, pages.count - 3, pages.count - 2, pages.count - 1])
        var linked: [Int?] = []
        for index in pages.indices {
            // A gap of one takes as much room as its number.
            if near.contains(index) || near.contains(index - 1) && near.contains(index + 1) {
                linked.append(index)
            } else if linked.last != .some(nil) {
                linked.append(nil)
            }
        }
        return linked
    }

    /// The path of the page that shows a task; `nil` where it isn't listed.
    func page(of id: TaskID) -> String? { pageOfTask[id].map { pages[$0].path } }
}

extension TaskPaging.Page {
    fileprivate init(_ rows: Range<Int>, of tasks: [TaskRow], path: String, isOpen: Bool) {
        self.rows = rows
        self.path = path
        self.isOpen = isOpen
        var (oldest, newest): (Instant?, Instant?)
        for place in rows {
            guard let time = tasks[place].time else { continue }
            oldest = min(oldest ?? time, time)
            newest = max(newest ?? time, time)
        }
        span = oldest.flatMap { oldest in newest.map { TimeSpan(since: oldest, until: $0) } }
    }
}
