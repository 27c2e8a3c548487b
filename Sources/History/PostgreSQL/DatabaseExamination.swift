import Postgres

/// What is found of a database of histories without changing anything.
package struct DatabaseExamination: Sendable, Equatable {
    /// Whether tables are to be made there yet.
    package var isNew = false
    /// How many clusters are in it.
    package var clusters = 0
    /// Whether the cluster that was asked for is among them.
    package var knowsCluster = false
    /// Whether new parts of its tables can be made, and old ones dropped: that takes their owner.
    package var ownsTables = true
}

extension History {
    /// Looks whether the history of a cluster could be kept in a database.
    ///
    /// - Throws: what keeps it from that.
    package static func examine(
        _ server: PostgresServer, _ choice: ClusterChoice
    ) throws(HistoryError) -> DatabaseExamination {
        try PostgresEngine.guarded(server) {
            let session = try PostgresEngine.connect(server)
            let making = PostgresMaking(session, server)
            var found = DatabaseExamination()
            try making.refuseRecovery()
            found.isNew = try making.version() == 0
            if found.isNew {
                guard try making.mayMake() else {
                    throw HistoryError.notPermitted(path: server.name, reason: "it may not make a schema there")
                }
                return found
            }
            let clusters = PostgresClusters(session, server)
            found.clusters = try clusters.all().count
            found.knowsCluster = try clusters.isKnown(choice)
            let missing = try making.missingRights()
            guard missing.isEmpty else {
                let reason = "it lacks \(missing.joined(separator: ", ")) on tables of the schema herbarium"
                throw HistoryError.notPermitted(path: server.name, reason: reason)
            }
            found.ownsTables = try making.ownsTables()
            return found
        }
    }
}
