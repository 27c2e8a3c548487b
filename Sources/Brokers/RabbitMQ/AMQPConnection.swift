import CRabbitMQ

/// One connection to a RabbitMQ server; owns the stream, and the memory that frames are decoded in.
///
/// One method is asked at a time; what is delivered meanwhile waits for `receive`. After an error that isn't the end of
/// a channel it is broken, and every further call says `.closed`.
actor AMQPConnection {
    private let executor: QueueExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// What errors call the server.
    nonisolated let name: String
    private let options: StreamOptions
    private let pool = AMQPPool()
    private var stream: ByteStream?
    private var input: [UInt8] = []
    private var position = 0
    private var drafts: [UInt16: AMQPMessageDraft] = [:]
    private var arrived: [AMQPMessage] = []
    private var openChannels: Set<UInt16> = []
    private var frameSize = 4096
    private var heartbeat = AMQPHeartbeat(interval: .zero)

    /// The server's product and version; `nil` where it didn't say.
    private(set) var server: String?
    /// Why the server takes nothing that is published, and so hears nothing of us; `nil` while it does.
    private var blockade: String?

    private init(name: String, options: StreamOptions) {
        // A queue of its own for each: one that waits must not hold up another.
        executor = QueueExecutor(label: "amqp")
        self.name = name
        self.options = options
    }

    /// Connects, logs in, and opens the virtual host.
    static func open(_ url: BrokerURL, options: StreamOptions) async throws(BrokerError) -> AMQPConnection {
        let connection = AMQPConnection(name: url.description, options: options)
        try await connection.connect(url)
        return connection
    }

    private func connect(_ url: BrokerURL) throws(BrokerError) {
        let deadline = ContinuousClock.now + options.connectTimeout
        let stream = try ByteStream(url, name: name, options: options)
        try stream.connect(by: deadline)
        self.stream = stream
        try send(Array("AMQP".utf8) + [0, 0, 9, 1], by: deadline)
        guard case .start(let server, let mechanisms) = try answer(on: 0, by: deadline) else {
            throw breaking(.otherProtocol(broker: name))
        }
        self.server = server
        guard mechanisms.contains("PLAIN") else {
            throw breaking(.refused(broker: name, reason: "no login by user and password"))
        }
        let login = AMQPMethod.login(user: url.user ?? "guest", password: url.password?.revealed ?? "guest")
        let proposal: AMQPAnswer
        do {
            proposal = try ask(login, on: 0, by: deadline)
        } catch .notPermitted { throw .passwordRefused(broker: name) }
        guard case .tune(let channels, let frameSize, let interval) = proposal else {
            throw breaking(.otherProtocol(broker: name))
        }
        try agree(channels: channels, frameSize: frameSize, heartbeat: interval, by: deadline)
        guard case .named(let virtualHost) = url.virtualHost else { throw breaking(.otherProtocol(broker: name)) }
        do {
            _ = try ask(.open(virtualHost: virtualHost), on: 0, by: deadline)
        } catch .closed { throw .refused(broker: name, reason: "it closed the connection at the virtual host's name") }
    }

    private func agree(
        channels: UInt16, frameSize proposed: UInt32, heartbeat interval: UInt16, by deadline: ContinuousClock.Instant
    ) throws(BrokerError) {
        frameSize = proposed == 0 ? AMQPFrame.sizeLimit : min(Int(proposed), AMQPFrame.sizeLimit)
        let seconds = interval == 0 ? AMQPHeartbeat.seconds : min(interval, AMQPHeartbeat.seconds)
        let agreed = AMQPMethod.agree(channels: channels, frameSize: UInt32(frameSize), heartbeat: seconds)
        try send(AMQPFrame(kind: .method, channel: 0, payload: agreed.payload).wireFormat, by: deadline)
        heartbeat = AMQPHeartbeat(interval: .seconds(Int(seconds)))
    }

    /// Closes the connection, and with it what is its own on the server; what comes after it fails.
    func close() {
        guard stream != nil else { return }
        // There is nothing left to do against a server that doesn't answer, and one that takes no messages doesn't hear
        // this either: it sees that the connection is gone.
        if blockade == nil { _ = try? ask(.close, on: 0, by: .now + min(options.responseTimeout, .seconds(1))) }
        stream = nil
    }

    /// Sends a method and waits for its answer; opens the channel first where it isn't open.
    ///
    /// An error of the server's that ends only the channel is thrown, and the connection stays good.
    @discardableResult
    func ask(_ method: AMQPMethod, on channel: UInt16) throws(BrokerError) -> AMQPAnswer {
        let deadline = ContinuousClock.now + options.responseTimeout
        if openChannels.insert(channel).inserted {
            _ = try ask(.openChannel, on: channel, by: deadline)
        }
        return try ask(method, on: channel, by: deadline)
    }

    /// Sends a method that has no answer.
    func tell(_ method: AMQPMethod, on channel: UInt16) throws(BrokerError) {
        try send(
            AMQPFrame(kind: .method, channel: channel, payload: method.payload).wireFormat,
            by: .now + options.responseTimeout)
    }

    /// Publishes a transient message of JSON; the channel has to be open.
    func publish(
        _ body: [UInt8], to exchange: String, routingKey: String = "", headers: [(name: String, value: AMQPValue)],
        on channel: UInt16
    ) throws(BrokerError) {
        let method = AMQPMethod.publish(exchange: exchange, routingKey: routingKey)
        let properties = AMQPMethod.properties(size: body.count, headers: headers)
        var bytes = AMQPFrame(kind: .method, channel: channel, payload: method.payload).wireFormat
        bytes += AMQPFrame(kind: .header, channel: channel, payload: properties).wireFormat
        let room = frameSize - AMQPFrame.overhead
        for start in stride(from: 0, to: body.count, by: room) {
            let piece = Array(body[start..<min(start + room, body.count)])
            bytes += AMQPFrame(kind: .body, channel: channel, payload: piece).wireFormat
        }
        try send(bytes, by: .now + options.responseTimeout)
    }

    /// What has been delivered, up to about a megabyte; waits for the first of it, and returns nothing at the deadline.
    func receive(until deadline: ContinuousClock.Instant) throws(BrokerError) -> [AMQPMessage] {
        // Where there is always more to read, nobody waits.
        try keepAlive()
        var passes = 0
        while arrived.isEmpty || passes < 16 {
            if let (channel, answer) = try takeFrame() {
                try settle(answer, on: channel)
            } else if try !fill() {
                if !arrived.isEmpty { break }
                guard try wait(until: deadline) else { return [] }
            } else {
                passes += 1
            }
        }
        defer { arrived = [] }
        return arrived
    }

    private func ask(
        _ method: AMQPMethod, on channel: UInt16, by deadline: ContinuousClock.Instant
    ) throws(BrokerError) -> AMQPAnswer {
        try send(AMQPFrame(kind: .method, channel: channel, payload: method.payload).wireFormat, by: deadline)
        return try answer(on: channel, by: deadline)
    }

    private func answer(on channel: UInt16, by deadline: ContinuousClock.Instant) throws(BrokerError) -> AMQPAnswer {
        while true {
            if let (source, answer) = try takeFrame() {
                if try settle(answer, on: source), source == channel { return answer }
            } else if let blockade {
                // It reads nothing more from a connection that has published.
                throw .blocked(broker: name, reason: blockade)
            } else if try !fill(), try !wait(until: deadline) {
                throw breaking(.timedOut(broker: name))
            }
        }
    }

    /// Acts on what the server says without being asked; returns whether it is an answer.
    @discardableResult
    private func settle(_ answer: AMQPAnswer, on channel: UInt16) throws(BrokerError) -> Bool {
        switch answer {
        case .close(let closing):
            // It is gone whether or not this is heard.
            try? tell(.closeOk, on: 0)
            throw breaking(BrokerError(closing, broker: name))
        case .channelClose(let closing):
            try tell(.channelCloseOk, on: channel)
            openChannels.remove(channel)
            drafts[channel] = nil
            throw BrokerError(closing, broker: name)
        case .blocked(let reason): blockade = reason
        case .unblocked: blockade = nil
        case .delivery(let tag, let exchange): drafts[channel] = AMQPMessageDraft(tag: tag, exchange: exchange)
        case .cancelled: throw breaking(.dismissed(broker: name, reason: "the queue that was listened to is gone"))
        case .start, .tune, .declared, .done: return true
        }
        return false
    }

    /// The next method that has arrived; parts of messages are put together on the way.
    private func takeFrame() throws(BrokerError) -> (channel: UInt16, answer: AMQPAnswer)? {
        do throws(AMQPFrame.Violation) {
            while let frame = try AMQPFrame.next(in: input, at: &position) {
                pool.recycle()
                switch frame.kind {
                case .method:
                    guard let answer = AMQPAnswer(frame.payload, pool) else { throw AMQPFrame.Violation() }
                    return (frame.channel, answer)
                case .header: try drafts[frame.channel]?.take(header: frame.payload, pool)
                case .body: try drafts[frame.channel]?.take(body: frame.payload)
                case .heartbeat: continue
                }
                if let message = drafts[frame.channel]?.message {
                    arrived.append(message)
                    drafts[frame.channel] = nil
                }
            }
        } catch { throw breaking(.otherProtocol(broker: name)) }
        input.removeFirst(position)
        position = 0
        return nil
    }

    /// Takes in what is there; `false` where nothing is.
    private func fill() throws(BrokerError) -> Bool {
        guard let stream else { throw .closed(broker: name) }
        do {
            let isSomething = try stream.receive { bytes throws(BrokerError) in input.append(contentsOf: bytes) }
            if isSomething { heartbeat.noteHeard() }
            return isSomething
        } catch { throw breaking(error) }
    }

    /// Waits for something to arrive; `false` at the deadline. Keeps the connection alive meanwhile.
    private func wait(until deadline: ContinuousClock.Instant) throws(BrokerError) -> Bool {
        guard let stream else { throw .closed(broker: name) }
        while true {
            if heartbeat.isSilent { throw breaking(.timedOut(broker: name)) }
            try keepAlive()
            do {
                if try stream.waitForInput(until: min(deadline, heartbeat.next)) { return true }
            } catch { throw breaking(error) }
            if ContinuousClock.now >= deadline { return false }
        }
    }

    /// Says that we are there, when it is time to.
    private func keepAlive() throws(BrokerError) {
        guard heartbeat.isDue else { return }
        try send(AMQPHeartbeat.frame.wireFormat, by: .now + options.responseTimeout)
    }

    private func send(_ bytes: [UInt8], by deadline: ContinuousClock.Instant) throws(BrokerError) {
        guard let stream else { throw .closed(broker: name) }
        do { try stream.send(bytes, by: deadline) } catch { throw breaking(error) }
        heartbeat.noteSent()
    }

    private func breaking(_ error: BrokerError) -> BrokerError {
        stream = nil
        return error
    }
}
