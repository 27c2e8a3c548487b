/// What of a cluster's texts is kept: applied to everything before it is stored anywhere.
package struct Privacy: Sendable {
    /// A column that can be left out.
    package enum Column: String, CaseIterable, Sendable { case args, kwargs, result, traceback }

    /// The columns that are left out.
    package let omitted: Set<Column>
    /// Whether the site is for strangers: nothing of arguments, results, exceptions' texts and hosts is kept.
    package let isPublic: Bool
    /// What was taken out so far.
    package private(set) var redactions: Snapshot.Redactions
    private let redactor: Redactor
    /// What of arguments stays for strangers: the digest of the one that reports are grouped by.
    package var mask: GroupMask?

    /// Sets what is kept.
    package init(names: [String] = [], omitted: Set<Column> = [], isPublic: Bool = false) {
        self.omitted = isPublic ? Set(Column.allCases) : omitted
        self.isPublic = isPublic
        redactor = Redactor(names: names)
        redactions = Snapshot.Redactions(omitted: self.omitted.map(\.rawValue).sorted(), isPublic: isPublic)
    }

    /// Takes out of an event what isn't to be kept.
    package mutating func clean(_ event: inout Event) {
        guard event.shared?.read({ isClean($0) }) == false, case .task(var task) = event else { return }
        clean(&task.facts)
        event = .task(task)
    }

    /// Whether nothing is to be taken out; most events are so, and need not be copied.
    private func isClean(_ facts: TaskFacts) -> Bool {
        guard omitted.isEmpty, !isPublic else { return false }
        return redactor.isHarmless(facts.args) && redactor.isHarmless(facts.kwargs)
            && redactor.isHarmless(facts.result) && redactor.isHarmless(facts.exception)
            && redactor.isHarmless(facts.traceback)
    }

    /// Takes out of everything else what isn't to be kept.
    package mutating func clean(_ evidence: inout Evidence) {
        for index in evidence.results.indices { clean(&evidence.results[index].facts) }
        if var messages = evidence.unacknowledged {
            for index in messages.indices { clean(&messages[index].facts) }
            evidence.unacknowledged = messages
        }
        for reading in evidence.queues.indices {
            for queue in evidence.queues[reading].queues.indices {
                guard var sample = evidence.queues[reading].queues[queue].sample else { continue }
                for message in sample.indices { clean(&sample[message].facts) }
                evidence.queues[reading].queues[queue].sample = sample
            }
        }
        guard var inspection = evidence.inspection else { return }
        for name in inspection.workers.keys { clean(&inspection.workers[name]) }
        evidence.inspection = inspection
    }

    /// Takes out of a broker's address what isn't to be kept: for strangers, the host.
    package func clean(_ broker: inout BrokerIdentity) {
        if isPublic { broker.url = "\(broker.transport)://\(Redactor.mark)" }
    }

    /// Takes out of what was said of a source what isn't to be kept: for strangers, addresses and paths, and whatever a
    /// server or the system said of what went wrong, which names hosts in ways that nobody foresees.
    package func clean(_ source: inout SourceReport) {
        if isPublic { source.detail = source.detail.forStrangers }
    }

    private mutating func clean(_ tasks: inout [HeldTask]?) {
        guard var cleaned = tasks else { return }
        for index in cleaned.indices {
            clean(&cleaned[index].facts)
            if isPublic { cleaned[index].processID = nil }
        }
        tasks = cleaned
    }

    /// Takes out of facts what isn't to be kept.
    package mutating func clean(_ facts: inout TaskFacts) {
        let masked = masked(&facts)
        if isPublic, facts.exception != nil || facts.traceback != nil {
            facts.exception = ExceptionText.type(traceback: facts.traceback, exception: facts.exception)
        }
        if omitted.contains(.args) { facts.args = nil }
        if omitted.contains(.kwargs) { facts.kwargs = nil }
        if let masked { if mask?.path.isPositional == true { facts.args = masked } else { facts.kwargs = masked } }
        if omitted.contains(.result) { facts.result = nil }
        if omitted.contains(.traceback) { facts.traceback = nil }
        redact(&facts.args)
        redact(&facts.kwargs)
        redact(&facts.result)
        redact(&facts.exception)
        redact(&facts.traceback)
    }

    /// Arguments in which nothing is left but the digest that stays.
    private mutating func masked(_ facts: inout TaskFacts) -> String? {
        guard isPublic, let mask else { return nil }
        redact(&facts.args)
        redact(&facts.kwargs)
        guard case .told(let value) = mask.path.value(of: facts) else { return nil }
        return mask.path.arguments(holding: mask.digest.word(for: value.text))
    }

    /// Takes out of what a worker holds what isn't to be kept.
    mutating func clean(_ worker: inout WorkerInspection?) {
        guard var answer = worker else { return }
        clean(&answer.active)
        clean(&answer.reserved)
        clean(&answer.scheduled)
        if isPublic {
            answer.broker = []
            answer.system = []
            answer.other = []
            answer.pool.removeAll { $0.name == "processes" }
            answer.processID = nil
        }
        worker = answer
    }

    /// Takes secrets out of a user's own words.
    mutating func clean(mark words: inout String) { words = redactor.redact(words, counts: &redactions.values) }

    private mutating func redact(_ text: inout String?) {
        guard let original = text else { return }
        text = redactor.redact(original, counts: &redactions.values)
    }
}
