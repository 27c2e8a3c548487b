import Celery
package import Templating

/// The names of a cluster by which somebody may look for it, and where on its site each leads.
package struct ClusterNames: Sendable {
    /// One of them.
    package struct Entry: TemplateRecord {
        /// As it is shown and searched.
        package let name: String
        /// Where it is told of, below the site's root; `nil` where nothing tells of it.
        package let href: String?

        /// What templates may name.
        package static let fields: [Field<Entry>] = [
            .code("name", "the name", \.name),
            .text("href", "where it is told of, below the cluster's address", \.href),
        ]
    }

    /// Its workers, queues and task types, each by name.
    package let workers, queues, types: [Entry]

    /// A name is cut here, in bytes.
    private static let mostBytes = 200

    /// A cluster that can't be read has none that anybody knew.
    init() { (workers, queues, types) = ([], [], []) }

    init(_ report: Report) {
        func entry(_ name: String, _ href: String?) -> Entry {
            Entry(name: Excerpt.shown(Excerpt.cell(name, limit: Self.mostBytes)), href: href)
        }
        let snapshot = report.snapshot
        workers = snapshot.workers.sorted { $0.name < $1.name }.map {
            entry($0.name.description, report.places.worker($0.name))
        }
        queues = snapshot.queues.sorted { $0.name.exact < $1.name.exact }.map {
            entry($0.name, "broker.html#\(Places.anchor(ofQueue: $0.name))")
        }
        types = snapshot.taskTypes.compactMap(\.name).sorted { $0.exact < $1.exact }.map {
            entry($0, TaskSearch([TaskSearch.Token.type($0)]).href)
        }
    }

    /// The longest of the lists.
    var longest: Int { max(workers.count, queues.count, types.count) }
}

/// The names of one kind, as a page lists them.
package struct NameGroup: TemplateRecord {
    let title: String
    let entries: [ClusterNames.Entry]
    let more: String?

    /// What templates may name.
    package static let fields: [Field<NameGroup>] = [
        .text("title", "of what they are the names", \.title),
        .list("entries", "the names", \.entries),
        .text("more", "how many more there are than the page has room for, in words", \.more),
    ]

    /// Lists so many names at most.
    init(_ title: String, _ all: [ClusterNames.Entry], rows: Int) {
        self.title = title
        entries = Array(all.prefix(rows))
        let rest = all.count - entries.count
        more = rest > 0 ? "\(Wording.count(rest)) more" : nil
    }
}
