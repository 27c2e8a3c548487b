import Celery
import Decoding

/// Reads stored results, those that are too large passed over.
struct ResultFetch: ~Copyable {
    /// Above how many bytes a result is passed over.
    private static let sizeLimit = 64 << 10
    /// How many bytes one MGET may ask for.
    private static let batchBytes = 256 << 10
    /// How many keys are dealt with in one go.
    private static let window = 500

    /// What was read.
    private(set) var report = ResultReport()
    /// Whether all of it was read.
    private(set) var isFinished = true
    private var decoder = ResultDecoder()
    /// What errors call the server.
    private let name: String
    /// Whether it is asked for several keys at once.
    private var takesSeveral = true

    init(from name: String) { self.name = name }

    /// Reads the results of these keys until the deadline.
    mutating func run(
        _ connection: RedisConnection, _ keys: [String], until deadline: ContinuousClock.Instant
    ) async throws(BrokerError) {
        for start in stride(from: 0, to: keys.count, by: Self.window) {
            guard ContinuousClock.now < deadline else {
                isFinished = false
                return
            }
            let window = Array(keys[start..<min(start + Self.window, keys.count)])
            let sizes = try await connection.ask(window.map { RedisCommand("STRLEN", $0) })
            for batch in batches(window, sizes) { try await read(batch, connection) }
        }
    }

    /// Batches of keys of a bounded size each; what is empty by now, or too large, is in none of them.
    private mutating func batches(_ keys: [String], _ sizes: [RedisReply]) -> [[String]] {
        var batches: [[String]] = []
        var bytes = Self.batchBytes
        for (key, reply) in zip(keys, sizes) {
            if case .error(let text) = reply { note(text, asking: "STRLEN") }
            guard let size = reply.integer, size > 0 else { continue }
            guard size <= Self.sizeLimit else {
                report.oversized += 1
                continue
            }
            bytes += size
            if bytes > Self.batchBytes || batches.isEmpty {
                batches.append([])
                bytes = size
            }
            batches[batches.count - 1].append(key)
        }
        return batches
    }

    /// Reads keys in one go, or one by one where the server doesn't take several: a cluster has them in several places.
    private mutating func read(_ keys: [String], _ connection: RedisConnection) async throws(BrokerError) {
        if takesSeveral {
            let reply = try await connection.ask([RedisCommand("MGET", keys)])[0]
            guard case .error = reply else {
                for value in reply.array ?? [] { take(value) }
                return
            }
            takesSeveral = false
        }
        for reply in try await connection.ask(keys.map { RedisCommand("GET", $0) }) { take(reply) }
    }

    private mutating func take(_ reply: RedisReply) {
        if case .error(let text) = reply { note(text, asking: "GET") }
        guard let value = reply.bytes else { return }
        do throws(DecodingFailure) {
            report.results.append(try decoder.decode(value))
        } catch {
            report.unreadable += 1
            report.reason = report.reason ?? error.description
        }
    }

    /// Takes note of a key that the server doesn't hand out.
    private mutating func note(_ refusal: String, asking command: String) {
        report.unreadable += 1
        report.reason = report.reason ?? "\(BrokerError(redis: refusal, command: command, broker: name))"
    }
}
