import TestSupport

/// What a broker holds: each key with its type and a digest of what is in it.
struct BrokerContents: Decodable, Sendable {
    let contents: [String: String]
}

/// The commands that a broker refused to somebody.
struct BrokerRefusals: Decodable, Sendable {
    let commands: [String]
}

extension Cluster {
    /// What the broker and the result backend hold.
    func contents() async throws -> [String: String] {
        try await tell("contents", as: BrokerContents.self).contents
    }

    /// The broker's address for another user.
    nonisolated func broker(for user: String, _ password: String) -> String {
        "redis://\(user):\(password)@127.0.0.1:\(addresses.port)/0"
    }
}
