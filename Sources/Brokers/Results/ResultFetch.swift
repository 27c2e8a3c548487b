import Celery
import EventDecoding

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

    init() {}

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
            let sizes = try await connection.ask(window.map { RedisCommand("STRLEN", $0) }).map { $0.integer ?? 0 }
            let replies = try await connection.ask(requests(window, sizes))
            for reply in replies { take(reply) }
        }
    }

    /// MGETs of a bounded size each; what is empty by now, or too large, is in none of them.
    private mutating func requests(_ keys: [String], _ sizes: [Int]) -> [RedisCommand] {
        var batches: [[String]] = []
        var bytes = Self.batchBytes
        for (key, size) in zip(keys, sizes) where size > 0 {
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
        return batches.map { RedisCommand("MGET", $0) }
    }

    private mutating func take(_ reply: RedisReply) {
        for value in (reply.array ?? []).compactMap(\.bytes) {
            do throws(EventDecodingError) {
                report.results.append(try decoder.decode(value))
            } catch { report.unreadable += 1 }
        }
    }
}
