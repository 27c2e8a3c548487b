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
    /// Whether its traceback is left out.
    var isBrief = false
    var sparkline: SparklineDrawing?
    var course: FailureCourse?
    var traits: [CommonTrait] = []

    /// What templates may name.
    package static let fields: [Field<FailureEntry>] = [
        .text("anchor", "the id of its element", \.anchor),
        .code("name", "the task type") { $0.group.name.map { Excerpt.cell($0, limit: 200) } },
        .code("type", "the exception's type") { Excerpt.cell($0.group.exceptionType, limit: 200) },
        .record("count", "how many") { Figure(count: $0.group.count, at: $0.search) },
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
        .record("sparkline", "its failures over time", \.sparkline),
        .record("course", "whether they go on, and whether they are new", \.course),
        .list("traits", "what most of its tasks have in common, what sets them apart first", \.traits),
        .truth("has_traits", "whether there is anything") { !$0.traits.isEmpty },
        .code("own_frames", "the application's own frames of the traceback, and what was raised") {
            $0.ownFrames?.text
        },
        .text("library_frames", "how many frames of libraries the traceback has besides") {
            $0.ownFrames.map { Wording.count($0.others, "frame") }
        },
        .code("fingerprint", "tells the places in the code apart", \.group.fingerprint),
    ]

    /// By the group; where no task says of which it is, by the type and the last part of the exception's, which is what
    /// its text begins with.
    private var search: String {
        guard group.id.isEmpty else { return TaskSearch([("failure", group.id)]).href }
        let exception = group.exceptionType.split(separator: ".").last.map { ("exception", String($0)) }
        let isTold = group.exception != nil && exception != nil
        let (field, value) = isTold ? exception ?? ("", "") : ("state", Outcome.failed.state)
        return TaskSearch([group.name.map { .type($0) }, .init(field: field, value: value)].compactMap(\.self)).href
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

    /// Without a frame of the application's own, or with no others, the traceback stands for itself.
    private var ownFrames: (text: String, others: Int)? {
        guard let whole = group.traceback, let frames = TracebackFrames(Excerpt.full(whole)),
            frames.others > 0
        else { return nil }
        return (Excerpt.ending(of: frames.own, lines: tracebackLines).text, frames.others)
    }

    private var traceback: (text: String, omitted: Int)? {
        isBrief ? nil : group.traceback.map { Excerpt.ending(of: Excerpt.full($0), lines: tracebackLines) }
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

    /// The same with what the listed tasks tell of each group.
    func detailedEntries(_ groups: ArraySlice<FailureGroup>, tracebackLines: Int) -> [FailureEntry] {
        zip(groups, entries(groups, tracebackLines: tracebackLines)).map { group, entry in
            var entry = entry
            let failed = digest.failures[group.id] ?? TaskDigest.Failed()
            entry.sparkline = sparkline(ofTimes: failed.times)
            entry.course = FailureCourse(group, in: snapshot, notation: notation)
            entry.traits = traits.of(group) {
                CommonTrait.all(
                    of: failed.places, among: group.name.flatMap { digest.ofFailingTypes[$0.exact] } ?? [],
                    tasks: snapshot.tasks)
            }
            return entry
        }
    }
}
