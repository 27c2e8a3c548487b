import TestSupport
import Testing

@testable import Brokers

/// Real Sentinels that watch real servers are tried in `EndToEndTests`; here they lie.
struct RedisSentinelsTests {
    private static let hello = "+OK\r\n"

    /// What comes of asking Sentinels that give these answers, and those that already listen.
    private func connect(
        _ sentinels: [String], ports: [Int] = [], master: String? = "m"
    ) async throws -> BrokerError? {
        guard let answer = sentinels.first else { return try await connect(to: ports, master: master) }
        return try await FakeServer.with(.holding(answer)) { server in
            try await connect(Array(sentinels.dropFirst()), ports: ports + [server.port], master: master)
        }
    }

    private func connect(to ports: [Int], master: String?) async throws -> BrokerError? {
        let text = ports.map { "sentinel://127.0.0.1:\($0)" }.joined(separator: ";")
        let options = StreamOptions(connectTimeout: .seconds(1), responseTimeout: .seconds(1))
        var sentinels = SentinelOptions()
        sentinels.master = master
        do {
            await (try RedisConnection.open(try BrokerURL.list(text)[0], options: options, sentinels: sentinels))
                .close()
            return nil
        } catch let error as BrokerError { return error }
    }

    @Test func believesNoneThatSaysNothing() async throws {
        guard case .timedOut = try await connect([Self.hello]) else {
            return #expect(Bool(false), "somebody answered")
        }
    }

    @Test(arguments: ["HTTP/1.1 400 Bad Request\r\n\r\n", "*-7\r\n", ":x\r\n"])
    func saysWhatIsNoSentinel(_ answer: String) async throws {
        guard case .otherProtocol(let broker) = try await connect([answer]) else {
            return #expect(Bool(false), "it was taken for one")
        }
        #expect(broker.hasPrefix("sentinel://127.0.0.1:"))
    }

    @Test func tellsWhatTheOneSaysThatAnswers() async throws {
        let error = try await connect(["-NOAUTH Authentication required.\r\n", ""])
        guard case .passwordMissing = error else { return #expect(Bool(false), "\(String(describing: error))") }
    }
}
