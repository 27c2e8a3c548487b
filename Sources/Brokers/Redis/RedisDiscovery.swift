import Celery

/// Finds the queues of a database through the bindings that kombu keeps in it.
struct RedisDiscovery {
    /// How long to search for exchanges that nobody named.
    private static let searchTime = Duration.milliseconds(500)
    /// How many bindings of one exchange are looked at, in thousands.
    private static let pages = 20

    /// The queues that were found, those that Celery keeps for itself left out.
    private(set) var queues: Set<ExactText> = []
    /// The exchanges that have bindings.
    private(set) var exchanges: Set<String> = []
    /// The names that workers, dead ones among them, are bound to for remote control.
    private(set) var workers: Set<WorkerName> = []
    /// The bindings.
    private(set) var bindings: Set<Binding> = []
    /// What is to be known of the search.
    private(set) var notes: [QueueSurvey.Note] = []
    /// What is left out.
    let internalQueues: InternalQueues
    /// How the cluster names its keys: as we were told, but with the separator that its workers use.
    private(set) var layout: RedisLayout
    private let keys: RedisKeys
    private let options: BrokerOptions
    private var members: [String: [String]] = [:]
    private var hasTraces = false

    init(_ keys: RedisKeys, _ options: BrokerOptions) {
        self.keys = keys
        self.options = options
        internalQueues = InternalQueues(options)
        layout = options.layout
    }

    /// Looks at the exchanges that are known, and where it is asked for, for others.
    mutating func look(_ connection: RedisConnection, for request: QueueRequest) async throws(BrokerError) {
        var known = Set(request.exchanges).union(["celery"])
        known.formUnion(request.consumed.compactMap(\.exchange))
        if request.isSearching { known.formUnion(try await search(connection)) }
        known = known.filter { !internalQueues.contains(exchange: $0) }.union([options.controlExchange])
        try await read(connection, known.sorted())
        interpret()
        queues.formUnion(bindings.map(\.queue.exact))
        queues.formUnion(request.consumed.map(\.name.exact))
        queues = queues.filter { !internalQueues.contains(queue: $0.text) }
        let isSilent = queues.isEmpty && workers.isEmpty && !hasTraces
        if isSilent, !notes.contains(.searchCutShort) { notes.append(.nothingOfCelery) }
    }

    private mutating func search(_ connection: RedisConnection) async throws(BrokerError) -> Set<String> {
        let deadline = ContinuousClock.now + Self.searchTime
        var scan = RedisScan("SCAN", match: RedisKeys.escapingPattern(keys.bindingPrefix) + "*")
        var found: Set<String> = []
        while ContinuousClock.now < deadline {
            guard let page = try await scan.next(connection) else { break }
            found.formUnion(page.compactMap(\.text).map { String($0.dropFirst(keys.bindingPrefix.count)) })
        }
        if !scan.isFinished || scan.refusal != nil { notes.append(.searchCutShort) }
        hasTraces = !found.isEmpty
        return found
    }

    /// Reads the bindings of all exchanges side by side.
    private mutating func read(_ connection: RedisConnection, _ names: [String]) async throws(BrokerError) {
        var scans = names.map { (exchange: $0, scan: RedisScan("SSCAN", key: keys.binding($0))) }
        for _ in 0..<Self.pages where !scans.isEmpty {
            let replies = try await connection.ask(scans.compactMap { $0.scan.request(count: 1000) })
            for (index, reply) in replies.enumerated() {
                let members = scans[index].scan.take(reply) ?? []
                self.members[scans[index].exchange, default: []] += members.compactMap(\.text)
            }
            for (_, scan) in scans { try scan.assertPermitted(connection) }
            scans.removeAll { $0.scan.isFinished }
        }
        if !scans.isEmpty, !notes.contains(.searchCutShort) { notes.append(.searchCutShort) }
    }

    /// Makes bindings of the members that were read.
    private mutating func interpret() {
        let separators = RedisSeparators(controlMembers: members[options.controlExchange] ?? [], internalQueues)
        workers = separators.workers
        if case .one(let separator) = separators.verdict(heard: []), separator != layout.separator {
            layout.separator = separator
            notes.append(.otherSeparator(found: BrokerError.shown(separator: separator)))
        }
        for (exchange, members) in members where exchange != options.controlExchange {
            let found = members.compactMap { Binding(member: $0, exchange: exchange, separator: layout.separator) }
            bindings.formUnion(found)
            if !found.isEmpty { exchanges.insert(exchange) }
        }
    }
}

extension ConsumedQueue {
    /// The exchange that the worker says it is bound to.
    fileprivate var exchange: String? {
        attributes.first { $0.name == "exchange.name" || $0.name == "exchange" }?.value
    }
}
