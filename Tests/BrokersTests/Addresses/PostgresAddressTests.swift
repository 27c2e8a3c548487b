import Brokers
import Testing

/// Addresses of PostgreSQL are read as SQLAlchemy reads them, and show no password.
struct PostgresAddressTests {
    private func server(_ text: String) throws -> PostgresAddress {
        let address = try #require(try TableAddress(text))
        guard case .postgres(let server) = address.place else { throw URLFlaw.empty }
        return server
    }

    @Test func readsEveryPart() throws {
        let text = "django-db+postgresql+psycopg2://u%40x:p%3A%2F@H:6543/shop?sslmode=verify-full&sslrootcert=/ca.pem"
        let server = try server(text)
        #expect(server.host == "h" && server.port == 6543 && server.user == "u@x" && server.database == "shop")
        #expect(server.password == Password("p:/"))
        #expect(server.options == ["sslmode": "verify-full", "sslrootcert": "/ca.pem"])
        let address = try #require(try TableAddress(text))
        #expect("\(address)" == "django-db+postgresql://u%40x:***@h:6543/shop")
    }

    @Test func leavesOpenWhatIsNotSaid() throws {
        let server = try server("db+postgresql:///shop")
        #expect(server.host == nil && server.port == nil && server.user == nil && server.password == nil)
        #expect(server.remoteHost == nil && server.options.isEmpty)
        #expect(try self.server("db+postgresql://u@/shop?host=/run/postgresql&port=6543").remoteHost == nil)
    }

    @Test(arguments: ["db+postgresql://u:p#w@h/d", "db+postgresql://u:p%23w@h/d"])
    func takesAHashInAPassword(_ text: String) throws {
        #expect(try server(text).password == Password("p#w"))
    }

    /// A word that is mistyped must not let a password leave in clear; what is SQLAlchemy's own says nothing to libpq.
    @Test func refusesWhatItDoesNotKnowAboutEncryption() throws {
        #expect(throws: URLFlaw.self) { try server("db+postgresql://h/d?sslmode=requires") }
        #expect(throws: URLFlaw.self) { try server("db+postgresql://h/d?sslmod=require") }
        #expect(throws: URLFlaw.badPort) { try server("db+postgresql://h/d?port=many") }
        #expect(throws: URLFlaw.badPort) { try server("db+postgresql://h:70000/d") }
        #expect(try server("db+postgresql+asyncpg://h/d?ssl=require&x=1").options == ["sslmode": "require"])
    }
}
