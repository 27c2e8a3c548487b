import Celery
import Decoding

/// What is asked beside the list of queues: what a list without statistics lacks, and what no list has.
extension RabbitMQBroker {
    /// How many queues' own samples are read.
    private static let sampledQueues = 20
    /// How many queues are counted one by one.
    private static let countedQueues = 2000

    /// How many messages wait in each of these queues, and how many consume it, by asking for one after the other;
    /// `nil` for one that is gone, or belongs to another connection.
    func count(_ names: [String]) async throws(BrokerError) -> [(name: String, count: (ready: Int, consumers: Int)?)] {
        guard !names.isEmpty else { return [] }
        let connection = try await connect()
        var counts: [(name: String, count: (ready: Int, consumers: Int)?)] = []
        do throws(BrokerError) {
            for name in names { counts.append((name, try await count(name, connection))) }
        } catch {
            await connection.close()
            throw error
        }
        await connection.close()
        return counts
    }

    /// The tasks that wait for their ETA in the broker itself, by asking for its levels one after the other; `nil`
    /// where nobody made them, or nothing waits.
    func countDelays() async throws(BrokerError) -> QueueContent? {
        let names = InternalQueues.delayLevels
        guard let last = names.last, try await count([last]).first?.count != nil else { return nil }
        var levels: [Int: Int] = [:]
        for (level, counted) in try await count(names).enumerated() {
            guard let ready = counted.count?.ready else { return nil }
            if ready > 0 { levels[level] = ready }
        }
        guard !levels.isEmpty else { return nil }
        var content = QueueContent(
            name: "celery_delayed", type: "delayed", ready: levels.values.reduce(0, +), unacknowledged: 0)
        (content.role, content.levels) = (.delay, levels)
        return content
    }

    private func count(
        _ name: String, _ connection: AMQPConnection
    ) async throws(BrokerError) -> (ready: Int, consumers: Int)? {
        guard name.utf8.count <= 255 else { return nil }
        do throws(BrokerError) {
            guard
                case .declared(let ready, let consumers) = try await connection.ask(
                    .find(queue: name), on: Self.searchChannel)
            else { return nil }
            return (ready, consumers)
        } catch {
            switch error {
            case .missing, .refused, .notPermitted: return nil
            default: throw error
            }
        }
    }

    /// Counts what the list says nothing of: queues that came up a moment ago, and all of them on a server that keeps
    /// no statistics.
    func complete(_ survey: inout QueueSurvey, _ management: RabbitMQManagement) async throws(BrokerError) {
        let unknown = survey.reading.queues.indices.filter { survey.reading.queues[$0].ready == nil }
        if !unknown.isEmpty {
            if try await !management.keepsStatistics() { survey.notes.append(.noStatistics) }
            let totals = Dictionary(
                try await management.totals().map { ($0.name.exact, $0) }, uniquingKeysWith: { first, _ in first })
            let counted = unknown.prefix(Self.countedQueues).map { survey.reading.queues[$0].name }
            let counts = Dictionary(
                try await count(counted).map { ($0.name.exact, $0.count) }, uniquingKeysWith: { first, _ in first })
            for index in unknown { survey.reading.queues[index].take(totals, counts) }
        }
        let inFlight = survey.reading.queues.map(\.unacknowledged)
        survey.unacknowledgedTotal = inFlight.contains(nil) ? nil : inFlight.reduce(0) { $0 + ($1 ?? 0) }
        // Which messages are in flight the server tells nobody, unless there are none.
        survey.unacknowledged = survey.unacknowledgedTotal == 0 ? [] : nil
    }

    /// Says where tasks go that wait for their ETA in the broker: they come to `celery_delayed_delivery`, which hands
    /// them on by `#.` and the key that they were sent with, and that is a queue's name wherever nobody chose another.
    func addDestinations(to survey: inout QueueSurvey, _ management: RabbitMQManagement) async throws(BrokerError) {
        let names = Set(survey.reading.queues.map(\.name.exact))
        for index in survey.reading.queues.indices where survey.reading.queues[index].role == .delay {
            let keys: [String]
            do {
                keys = try await management.keys(of: survey.reading.queues[index].name + "_delivery")
            } catch .missing {
                continue
            }
            let queues = Set(keys.map { ($0.hasPrefix("#.") ? String($0.dropFirst(2)) : $0).exact })
            guard queues.isSubset(of: names) else { continue }
            survey.reading.queues[index].destinations = queues.sorted().map(\.text)
        }
    }

    /// Marks the queues that take what others have given up.
    func markDeadLetters(
        in survey: inout QueueSurvey, _ selection: QueueSelection, _ management: RabbitMQManagement
    ) async throws(BrokerError) {
        var bindings: [String: [ManagedRoute]] = [:]
        for exchange in Set(selection.queues.compactMap(\.deadLetterExchange)).sorted() where !exchange.isEmpty {
            do { bindings[exchange] = try await management.routes(of: exchange) } catch .missing { continue }
        }
        let graves = Set(selection.queues.flatMap { $0.graves(among: bindings) }.map(\.exact))
        for index in survey.reading.queues.indices where graves.contains(survey.reading.queues[index].name.exact) {
            survey.reading.queues[index].role = .deadLetters
        }
    }

    /// Adds what the server itself sampled, as far as it is to be had; the counts are good without.
    func addSamples(to survey: inout QueueSurvey, _ management: RabbitMQManagement) async throws(BrokerError) {
        guard !survey.notes.contains(.noStatistics) else { return }
        let tasks = survey.reading.queues.filter { $0.role != .delay }
        do throws(BrokerError) {
            let waiting = tasks.filter { ($0.ready ?? 0) > 0 && ($0.consumers ?? 0) > 0 }
            let standstills = try await management.standstills(of: fullest(waiting), by: .now + .seconds(3))
            for index in survey.reading.queues.indices {
                survey.reading.queues[index].standstill = standstills[survey.reading.queues[index].name.exact]
            }
            survey.samples = try await management.samples(of: fullest(tasks), by: .now + .seconds(3))
            survey.samples += try await management.traffic(of: Set(tasks.map(\.name.exact)), by: .now + .seconds(3))
        } catch {
            if error == .cancelled { throw error }
            survey.notes.append(.samplesUnreadable(error.description))
        }
    }

    private func fullest(_ queues: [QueueContent]) -> [String] {
        let ranked = queues.sorted {
            let (one, other) = (($0.ready ?? 0) + ($0.unacknowledged ?? 0), ($1.ready ?? 0) + ($1.unacknowledged ?? 0))
            return one != other ? one > other : $0.name < $1.name
        }
        return ranked.prefix(Self.sampledQueues).map(\.name)
    }
}

extension QueueContent {
    /// Takes in what was counted; a sum over several queues, which nobody asked for by its name, takes their sum.
    fileprivate mutating func take(
        _ totals: [ExactText: ManagedQueue], _ counts: [ExactText: (ready: Int, consumers: Int)?]
    ) {
        if role == .delay {
            let queues = totals.values.filter { InternalQueues.delays(of: $0.name) == name }
            let counts = queues.map(\.ready)
            ready = counts.isEmpty || counts.contains(nil) ? nil : counts.reduce(0) { $0 + ($1 ?? 0) }
            levels = .init(delays: queues)
            return
        }
        let count = counts[name.exact] ?? nil
        ready = count?.ready ?? totals[name.exact]?.ready
        consumers = consumers ?? count?.consumers
        unacknowledged = unacknowledged ?? totals[name.exact]?.unacknowledged
    }
}

extension ManagedQueue {
    /// Where messages go that are rejected, too many, or too old; `nil` for nowhere.
    fileprivate var deadLetterExchange: String? { setting("dead-letter-exchange") }

    /// The queues that take what this one gives up.
    ///
    /// Of one whose messages are to grow old these are no dead letters: it is a waiting room, and they go on from
    /// there.
    fileprivate func graves(among bindings: [String: [ManagedRoute]]) -> [String] {
        guard let exchange = deadLetterExchange, setting("message-ttl") == nil else { return [] }
        let key = setting("dead-letter-routing-key")
        if exchange.isEmpty { return [key].compactMap(\.self).filter { $0 != name } }
        let led = (bindings[exchange] ?? []).filter { key == nil || $0.routingKey == key || $0.isPattern }
        return led.map(\.queue).filter { $0 != name }
    }

    /// What it was declared with, or else what a policy lays down.
    private func setting(_ name: String) -> String? {
        (arguments.first { $0.name == "x-" + name } ?? rules.first { $0.name == name })?.value
    }
}

extension ManagedRoute {
    fileprivate var isPattern: Bool { routingKey.contains("#") || routingKey.contains("*") || routingKey.isEmpty }
}
