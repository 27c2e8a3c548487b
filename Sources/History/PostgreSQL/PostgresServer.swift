/// A database of histories, as libpq is told of it.
package struct PostgresServer: Sendable {
    /// libpq's keywords (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS).
    let keywords: [String: String]
    /// What messages call it, without a password.
    package let name: String

    /// How long to wait for the server to let us in.
    static let patience = Duration.seconds(10)

    /// Tells of one; what libpq knows by itself, from its environment, its services and its password file, may be left
    /// out.
    package init(_ keywords: [String: String], name: String) {
        var told = keywords
        told["application_name"] = "herbarium"
        told["client_encoding"] = "UTF8"
        // So that a server that is gone without a word is noticed.
        told["keepalives_idle"] = "30"
        told["tcp_user_timeout"] = "30000"
        (self.keywords, self.name) = (told, name)
    }
}

/// Which of the clusters in a database: by its name, by its broker, or by both.
package struct ClusterChoice: Sendable, Equatable {
    package let name: String?
    package let identity: HistoryIdentity?

    /// Chooses one.
    package init(name: String?, identity: HistoryIdentity?) { (self.name, self.identity) = (name, identity) }
}
