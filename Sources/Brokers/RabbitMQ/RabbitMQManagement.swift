import Celery
import Decoding

/// What RabbitMQ's management API tells of one virtual host.
struct RabbitMQManagement: Sendable {
    private static let pageSize = 500
    /// More queues than this server's sort could serve: what claims to have more pages is no such server.
    private static let mostPages = 1000
    /// An hour of what passed through a queue has 10 kB.
    private static let (trafficPageSize, mostTrafficPages) = (100, 20)

    private let address: HTTPAddress
    /// The virtual host, plain and as it stands in a path.
    private let name: String
    private let virtualHost: String
    private var options: StreamOptions

    /// The API that the options name, or else the one where RabbitMQ has it by default, for the broker's own user.
    init(of url: BrokerURL, options: BrokerOptions, patience: Duration) {
        let named = options.management ?? HTTPAddress(root: Self.root(of: url), user: nil, password: nil)
        address = HTTPAddress(
            root: named.root, user: named.user ?? url.user ?? "guest",
            password: named.user == nil ? url.password ?? Password("guest") : named.password)
        name = if case .named(let name) = url.virtualHost { name } else { "" }
        virtualHost = PercentEncoding.encode(name)
        self.options = options.stream.within(patience)
        self.options.tls = url.tls(options.stream.tls)
    }

    /// All queues, with their sizes of the last minute where that is asked for.
    func queues(withSizes: Bool = false) async throws(BrokerError) -> [ManagedQueue] {
        try await queues(
            "&columns=\(ManagedQueue.columns.joined(separator: ","))"
                + (withSizes ? "&lengths_age=60&lengths_incr=5" : ""))
    }

    /// All queues with nothing but how many messages they have, which also a server knows that keeps no statistics.
    func totals() async throws(BrokerError) -> [ManagedQueue] {
        try await queues(
            "&disable_stats=true&enable_queue_totals=true&columns=name,messages_ready,messages_unacknowledged")
    }

    /// Whether the server counts what its queues hold, and what passes through them.
    func keepsStatistics() async throws(BrokerError) -> Bool {
        let client = try HTTPClient(address, options: options)
        return try read(try await client.get("/api/overview?columns=disable_stats,rabbitmq_version")) {
            decoder, body throws(DecodingFailure) in try decoder.keepsStatistics(body)
        }
    }

    private func queues(_ query: String) async throws(BrokerError) -> [ManagedQueue] {
        let client = try HTTPClient(address, options: options)
        var queues: [ManagedQueue] = []
        var (page, pages) = (1, 1)
        while page <= min(pages, Self.mostPages) {
            let body: [UInt8]
            do {
                body = try await client.get(
                    "/api/queues/\(virtualHost)?page=\(page)&page_size=\(Self.pageSize)" + query)
            } catch .refused where page > 1 {
                // Queues have gone since the page before, and this page with them.
                break
            }
            let found = try read(body) { decoder, body throws(DecodingFailure) in try decoder.queues(body) }
            queues += found.queues
            pages = found.pages
            page += 1
        }
        return queues
    }

    /// How many messages a queue keeps, by its arguments or by a policy, whichever is less; `nil` for any number.
    func limit(of queue: String) async throws(BrokerError) -> Int? {
        let client = try HTTPClient(address, options: options)
        let path = "/api/queues/\(virtualHost)/\(PercentEncoding.encode(queue))"
        let body = try await client.get(path + "?columns=name,arguments,effective_policy_definition")
        let found = try read(body) { decoder, body throws(DecodingFailure) in try decoder.queue(body) }
        let limits = (found.rules + found.arguments).filter { ["max-length", "x-max-length"].contains($0.name) }
        return limits.compactMap { Int($0.value) }.min()
    }

    /// A queue, and what leads to it.
    func origin(
        of queue: String
    ) async throws(BrokerError) -> (queue: ManagedQueue, bindings: Set<ManagedBinding>) {
        let client = try HTTPClient(address, options: options)
        let path = "/api/queues/\(virtualHost)/\(PercentEncoding.encode(queue))"
        let described = try await client.get(path + "?columns=name,type,durable,exclusive,arguments")
        let found = try read(described) { decoder, body throws(DecodingFailure) in try decoder.queue(body) }
        let bindings = try read(try await client.get(path + "/bindings")) { decoder, body throws(DecodingFailure) in
            try decoder.sources(body)
        }
        return (found, Set(bindings))
    }

    /// What kind of exchange has a name.
    func kind(ofExchange name: String) async throws(BrokerError) -> (type: String, isDurable: Bool) {
        let client = try HTTPClient(address, options: options)
        let path = "/api/exchanges/\(virtualHost)/\(PercentEncoding.encode(name))"
        return try read(try await client.get(path)) { decoder, body throws(DecodingFailure) in
            try decoder.exchange(body)
        }
    }

    /// What leads from an exchange to queues.
    func routes(of exchange: String) async throws(BrokerError) -> [ManagedRoute] {
        let client = try HTTPClient(address, options: options)
        // The default exchange has a name of its own here.
        let name = PercentEncoding.encode(exchange.isEmpty ? "amq.default" : exchange)
        let path = "/api/exchanges/\(virtualHost)/\(name)/bindings/source"
        return try read(try await client.get(path)) { decoder, body throws(DecodingFailure) in
            try decoder.routes(body)
        }
    }

    /// By which keys an exchange hands on what comes to it.
    func keys(of exchange: String) async throws(BrokerError) -> [String] {
        let client = try HTTPClient(address, options: options)
        let path = "/api/exchanges/\(virtualHost)/\(PercentEncoding.encode(exchange))/bindings/source"
        return try read(try await client.get(path)) { decoder, body throws(DecodingFailure) in
            try decoder.keys(body)
        }
    }

    /// How many messages of all queues are delivered and not acknowledged; `nil` where the server keeps no such count.
    func backlog() async throws(BrokerError) -> Int? {
        let client = try HTTPClient(address, options: options)
        let body = try await client.get("/api/vhosts?columns=name,messages_unacknowledged")
        let kept = try read(body) { decoder, body throws(DecodingFailure) in
            try decoder.backlog(body, of: self.name)
        }
        if let kept { return kept }
        let counts = try await totals().map(\.unacknowledged)
        return counts.contains(nil) ? nil : counts.reduce(0) { $0 + ($1 ?? 0) }
    }

    /// How full queues were in the last hour, as far as the server keeps it, minute by minute; queues that there is no
    /// time for are left out.
    func samples(of queues: [String], by deadline: ContinuousClock.Instant) async throws(BrokerError) -> [Series] {
        let client = try HTTPClient(address, options: options)
        var series: [Series] = []
        for name in queues where ContinuousClock.now < deadline {
            let body = try await client.get(
                "/api/queues/\(virtualHost)/\(PercentEncoding.encode(name))?lengths_age=3600&lengths_incr=60"
                    + "&columns=messages_ready_details,messages_unacknowledged_details")
            let lengths = try read(body) { decoder, body throws(DecodingFailure) in try decoder.lengths(body) }
            for (measure, points) in [
                (Measure.queueReady, lengths.ready), (.queueUnacknowledged, lengths.unacknowledged),
            ]
            where !points.isEmpty {
                let labels = ["queue": name, "source": "management"]
                series.append(Series(measure, labels: labels, points: points))
            }
        }
        return series
    }

    /// For how many seconds of the last minute each of these queues had messages that wait and delivered none.
    func standstills(
        of queues: [String], by deadline: ContinuousClock.Instant
    ) async throws(BrokerError) -> [ExactText: Double] {
        let client = try HTTPClient(address, options: options)
        var found: [ExactText: Double] = [:]
        for name in queues where ContinuousClock.now < deadline {
            let body = try await client.get(
                "/api/queues/\(virtualHost)/\(PercentEncoding.encode(name))?lengths_age=60&lengths_incr=5"
                    + "&msg_rates_age=60&msg_rates_incr=5"
                    + "&columns=messages_ready_details.samples,message_stats.deliver_get_details.samples")
            found[name.exact] = try read(body) { decoder, body throws(DecodingFailure) in
                try decoder.standstill(body)
            }
        }
        return found
    }

    /// What passed through queues in the last hour, all of them together, as far as the server keeps it, minute by
    /// minute; nothing where there are more queues in the virtual host than there is time for.
    func traffic(of queues: Set<ExactText>, by deadline: ContinuousClock.Instant) async throws(BrokerError) -> [Series]
    {
        let client = try HTTPClient(address, options: options)
        var all = ManagedTrafficPage(counters: [:], pages: 1)
        var page = 1
        while page <= all.pages {
            guard ContinuousClock.now < deadline, all.pages <= Self.mostTrafficPages else { return [] }
            let body = try await client.get(
                "/api/queues/\(virtualHost)?page=\(page)&page_size=\(Self.trafficPageSize)"
                    + "&msg_rates_age=3600&msg_rates_incr=60&columns=name,message_stats.publish_details.samples,"
                    + "message_stats.deliver_get_details.samples,message_stats.ack_details.samples")
            let found = try read(body) { decoder, body throws(DecodingFailure) in try decoder.traffic(body) }
            all.counters.merge(found.counters) { $1 }
            all.pages = found.pages
            page += 1
        }
        let rates = all.rates(of: queues)
        return MessageRate.allCases.compactMap { way in
            rates[way].map { Series(.messages(way), labels: ["source": "management"], points: $0) }
        }
    }

    private func read<Value>(
        _ body: [UInt8], _ decode: (inout ManagementDecoder, [UInt8]) throws(DecodingFailure) -> Value
    ) throws(BrokerError) -> Value {
        var decoder = ManagementDecoder(now: .now)
        do throws(DecodingFailure) {
            return try decode(&decoder, body)
        } catch {
            throw .refused(broker: address.description, reason: "what answers is no management API: \(error)")
        }
    }

    private static func root(of url: BrokerURL) -> String {
        guard case .tcp(let host, _) = url.endpoint else { return "" }
        let place = host.contains(":") ? "[\(host)]" : host
        return url.isEncrypted ? "https://\(place):15671" : "http://\(place):15672"
    }
}
