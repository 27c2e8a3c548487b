import Celery
import Glibc
import TestSupport
import Testing

@testable import History

/// What stands between us and the server, and shares its connections among all who come.
@Suite(.enabled(if: PgBouncer.isThere, "there is no PgBouncer"))
struct PgBouncerTests {
    private static func server(_ bouncer: PgBouncer, of instance: PostgresInstance) -> PostgresServer {
        instance.server(["host": bouncer.folder, "port": "\(PgBouncer.port)"])
    }

    @Test(arguments: ["session", "transaction"])
    func keepsWhatSeveralWriteAtOnce(mode: String) throws {
        let instance = try PostgresInstance()
        let bouncer = try PgBouncer(of: instance, mode: mode)
        let server = Self.server(bouncer, of: instance)
        // A session would hold each of the two connections for as long as it lasts.
        let writers = mode == "session" ? 2 : 6
        let outcomes = (0..<writers).map { number in
            OnThread {
                failure {
                    let history = try History.open(server, ClusterChoice(name: "c\(number % 2)", identity: nil))
                    for start in stride(from: 0, to: 100, by: 10) {
                        try history.add(EventStream.tasks(start..<start + 10))
                    }
                }
            }
        }
        #expect(outcomes.map(\.value) == Array(repeating: nil, count: writers))
        for name in ["c0", "c1"] {
            let history = try History.existing(server, ClusterChoice(name: name, identity: nil))
            #expect(try history.snapshot().totals.counts[.succeeded] == 100)
        }
        if mode == "transaction" { #expect(try History.examine(server, .example).clusters == 2) }
    }

    @Test func refusesOneThatTakesNoTransactions() throws {
        let instance = try PostgresInstance()
        let bouncer = try PgBouncer(of: instance, mode: "statement")
        let server = Self.server(bouncer, of: instance)
        #expect(failure { _ = try History.open(server, .example) } == .withoutTransactions(path: server.name))
    }

    @Test func waitsForAServerThatIsAwayBehindIt() throws {
        let instance = try PostgresInstance()
        let bouncer = try PgBouncer(of: instance, mode: "transaction")
        let server = Self.server(bouncer, of: instance)
        var writer = try History.open(server, .example).writer()
        writer.add(EventStream.tasks(0..<10))
        try instance.stop()
        for _ in 0..<2 {
            guard case .away(server.name, _)? = failure({ _ = try writer.commit() }) else {
                Issue.record("it wasn't noticed")
                return
            }
        }
        #expect(writer.waitingEvents == 30)
        try instance.start()
        // It mustn't wait for its own turn among tests.
        let end = ContinuousClock.now + .seconds(60)
        while let refusal = failure({ _ = try writer.commit() }) {
            try #require(ContinuousClock.now < end, "\(refusal)")
            usleep(100_000)
        }
        #expect(try History.existing(server, .example).info().tasks == 10)
    }
}
