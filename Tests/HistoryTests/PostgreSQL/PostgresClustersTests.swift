import Celery
import Postgres
import TestSupport
import Testing

@testable import History

/// Which cluster of a database is meant, and whose it is.
@Suite(.enabled(if: PostgresInstance.isThere, "there is no PostgreSQL"))
struct PostgresClustersTests {
    @Test func tellsClustersApart() throws {
        let server = try PostgresServer.empty()
        let other = HistoryIdentity(transport: "amqp", place: "b:5672", virtualHost: "/")
        #expect(
            failure { _ = try History.open(server, ClusterChoice(name: nil, identity: nil)) }
                == .unnamedCluster(path: server.name))
        let shop = try History.open(server, ClusterChoice(name: "shop", identity: .example))
        let mail = try History.open(server, ClusterChoice(name: nil, identity: other))
        var stream = EventStream()
        stream.attempt("t1", at: 1)
        try shop.add(stream.events)
        #expect(try shop.info().tasks == 1 && mail.info().tasks == 0)
        // What of the database is free, and whose it is, nobody tells.
        #expect(try shop.info().free == nil && shop.info().size == mail.info().size)
        #expect(try mail.owner() == "\(other)" && History.clusters(in: server).map(\.name) == ["\(other)", "shop"])
        // By its broker alone, by its name alone, and by both.
        for choice in [
            ClusterChoice.example, ClusterChoice(name: "shop", identity: nil),
            ClusterChoice(name: "shop", identity: .example),
        ] {
            #expect(try History.open(server, choice).info().tasks == 1)
            #expect(try History.existing(server, choice).info().tasks == 1)
        }
        #expect(
            failure { _ = try History.open(server, ClusterChoice(name: "shop", identity: other)) }
                == .otherBroker(
                    path: "\(server.name), shop", owner: "\(HistoryIdentity.example)", asked: "\(other)"))
        #expect(
            failure { _ = try History.open(server, ClusterChoice(name: "new", identity: .example)) }
                == .otherCluster(
                    path: server.name, broker: "\(HistoryIdentity.example)", cluster: "shop", asked: "new"))
        #expect(
            failure { _ = try History.existing(server, ClusterChoice(name: nil, identity: nil)) }
                == .severalClusters(path: server.name, names: ["\(other)", "shop"]))
        #expect(
            failure { _ = try History.existing(server, ClusterChoice(name: "shp", identity: nil)) }
                == .noCluster(path: server.name, asked: "shp", names: ["\(other)", "shop"]))
    }

    /// Does both at once: neither gets to write whose a cluster is before both have looked, or one waits for the other.
    private static func atOnce(
        _ bodies: [@Sendable () throws -> Void], in server: PostgresServer
    ) throws -> [HistoryError?] {
        let holder = try server.session()
        try holder.run("BEGIN; SELECT * FROM herbarium.cluster FOR UPDATE")
        let outcomes = bodies.map { body in OnThread { failure(body) } }
        try server.awaitBlocked(bodies.count)
        try holder.run("COMMIT")
        return outcomes.map(\.value)
    }

    @Test func givesAClusterToOneBrokerThoughTwoTakeItAtOnce() throws {
        let server = try PostgresServer.empty()
        _ = try History.open(server, ClusterChoice(name: "shop", identity: nil))
        let brokers = ["one", "two"].map { HistoryIdentity(transport: "redis", place: $0, virtualHost: "0") }
        let outcomes = try Self.atOnce(
            brokers.map { broker in { _ = try History.open(server, ClusterChoice(name: "shop", identity: broker)) } },
            in: server)
        let owner = try #require(try History.existing(server, ClusterChoice(name: "shop", identity: nil)).owner())
        let other = try #require(brokers.first { "\($0)" != owner })
        #expect(
            outcomes.compactMap(\.self) == [
                .otherBroker(path: "\(server.name), shop", owner: owner, asked: "\(other)")
            ])
    }

    @Test func letsABrokerTakeOneClusterThoughItTakesTwoAtOnce() throws {
        let server = try PostgresServer.empty()
        for name in ["a", "b"] { _ = try History.open(server, ClusterChoice(name: name, identity: nil)) }
        let outcomes = try Self.atOnce(
            ["a", "b"].map { name in { _ = try History.open(server, ClusterChoice(name: name, identity: .example)) } },
            in: server)
        let named = try server.texts(
            "SELECT convert_from(name, 'UTF8') FROM herbarium.cluster WHERE broker IS NOT NULL")
        let owner = try #require(named.first)
        #expect(
            named.count == 1
                && outcomes.compactMap(\.self) == [
                    .otherCluster(
                        path: server.name, broker: "\(HistoryIdentity.example)", cluster: owner,
                        asked: owner == "a" ? "b" : "a")
                ])
    }
}
