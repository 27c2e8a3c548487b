/// The user that README tells to make at RabbitMQ: with exactly those permissions.
enum LeastUser {
    private static let name = "herbarium"
    private static let password = "p:ss/w@rd"

    /// What it may do in the virtual host.
    static let permissions = [
        "tags": "management", "configure": "^herbarium-", "write": #"^(herbarium-.*|celery\.pidbox)$"#,
        "read": "^(herbarium-.*|celeryev)$",
    ]

    /// The address for that user, who is let in; at Redis, the cluster's own.
    static func broker(of cluster: Cluster) async throws -> String {
        let broker = cluster.addresses.broker
        guard broker.hasPrefix("amqp:") else { return broker }
        try await cluster.tell("add-user", permissions.merging(["user": name, "password": password]) { $1 })
        return broker.replacing(#/^amqp://([^@/]*@)?/#, with: "amqp://\(name):p%3Ass%2Fw%40rd@")
    }

    /// What else the program has to be told: where the management API is.
    static func options(of cluster: Cluster) -> [String] {
        cluster.addresses.management.map { ["--management", $0] } ?? []
    }
}
