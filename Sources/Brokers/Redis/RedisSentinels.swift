/// Finds the master of a Redis that Sentinels watch, as Redis' own "Guidelines for Redis clients with support for Redis
/// Sentinel" have it: one Sentinel after the other is asked, and who is said to be the master has to agree.
struct RedisSentinels: Sendable {
    private let url: BrokerURL
    private let told: SentinelOptions
    private let options: StreamOptions

    /// The Sentinels that an address names, and what they are to be told.
    init(_ url: BrokerURL, told: SentinelOptions, options: StreamOptions) {
        self.url = url
        self.told = told
        self.options = options
    }

    /// Connects to the master, logs in, chooses the database, and asks `commands` in the same breath.
    func connect(asking commands: [RedisCommand]) async throws(BrokerError) -> RedisConnection {
        var tried: Set<Endpoint> = []
        var failure: BrokerError?
        for sentinel in url.sentinels {
            do throws(BrokerError) {
                let place = try await master(accordingTo: sentinel)
                guard tried.insert(place).inserted else { continue }
                return try await connect(to: place, asking: commands)
            } catch {
                if error == .cancelled { throw error }
                // What was answered says more than that nobody did.
                if failure?.isAnswer != true { failure = error }
            }
        }
        throw failure ?? .unreachable(broker: url.description, reason: "no Sentinel is named")
    }

    private func connect(to place: Endpoint, asking commands: [RedisCommand]) async throws(BrokerError)
        -> RedisConnection
    {
        let master = url.master(at: place)
        let connection = try await RedisConnection.open(master, options: options, asking: commands)
        do throws(BrokerError) {
            let role = try await connection.ask(RedisCommand("ROLE")).array?.first?.text
            guard role == "master" else {
                throw .refused(broker: master.description, reason: "it is no master; a fail-over may be under way")
            }
        } catch {
            // Whoever may not ask this has to believe the Sentinels.
            guard case .notPermitted = error else {
                await connection.close()
                throw error
            }
        }
        return connection
    }

    /// Where one of them says the master is.
    private func master(accordingTo sentinel: Endpoint) async throws(BrokerError) -> Endpoint {
        let connection = RedisConnection(name: "sentinel://\(sentinel)", options: patience)
        _ = try await connection.connect(url.sentinel(at: sentinel, told))
        let name = try await self.name(connection)
        let answer = try await connection.ask(RedisCommand("SENTINEL", "GET-MASTER-ADDR-BY-NAME", name))
        await connection.close()
        guard let place = answer.array, place.count == 2, let host = place[0].text,
            let port = place[1].text.flatMap(Int.init)
        else {
            throw .missing(
                broker: connection.name, reason: "it watches no master named '\(name)'; see --sentinel-master")
        }
        return .tcp(host: host, port: port)
    }

    /// The name of the master: the one that was given, else that of the only one that there is.
    private func name(_ connection: RedisConnection) async throws(BrokerError) -> String {
        if let name = told.master { return name }
        let masters = try await connection.ask(RedisCommand("SENTINEL", "MASTERS")).array ?? []
        let names = masters.compactMap { Self.name(of: $0.array ?? []) }.sorted()
        guard let name = names.first, names.count == 1 else {
            let known = names.map { "'\($0)'" }.joined(separator: ", ")
            throw .missing(
                broker: connection.name,
                reason: names.isEmpty ? "it watches no master" : "it watches \(known); choose one by --sentinel-master")
        }
        return name
    }

    /// Of a master's fields, names and values by turns, its name.
    private static func name(of fields: [RedisReply]) -> String? {
        guard let index = fields.firstIndex(where: { $0.text == "name" }), index + 1 < fields.count else { return nil }
        return fields[index + 1].text
    }

    /// One that hangs leaves time for the others.
    private var patience: StreamOptions {
        var options = options
        options.connectTimeout = max(.milliseconds(500), options.connectTimeout / url.sentinels.count)
        options.responseTimeout = max(.milliseconds(500), options.responseTimeout / url.sentinels.count)
        return options
    }
}

extension BrokerError {
    /// Whether somebody answered.
    fileprivate var isAnswer: Bool {
        switch self {
        case .unreachable, .timedOut, .closed: false
        default: true
        }
    }
}
