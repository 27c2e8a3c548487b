import Foundation
import TestSupport
import Testing

/// The clusters that are listened to from before their first task until after their last one.
enum WatchedCluster: String, CustomTestStringConvertible {
    /// Several workers, one of which is killed.
    case several
    /// A small one of an older Celery.
    case older
    /// A small one at Valkey, where nothing is where one expects it.
    case elsewhere
    /// Several workers, one of which is killed, at RabbitMQ, with queues that have priorities.
    case rabbitMQ
    /// A small one of an older Celery at RabbitMQ.
    case olderRabbitMQ
    /// A small one at RabbitMQ, with quorum queues.
    case quorumRabbitMQ
    /// One whose workers send no events, with a result backend that keeps little.
    case silent
    /// The same, with a result backend that keeps all.
    case silentExtended

    /// Those that send events.
    static let talkative = [several, older, elsewhere, rabbitMQ, olderRabbitMQ, quorumRabbitMQ]
    /// Those at RabbitMQ.
    static let atRabbitMQ = talkative.filter(\.isRabbitMQ)

    /// Whether its broker shows nobody its messages, and has an API that counts them.
    var isRabbitMQ: Bool { [.rabbitMQ, .olderRabbitMQ, .quorumRabbitMQ].contains(self) }

    /// What was seen and what is true of it; each cluster runs once.
    var observed: WatchedRun {
        get async throws { try await run.value }
    }

    var testDescription: String { rawValue }

    /// How it is started.
    var options: [String] {
        switch self {
        case .several: ["--scenario", "busy"]
        case .older: ["--scenario", "small", "--version", "5.3.6"]
        case .elsewhere:
            [
                "--broker", "valkey", "--scenario", "small", "--broker-db", "3", "--result-db", "5", "--socket",
                "--user", Self.user,
                "--password", Self.password, "--key-prefix", Self.prefix, "--priority-steps", "0,2,4,6,8",
            ]
        case .rabbitMQ:
            [
                "--broker", "rabbitmq", "--virtual-host", "shop/1", "--queue-type", "priority", "--user", Self.user,
                "--password", Self.password,
            ]
        case .olderRabbitMQ: ["--broker", "rabbitmq", "--scenario", "small", "--version", "5.3.6"]
        case .quorumRabbitMQ:
            ["--broker", "rabbitmq", "--scenario", "small", "--virtual-host", "a/b", "--queue-type", "quorum"]
        case .silent: Self.withoutEvents + ["--results", "plain"]
        case .silentExtended: Self.withoutEvents + ["--results", "extended"]
        }
    }

    /// What the program has to be told of it.
    var arguments: [String] {
        self == .elsewhere ? ["--key-prefix", Self.prefix, "--priority-steps", "0,2,4,6,8"] : []
    }

    /// Seconds to listen: more than the work takes, unless the machine is busy with other things.
    var listening: Int { victim == nil ? 35 : 45 }

    /// The worker that is killed.
    var victim: String? { self == .several || self == .rabbitMQ ? "celery@victim" : nil }

    static let user = "größe@team"
    static let password = "p:ss/w@rd?#%41&+'\"$"
    private static let prefix = "shop/1:"
    private static let withoutEvents = ["--scenario", "small", "--no-events", "--no-sent-events"]

    private var run: Task<WatchedRun, any Error> {
        switch self {
        case .several: Self.severalRun
        case .older: Self.olderRun
        case .elsewhere: Self.elsewhereRun
        case .rabbitMQ: Self.rabbitMQRun
        case .olderRabbitMQ: Self.olderRabbitMQRun
        case .quorumRabbitMQ: Self.quorumRabbitMQRun
        case .silent: Self.silentRun
        case .silentExtended: Self.silentExtendedRun
        }
    }

    private static let severalRun = Task { try await WatchedRun(of: .several) }
    private static let olderRun = Task { try await WatchedRun(of: .older) }
    private static let elsewhereRun = Task { try await WatchedRun(of: .elsewhere) }
    private static let rabbitMQRun = Task { try await WatchedRun(of: .rabbitMQ) }
    private static let olderRabbitMQRun = Task { try await WatchedRun(of: .olderRabbitMQ) }
    private static let quorumRabbitMQRun = Task { try await WatchedRun(of: .quorumRabbitMQ) }
    private static let silentRun = Task { try await WatchedRun(of: .silent) }
    private static let silentExtendedRun = Task { try await WatchedRun(of: .silentExtended) }
}
