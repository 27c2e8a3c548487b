import Celery
package import Templating

/// Failures of one task type with one exception from one place, with one of them in full.
package struct FailureEntry: TemplateRecord {
    let group: FailureGroup
    let anchor: String
    let first: Timestamp?
    let last: Timestamp?
    let exampleHref: String?
    /// How many lines of the traceback are shown, the last ones.
    let tracebackLines: Int

    /// What templates may name.
    package static let fields: [Field<FailureEntry>] = [
        .text("anchor", "the id of its element", \.anchor),
        .code("name", "the task type") { $0.group.name.map { Excerpt.cell($0, limit: 200) } },
        .code("type", "the exception's type") { Excerpt.cell($0.group.exceptionType, limit: 200) },
        .record("count", "how many") { Figure(count: $0.group.count) },
        .text("count_text", "how many failures, in words") { Wording.count($0.group.count, "failure") },
        .record("first", "when the first ended", \.first),
        .record("last", "when the last ended", \.last),
        .truth("has_workers", "whether it is known on which workers") { !$0.group.workers.isEmpty },
        .codes("workers", "on which workers") { $0.workers },
        .text("more_workers", "how many workers are not named") { $0.moreWorkers },
        .text("from_results", "how many of them no event told of, as a sentence") {
            Self.fromResults($0.group.fromResults, of: $0.group.count)
        },
        .code("example", "the newest of them") { Excerpt.cell($0.group.example.description) },
        .text("search", "a search for such tasks, below the site's root") { $0.search },
        .text("example_href", "where it is told about, below the site's root", \.exampleHref),
        .fragment("example_link", "the same address, for Markdown", in: .markdown) {
            $0.exampleHref.map { Fragment(markdown: $0) }
        },
        .code("exception", "its exception") { $0.group.exception.map { Excerpt.full($0, limit: 2_000) } },
        .code("traceback", "its traceback, or the end of it") { $0.traceback?.text },
        .text("traceback_omitted", "how many lines of it came before") { $0.tracebackOmitted },
        .fragment("traceback_block", "the same as a block of code", in: .markdown) {
            $0.traceback.map { MarkdownBlock.code($0.text) }
        },
        .code("fingerprint", "tells the places in the code apart", \.group.fingerprint),
    ]

    /// By the type and the last part of the exception's, which is what its text begins with.
    private var search: String {
        let exception = group.exceptionType.split(separator: ".").last.map { ("exception", String($0)) }
        let type = group.name.map { ("name", $0) }
        let isTold = group.exception != nil && exception != nil
        let last = isTold ? exception : ("state", Outcome.failed.state)
        return TaskSearch([type, last].compactMap(\.self)).href
    }

    /// That some of the failures are no attempts that a worker was seen at, which is why sums of those don't count
    /// them.
    static func fromResults(_ count: Int, of all: Int) -> String? {
        guard count > 0 else { return nil }
        let some = count < all ? "\(Wording.count(count)) of them" : all == 1 ? "It" : "They"
        return "\(some) \(count == 1 ? "is" : "are") known from the stored \(count == 1 ? "result" : "results") alone, "
            + "and counted for no worker."
    }

    private static let mostWorkers = 12

    private var workers: [String] {
        group.workers.prefix(Self.mostWorkers).map { Excerpt.cell($0.description) }
    }

    private var moreWorkers: String? {
        let more = group.workers.count - Self.mostWorkers
        return more > 0 ? Wording.count(more) : nil
    }

    private var traceback: (text: String, omitted: Int)? {
        group.traceback.map { Excerpt.ending(of: Excerpt.full($0), lines: tracebackLines) }
    }

    private var tracebackOmitted: String? {
        traceback.flatMap { $0.omitted > 0 ? Wording.count($0.omitted, "line") : nil }
    }
}

extension Report {
    /// Some of the groups of failures as pages tell them.
    func entries(_ groups: ArraySlice<FailureGroup>, tracebackLines: Int = .max) -> [FailureEntry] {
        groups.map { group in
            FailureEntry(
                group: group, anchor: Places.anchor(of: group), first: notation.timestamp(group.first),
                last: notation.timestamp(group.last), exampleHref: places.task(group.example),
                tracebackLines: tracebackLines)
        }
    }
}
