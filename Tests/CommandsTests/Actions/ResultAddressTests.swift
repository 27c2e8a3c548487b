import Brokers
import Celery
import Testing

@testable import Application
@testable import Configuration

/// Whatever Celery takes for a result backend is read, or skipped by its name.
struct ResultAddressTests {
    @Test(
        arguments: [
            ("django-db", "django-db"), ("django-cache", "django-cache"), ("mongodb://u:hush@h/db", "mongodb"),
            ("file:///var/results", "file"), ("s3", "s3"), ("s3://bucket", "s3"), ("rpc://", "rpc"), ("rpc", "rpc"),
            ("db+mysql://u:hush@h/db", "db+mysql"), ("cache+memcached://h:11211/", "cache+memcached"),
            ("disabled", "disabled"), ("elasticsearch://h:9200/i/d", "elasticsearch"), ("redis", "redis"),
            ("rdb", "rdb"),
            ("amqp://u:hush@h//", "amqp"), ("pyamqp://h", "pyamqp"), ("amqps://h", "amqps"), ("consul://h", "consul"),
            ("shop.results.Backend", "shop.results.Backend"), ("shop.results:Backend", "shop.results"),
            ("u:hush@h", "u"), ("hush@h", "another backend"), ("пароль", "another backend"),
            ("://x", "another backend"),
        ])
    func skipsWhatIsNoRedis(_ text: String, name: String) throws {
        let address = try ResultAddress(Secret(parsing: text))
        #expect(address == .unread(name))
        #expect(!"\(address)".contains("hush"))
    }

    @Test func saysWhichResultsAreRead() throws {
        let refusal = try ResultAddress(Secret(parsing: "rpc://")).refusal
        #expect(
            refusal?.text
                == "results in 'rpc' are not read, only those in Redis and in tables of SQLite and PostgreSQL")
        #expect(try ResultAddress(Secret(parsing: "redis://h")).refusal == nil)
    }

    @Test(arguments: [
        "redis://h:6379/1", "REDISS://h/1", "sentinel://a;sentinel://b", "redis+socket:///run/r.sock",
        "rdb:/d.rdb?db=1",
    ])
    func readsRedis(_ text: String) throws {
        #expect(try ResultAddress(Secret(parsing: text)) == .redis(BrokerURL.list(text)[0]))
    }

    @Test(arguments: ["db+sqlite:////r.sqlite", "django-db+sqlite:///db.sqlite3"])
    func readsTables(_ text: String) throws {
        #expect(try ResultAddress(Secret(parsing: text)) == .table(#require(try TableAddress(text))))
    }

    @Test func showsNoPasswordOfADatabase() throws {
        let address = try ResultAddress(Secret(parsing: "db+postgresql://u:hush@h/db"))
        let table = try #require(try TableAddress("db+postgresql://u:hush@h/db"))
        #expect(address == .table(table))
        #expect(!"\(address)".contains("hush"))
        var dumped = ""
        dump(address, to: &dumped)
        #expect(!dumped.contains("hush"))
    }

    @Test func refusesATableWithoutItsFile() {
        #expect(throws: CommandError.self) { try ResultAddress(Secret(parsing: "db+sqlite://r.sqlite")) }
    }

    @Test func refusesTheAddressOfARedisThatIsNone() {
        #expect(throws: CommandError.self) { try ResultAddress(Secret(parsing: "redis://h:port/1")) }
    }

    @Test(arguments: ["redis://h/1\n", " redis://h/1", "\tredis://h/1 \r\n"])
    func takesNoWhiteSpaceAroundAnAddress(_ text: String) throws {
        #expect(try Secret(parsing: text).exposed == "redis://h/1")
        #expect(CeleryLayer(["CELERY_BROKER_URL": " \n"]).values.isEmpty)
        #expect(throws: CommandError.self) { try Secret(parsing: "\n") }
    }
}
