import Celery
import Postgres
import TestSupport
import Testing

@testable import History

/// Servers that let nobody in, or not us: each is told from the others, and nothing of a password is told.
@Suite(.enabled(if: PostgresInstance.isThere, "there is no PostgreSQL"))
struct PostgresRefusalTests {
    @Test func tellsAWrongPasswordFromNone() throws {
        let instance = try PostgresInstance()
        try instance.run("CREATE ROLE keeper LOGIN PASSWORD 'right-one'", "CREATE DATABASE kept OWNER keeper")
        try instance.admit("local all \(PostgresInstance.user) trust", "local all all scram-sha-256")
        try instance.stop()
        try instance.start()
        let server = instance.server(["user": "keeper", "dbname": "kept", "passfile": "/dev/null"])
        #expect(try server.refusal() == .passwordMissing(path: server.name))
        let refusal = try server.told(["password": "wrong-one"]).refusal()
        #expect(refusal == .passwordRefused(path: server.name))
        #expect(!"\(refusal)".contains("wrong-one"))
        #expect(failure { _ = try History.open(server.told(["password": "right-one"]), .example) } == nil)
    }

    @Test func saysWhoMayNotConnectAndWhatIsNotThere() throws {
        let instance = try PostgresInstance()
        try instance.run(
            "CREATE ROLE keeper LOGIN", "CREATE ROLE sleeper", "CREATE DATABASE kept",
            "REVOKE CONNECT ON DATABASE kept FROM PUBLIC")
        let kept = instance.server(["dbname": "kept"])
        for (user, reason) in [
            ("keeper", #"permission denied for database "kept""#),
            ("sleeper", #"role "sleeper" is not permitted to log in"#), ("none", #"role "none" does not exist"#),
        ] {
            #expect(try kept.told(["user": user]).refusal() == .notPermitted(path: kept.name, reason: reason))
        }
        let absent = instance.server(["dbname": "absent"])
        #expect(
            try absent.refusal() == .failed(path: absent.name, reason: #"database "absent" does not exist"#))
    }

    @Test func holdsWhatItMayNotWriteUntilItMay() throws {
        let instance = try PostgresInstance()
        _ = try History.open(instance.server(), .example)
        try instance.run(
            "CREATE ROLE keeper LOGIN; GRANT USAGE ON SCHEMA herbarium TO keeper",
            "GRANT SELECT ON ALL TABLES IN SCHEMA herbarium TO keeper")
        let server = instance.server(["user": "keeper"])
        #expect(
            failure { _ = try History.examine(server, .example) }
                == .notPermitted(
                    path: server.name, reason: "it lacks INSERT, UPDATE, DELETE on tables of the schema herbarium"))
        let history = try History.open(server, .example)
        var writer = history.writer()
        writer.add(EventStream.tasks(0..<10))
        guard case .notPermitted? = failure({ _ = try writer.commit() }) else {
            Issue.record("it may write")
            return
        }
        #expect(writer.waitingEvents == 30)
        try instance.run("GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA herbarium TO keeper")
        #expect(try writer.commit().added == 30)
        #expect(try history.snapshot().totals.counts[.succeeded] == 10)
        // What it may not cut by time is in the parts for the rest.
        #expect(try History.examine(server, .example).ownsTables == false)
    }

    @Test func refusesServersThatAreTooOld() async throws {
        // Authentication is done, the version, and that it is ready
        // (https://www.postgresql.org/docs/current/protocol-message-formats.html).
        let greeting =
            "R\0\0\0\u{8}\0\0\0\0S\0\0\0\u{1a}server_version\u{0}9.6.24\0Z\0\0\0\u{5}I"
        try await FakeServer.with(.holding(greeting)) { fake in
            let server = PostgresServer(
                ["host": "127.0.0.1", "port": "\(fake.port)", "user": "u", "dbname": "d", "sslmode": "disable"],
                name: "postgresql://old/d")
            let refusal = try server.refusal()
            #expect(refusal == .serverTooOld(path: server.name, version: 9))
        }
    }

    @Test func saysNoPasswordToAServerWithoutEncryptionWhereItIsRequired() async throws {
        // That it can't encrypt.
        try await FakeServer.with(.holding("N")) { fake in
            for mode in ["require", "verify-ca", "verify-full"] {
                let server = PostgresServer(
                    [
                        "host": "127.0.0.1", "port": "\(fake.port)", "user": "u", "password": "told-nobody",
                        "sslmode": mode, "sslrootcert": "/dev/null",
                    ], name: "postgresql://plain/")
                guard case .away(server.name, let reason) = try server.refusal() else {
                    Issue.record("it got further")
                    continue
                }
                #expect(reason.contains("SSL"), "\(reason)")
            }
            // The wish to be encrypted is all that was said.
            let wish: [UInt8] = [0, 0, 0, 8, 4, 210, 22, 47]
            #expect(!fake.firstMessages.isEmpty && fake.firstMessages.allSatisfy { $0 == wish })
            #expect(fake.everything.count == fake.firstMessages.count * wish.count)
        }
    }

    @Test func knowsTheServerByItsCertificate() async throws {
        try await LoopbackSocket.with { socket in
            let instance = try PostgresInstance(port: socket)
            let server = instance.server([
                "host": "localhost", "sslmode": "verify-full",
                "sslrootcert": instance.certificate,
            ])
            let history = try History.open(server, .example)
            try history.add(EventStream.tasks(0..<3))
            let encrypted = """
                SELECT count(*) FROM pg_stat_ssl s JOIN pg_stat_activity a USING (pid)
                WHERE s.ssl AND a.application_name = 'herbarium'
                """
            #expect(try instance.number(encrypted) == 1)
            guard case .away(_, let reason) = try server.told(["host": "127.0.0.1"]).refusal() else {
                Issue.record("it believed the wrong host")
                return
            }
            #expect(reason.contains("localhost") && reason.contains("127.0.0.1"), "\(reason)")
            // By its authority alone it is known under any name.
            #expect(
                failure {
                    _ = try History.existing(
                        server.told(["host": "127.0.0.1", "sslmode": "verify-ca"]), .example)
                } == nil)
        }
    }
}
