/// One connection to a Redis server; owns the stream and the parser.
///
/// After an error that isn't an answer of the server's it is broken, and every further call says `.closed`.
actor RedisConnection {
    private let executor: QueueExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// What errors call the server.
    nonisolated let name: String
    private let options: StreamOptions
    private let reader = RedisReader()
    private var stream: ByteStream?

    /// Prepares a connection; `name` is what errors call the server.
    init(name: String, options: StreamOptions) {
        // A queue of its own for each: one that waits must not hold up another.
        executor = QueueExecutor(label: "redis")
        self.name = name
        self.options = options
    }

    /// Connects, logs in, chooses the database, and asks `commands` in the same breath; where Sentinels are named, of
    /// the master.
    static func open(
        _ url: BrokerURL, options: StreamOptions, sentinels: SentinelOptions = SentinelOptions(),
        asking commands: [RedisCommand] = []
    ) async throws(BrokerError) -> RedisConnection {
        guard url.sentinels.isEmpty else {
            return try await RedisSentinels(url, told: sentinels, options: options).connect(asking: commands)
        }
        let connection = RedisConnection(name: url.description, options: options)
        _ = try await connection.connect(url, asking: commands)
        return connection
    }

    /// Connects to the very server that is named; one that answers late still gets `commands`.
    func connect(_ url: BrokerURL, asking commands: [RedisCommand] = []) throws(BrokerError) -> [RedisReply] {
        let deadline = ContinuousClock.now + options.connectTimeout
        let stream = try ByteStream(url, name: name, options: options)
        try stream.connect(by: deadline)
        self.stream = stream
        let greeting = RedisGreeting(url)
        try send(greeting.commands + commands, by: deadline)
        for index in greeting.commands.indices {
            let reply = try answer(by: deadline)
            do { try greeting.check(reply, to: index, broker: name) } catch { throw breaking(error) }
        }
        return try answers(to: commands, by: deadline)
    }

    /// Closes the connection; what comes after it fails.
    func close() {
        stream = nil
    }

    /// Sends one command and waits for its answer; an error that the server answers is thrown.
    func ask(_ command: RedisCommand, within limit: Duration? = nil) throws(BrokerError) -> RedisReply {
        let reply = try ask([command], within: limit)[0]
        if case .error(let text) = reply { throw BrokerError(redis: text, command: command.name, broker: name) }
        return reply
    }

    /// Sends commands in one go and waits for all of their answers, errors of the server's among them.
    func ask(_ commands: [RedisCommand], within limit: Duration? = nil) throws(BrokerError) -> [RedisReply] {
        let deadline = ContinuousClock.now + (limit ?? options.responseTimeout)
        try send(commands, by: deadline)
        return try answers(to: commands, by: deadline)
    }

    /// Sends commands whose answers `receive` will hand over.
    func send(_ commands: [RedisCommand]) throws(BrokerError) {
        try send(commands, by: .now + options.responseTimeout)
    }

    /// What has arrived, up to about a megabyte; waits for the first of it, and returns nothing at the deadline.
    func receive(until deadline: ContinuousClock.Instant) throws(BrokerError) -> [RedisReply] {
        guard let first = try next(by: deadline) else { return [] }
        var replies = [first]
        var passes = 0
        while passes < 16 {
            while let reply = try parsed() { replies.append(reply) }
            guard try fill() else { break }
            passes += 1
        }
        return replies
    }

    private func send(_ commands: [RedisCommand], by deadline: ContinuousClock.Instant) throws(BrokerError) {
        guard let stream else { throw .closed(broker: name) }
        do { try stream.send(commands.flatMap(\.wireFormat), by: deadline) } catch { throw breaking(error) }
    }

    private func answers(
        to commands: [RedisCommand], by deadline: ContinuousClock.Instant
    ) throws(BrokerError) -> [RedisReply] {
        var replies: [RedisReply] = []
        while replies.count < commands.count { replies.append(try answer(by: deadline)) }
        return replies
    }

    private func answer(by deadline: ContinuousClock.Instant) throws(BrokerError) -> RedisReply {
        guard let reply = try next(by: deadline) else { throw breaking(.timedOut(broker: name)) }
        return reply
    }

    private func next(by deadline: ContinuousClock.Instant) throws(BrokerError) -> RedisReply? {
        while true {
            if let reply = try parsed() { return reply }
            guard let stream else { throw .closed(broker: name) }
            do {
                guard try stream.waitForInput(until: deadline) else { return nil }
            } catch { throw breaking(error) }
            _ = try fill()
            // What never ends comes without a pause, too.
            if ContinuousClock.now >= deadline { return try parsed() }
        }
    }

    private func parsed() throws(BrokerError) -> RedisReply? {
        do { return try reader.next() } catch { throw breaking(.otherProtocol(broker: name)) }
    }

    private func fill() throws(BrokerError) -> Bool {
        guard let stream else { throw .closed(broker: name) }
        do { return try stream.receive { bytes throws(BrokerError) in try feed(bytes) } } catch {
            throw breaking(error)
        }
    }

    private func feed(_ bytes: UnsafeRawBufferPointer) throws(BrokerError) {
        do { try reader.feed(bytes) } catch { throw .otherProtocol(broker: name) }
    }

    private func breaking(_ error: BrokerError) -> BrokerError {
        stream = nil
        return error
    }
}
