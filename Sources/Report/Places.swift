import Celery

/// Where on the site each worker, queue and task is found; paths are relative to the site's root.
struct Places: Sendable {
    private let workers: [WorkerName: String]
    private let queues: Set<ExactText>
    private let failures: [ExactText: String]
    private let bursts: [Burst: String]
    private let taskPages: TaskPaging

    /// What a burst of failures is told by.
    private struct Burst: Hashable {
        let name: String?
        let exceptionType: String
    }

    init(snapshot: Snapshot, fleet: Fleet, taskPages: TaskPaging) {
        let paths = fleet.withPages.map { place in
            let name = snapshot.workers[place].name
            return (name, "workers/\(SafeName(name.description, isFile: true)).html")
        }
        workers = Dictionary(paths) { first, _ in first }
        queues = Set(snapshot.queues.map(\.name.exact))
        let groups = snapshot.failures.compactMap { group in group.name.map { ($0.exact, Self.anchor(of: group)) } }
        failures = Dictionary(groups) { largest, _ in largest }
        let dense = snapshot.failures.filter { $0.burst != nil }.map {
            (Burst(name: $0.name, exceptionType: $0.exceptionType), Self.anchor(of: $0))
        }
        bursts = Dictionary(dense) { largest, _ in largest }
        self.taskPages = taskPages
    }

    /// The page of a worker; `nil` where it has none.
    func worker(_ name: WorkerName?) -> String? { name.flatMap { workers[$0] } }

    /// Whether the page of the broker tells of a queue.
    func isListed(queue: String) -> Bool { queues.contains(queue.exact) }

    /// Where a task is told about in full; `nil` where it isn't listed.
    func task(_ id: TaskID?) -> String? {
        guard let id, let page = taskPages.page(of: id) else { return nil }
        return "\(page)#\(Self.anchor(of: id))"
    }

    /// A place, and what is found there.
    typealias Place = (href: String, noun: String)

    /// The place that tells more of what a finding is about, if there is one.
    func evidence(for finding: Finding) -> Place? {
        switch finding.code {
        case .queueWithoutConsumer, .queueGrowing, .messagesUnclaimed, .consumersStalled, .consumersDiffer:
            guard queues.contains(finding.subject.exact) else { return nil }
            return ("broker.html#\(Self.anchor(ofQueue: finding.subject))", "the queue")
        case .typeFailing, .taskUnregistered:
            return failures[finding.subject.exact].map { ("failures.html#\($0)", "the failures") }
        case .failureBurst:
            guard case .text(let exception?)? = finding.facts?["exception"] else { return nil }
            let name = finding.subject == exception ? nil : finding.subject
            return bursts[Burst(name: name, exceptionType: exception)].map { ("failures.html#\($0)", "the failures") }
        case .attemptsLost:
            return (TaskSearch([TaskSearch.Token.attempt(.lost, at: WorkerName(finding.subject))]).href, "the tasks")
        case .attemptsUnaccounted: return (TaskSearch([TaskSearch.Token.attempt(.unaccounted)]).href, "the tasks")
        case .taskRunTwice, .poisonMessage, .taskRunningLong:
            guard case .text(let id?)? = finding.facts?["task"] else { return nil }
            return task(TaskID(id)).map { ($0, "the task") }
        case .chordStuck:
            guard case .text(let root?)? = finding.facts?["root"] else { return nil }
            return (TaskSearch([("root", root)]).href, "its tasks")
        case .retryStorm: return (TaskSearch([.attempt(.retried), .type(finding.subject)]).href, "the tasks")
        case .sourceFailed, .sourcePartial, .inspectionIncomplete:
            return ("index.html#sources-title", "the sources")
        default: return workers[WorkerName(finding.subject)].map { ($0, "the worker") }
        }
    }

    /// The `id` of a task's element: its identifier wherever that is fit to be one.
    static func anchor(of id: TaskID) -> String { SafeName(id.description, isFile: false).description }

    /// The `id` of a queue's element.
    static func anchor(ofQueue name: String) -> String { "queue-\(SafeName(name, isFile: false))" }

    /// The `id` of a failure group's element.
    static func anchor(of group: FailureGroup) -> String {
        "failure-\(SafeName("\(group.name ?? "") \(group.exceptionType) \(group.fingerprint)", isFile: false))"
    }
}
