import Brokers
import Testing

/// Addresses of tables are read as SQLAlchemy reads them.
struct TableAddressTests {
    @Test(arguments: [
        ("db+sqlite:///results.sqlite", TableAddress.Layout.celery, "results.sqlite"),
        ("db+sqlite:////var/lib/r.sqlite", .celery, "/var/lib/r.sqlite"),
        ("database+sqlite+pysqlite:///a/b.db?timeout=5", .celery, "a/b.db"),
        ("DB+SQLite:///R.db", .celery, "R.db"), ("django-db+sqlite:////db.sqlite3", .django, "/db.sqlite3"),
        ("db+sqlite:///100%25 #1.db", .celery, "100%25 #1.db"),
    ])
    func readsTheFile(_ text: String, layout: TableAddress.Layout, path: String) throws {
        let address = try #require(try TableAddress(text))
        #expect(address.layout == layout && address.place == .sqlite(path: path))
        #expect(address.description == "\(layout.rawValue)+sqlite:///\(path)")
    }

    @Test(arguments: [
        "db+sqlite://", "db+sqlite:///", "db+sqlite:///:memory:", "db+sqlite:///file:r.db?mode=ro&uri=true",
        "db+mysql://u:hush@h/db", "db+oracle://h", "db://h", "django-db", "db", "redis://h", "sqlite:///r.db",
        "db+sqlite:/r.db", "cache+memcached://h", "db+a+b+c://h", "",
    ])
    func leavesAloneWhatCannotBeRead(_ text: String) throws {
        #expect(try TableAddress(text) == nil)
    }

    @Test(arguments: ["db+sqlite://results.sqlite", "db+sqlite://h/results.sqlite", "db+sqlite:///a\u{7}b"])
    func refusesAnAddressWithoutAFile(_ text: String) {
        #expect(throws: URLFlaw.self) { try TableAddress(text) }
    }
}
