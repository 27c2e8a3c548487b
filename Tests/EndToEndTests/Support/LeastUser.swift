import Foundation
import TestSupport
import Testing

/// The user that README tells to make: with exactly the rights that stand there.
enum LeastUser {
    private static let name = "herbarium"
    private static let password = "p:ss/w@rd"

    /// The address for that user, who is let in, and who may use a tap where one is named; where the cluster's own user
    /// is part of what is tried, that one's.
    static func broker(of cluster: Cluster, tap: String? = nil) async throws -> String {
        let broker = cluster.addresses.broker
        let credentials = "\(name):p%3Ass%2Fw%40rd@"
        if broker.hasPrefix("amqp:") {
            try await cluster.tell(
                "add-user", permissions(tap: tap).merging(["user": name, "password": password]) { $1 })
            return broker.replacing(#/^amqp://([^@/]*@)?/#, with: "amqp://\(credentials)")
        }
        guard broker.hasPrefix("redis://127.0.0.1") else { return broker }
        try await cluster.tell("add-user", ["user": name, "password": password, "rules": rules()])
        return broker.replacing("redis://", with: "redis://\(credentials)")
    }

    /// What else the program has to be told: where the management API is, and what the master is called.
    static func options(of cluster: Cluster) -> [String] {
        cluster.addresses.management.map { ["--management", $0] } ?? []
    }

    /// RabbitMQ: the tag and the three patterns.
    private static func permissions(tap: String?) throws -> [String: any Sendable] {
        let text = try readme()
        let tag = try #require(text.firstMatch(of: #/set_user_tags herbarium (\w+)/#)).1
        let line = try #require(text.firstMatch(of: #/set_permissions --vhost / herbarium '(.*)' '(.*)' '(.*)'/#))
        let patterns = [line.1, line.2, line.3].map { pattern in tap.map { "(\(pattern))|^\($0)$" } ?? "\(pattern)" }
        return ["tags": "\(tag)", "configure": patterns[0], "write": patterns[1], "read": patterns[2]]
    }

    /// Redis: the commands that are permitted.
    private static func rules() throws -> [String] {
        let line = try #require(try readme().firstMatch(of: #/ACL SETUSER herbarium on >password ~\* &\* ([^`]*)```/#))
        return line.1.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    private static func readme() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardizedFileURL
        return try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    }
}
