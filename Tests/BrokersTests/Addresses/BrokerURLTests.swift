import Testing

@testable import Brokers

struct BrokerURLTests {
    struct Reading: Sendable, CustomTestStringConvertible {
        var text: String
        var endpoint: Endpoint
        var user: String?
        var password: String?
        var database = 0
        var testDescription: String { text }
    }

    /// What kombu's `parse_url` and its Redis transport make of the same texts.
    static let readings = [
        Reading(text: "redis://", endpoint: .tcp(host: "127.0.0.1", port: 6379)),
        Reading(text: "redis:///3", endpoint: .tcp(host: "127.0.0.1", port: 6379), database: 3),
        Reading(text: "redis://Cache.Local", endpoint: .tcp(host: "cache.local", port: 6379)),
        Reading(text: "REDIS://h:7000/", endpoint: .tcp(host: "h", port: 7000)),
        Reading(text: "redis://h:/1", endpoint: .tcp(host: "h", port: 6379), database: 1),
        Reading(text: "redis://h//3", endpoint: .tcp(host: "h", port: 6379), database: 3),
        Reading(text: "redis://h/%2F3", endpoint: .tcp(host: "h", port: 6379), database: 3),
        Reading(text: "redis://h/15?socket_timeout=3", endpoint: .tcp(host: "h", port: 6379), database: 15),
        Reading(text: "redis://:p@h", endpoint: .tcp(host: "h", port: 6379), password: "p"),
        Reading(text: "redis://u:p@h", endpoint: .tcp(host: "h", port: 6379), user: "u", password: "p"),
        Reading(text: "redis://u@h", endpoint: .tcp(host: "h", port: 6379), user: "u"),
        Reading(text: "redis://u:a:b@h", endpoint: .tcp(host: "h", port: 6379), user: "u", password: "a:b"),
        Reading(text: "redis://u:a@b@h", endpoint: .tcp(host: "h", port: 6379), user: "u", password: "a@b"),
        Reading(
            text: "redis://%C3%BC:%2F%40%3A%25@h/1", endpoint: .tcp(host: "h", port: 6379), user: "ü", password: "/@:%",
            database: 1),
        Reading(text: "redis://u:100%@h", endpoint: .tcp(host: "h", port: 6379), user: "u", password: "100%"),
        Reading(text: "redis://u:a+b@h", endpoint: .tcp(host: "h", port: 6379), user: "u", password: "a+b"),
        Reading(text: "redis://[::1]:7000/2", endpoint: .tcp(host: "::1", port: 7000), database: 2),
        Reading(text: "redis://[FE80::1]", endpoint: .tcp(host: "fe80::1", port: 6379)),
        Reading(text: "redis+socket:///run/redis.sock", endpoint: .unix(path: "/run/redis.sock")),
        Reading(
            text: "redis+socket:///run/my%20redis.sock?virtual_host=3", endpoint: .unix(path: "/run/my redis.sock"),
            database: 3),
        Reading(
            text: "redis+socket://u:p@/run/r.sock?virtual_host=/4", endpoint: .unix(path: "/run/r.sock"), user: "u",
            password: "p", database: 4),
    ]

    @Test(arguments: readings)
    func readsWhatCeleryReads(_ reading: Reading) throws {
        let url = try BrokerURL(reading.text)
        #expect(url.endpoint == reading.endpoint)
        #expect(url.user == reading.user)
        #expect(url.password?.revealed == reading.password)
        #expect(url.database == reading.database)
    }

    @Test(arguments: [
        ("", URLFlaw.empty), ("localhost:6379", .noScheme), ("://h", .noScheme), ("s3cr3t@h://x", .noScheme),
        ("redis://h:port", .badPort), ("redis://h:0", .badPort), ("redis://h:65536", .badPort),
        ("redis://h:-1", .badPort), ("redis://u:pa/ss@h/0", .badPort), ("redis://h/x", .badDatabase),
        ("redis://h/1/2", .badDatabase), ("redis://h/-1", .badDatabase),
        ("redis://h/99999999999999999999", .badDatabase),
        ("redis://::1/0", .badPort), ("redis://[::1/0", .badHost), ("redis://[::1]x/0", .badHost),
        ("redis://a%40b/0", .badHost), ("redis://a b/0", .badHost), ("redis+socket://", .noSocketPath),
        ("redis://h\n/0", .controlCharacter), ("redis://h/0\u{0}", .controlCharacter),
        ("sqs://k:s@", .unknownScheme("sqs")), ("rdb:", .noDump), ("rdb:?db=1", .noDump),
        ("rdb:/d.rdb?db=one", .badDatabase), ("rdb:/d.rdb?db=-1", .badDatabase),
        ("rdb:/d.rdb?bd=1", .notADatabase("bd=1")), ("rdb:/d.rdb\n", .controlCharacter),
    ])
    func refusesWithTheReason(_ text: String, _ flaw: URLFlaw) {
        #expect(throws: flaw) { try BrokerURL(text) }
    }

    @Test(arguments: [
        "redis://u:s3cr3t@h:1/2", "redis://:s3cr3t@[::1]", "redis://:s3%63r3t@h?password=s3cr3t",
        "redis+socket://:s3cr3t@/run/r.sock?password=s3cr3t",
    ])
    func showsNoPassword(_ text: String) throws {
        let url = try BrokerURL(text)
        var dumped = ""
        dump(url, to: &dumped)
        for shown in [
            url.description, String(reflecting: url), "\(url)", dumped, "\(String(describing: url.password))",
        ] {
            #expect(!shown.contains("s3cr3t"))
        }
        #expect(url.description.contains(":***@"))
    }

    @Test(arguments: [
        "redis://u:s3cr3t/x@h", "redis://u:s3cr3t@h:x", "nonsense://u:s3cr3t@h", "u:s3cr3t@h", "redis://u:s3cr3t#@h:1",
        "redis://u:s3cr3t?@h/q",
    ])
    func complainsWithoutThePassword(_ text: String) {
        do {
            _ = try BrokerURL(text)
            Issue.record("'\(text)' was read")
        } catch {
            #expect(!"\(error) \(BrokerError.invalidURL(error))".contains("s3cr3t"))
        }
    }

    @Test func describesWhatItReads() throws {
        #expect(try BrokerURL("redis://U:p@H").description == "redis://U:***@h:6379/0")
        #expect(try BrokerURL("redis://[::1]/4").description == "redis://[::1]:6379/4")
        #expect(
            try BrokerURL("redis+socket:///r.sock?virtual_host=2").description
                == "redis+socket:///r.sock?virtual_host=2")
    }

    @Test(arguments: [
        ("sentinel://a", "sentinel://a:26379/0"),
        ("sentinel://a:1/3;sentinel://[::1]", "sentinel://a:1/3;sentinel://[::1]:26379/3"),
        ("sentinel://:p@a;sentinel://:p@b", "sentinel://:***@a:26379/0;sentinel://b:26379/0"),
        ("sentinel://a;sentinel://u:p@b/2", "sentinel://u:***@a:26379/0;sentinel://b:26379/0"),
    ])
    func takesSentinelsTogether(_ text: String, _ description: String) throws {
        let urls = try BrokerURL.list(text)
        #expect(urls.map(\.description) == [description])
        #expect(urls.first?.sentinels.count == text.split(separator: ";").count && urls.first?.transport == .redis)
    }

    @Test func keepsSentinelsApartFromServers() throws {
        let urls = try BrokerURL.list("sentinel://a;redis://b;sentinel://c;sentinel://d")
        #expect(urls.map(\.sentinels.count) == [1, 0, 2])
    }

    @Test func encryptsWhatTheAddressSays() throws {
        let encrypted = ["rediss://h", "amqps://h", "sentinel://h?ssl_cert_reqs=CERT_REQUIRED"]
        for text in encrypted { #expect(try BrokerURL(text).isEncrypted && !BrokerURL(text).isUnchecked) }
        #expect(try BrokerURL("rediss://h?ssl_cert_reqs=CERT_NONE").isUnchecked)
        #expect(try BrokerURL("redis://h?ssl_cert_reqs=none").isUnchecked)
        #expect(try !BrokerURL("redis://h").isUnchecked)
    }

    @Test(arguments: [
        ("rdb:/var/lib/redis/dump.rdb", "/var/lib/redis/dump.rdb", 0), ("rdb:dump.rdb?db=7", "dump.rdb", 7),
        ("RDB:/a b%20:@#&=.rdb?db=0", "/a b%20:@#&=.rdb", 0), ("rdb:/what?.rdb?db=3", "/what?.rdb", 3),
        ("rdb:/d.rdb?db=", "/d.rdb", 0),
    ])
    func readsTheNameOfADumpAsItStands(_ text: String, path: String, database: Int) throws {
        let url = try BrokerURL(text)
        #expect(url.endpoint == .file(path: path))
        #expect(url.database == database && url.transport == .redis && url.isDump && url.features == [])
        #expect(url.description == "rdb:\(path)" + (database == 0 ? "" : "?db=\(database)"))
        #expect(try BrokerURL(url.description).endpoint == url.endpoint)
        let served = url.served(at: "/tmp/s")
        #expect(served.endpoint == .unix(path: "/tmp/s") && served.database == database)
        #expect(served.description == url.description, "messages name the dump, and not our socket")
    }

    /// Each scheme leads to one transport, and each of these to a broker that knows what it carries.
    @Test(arguments: Transport.allCases) func knowsEveryTransportByItsSchemes(_ transport: Transport) throws {
        #expect(!transport.schemes.isEmpty)
        for scheme in transport.schemes {
            let url = try BrokerURL("\(scheme)://h/1")
            #expect(url.transport == transport && url.broker(BrokerOptions()).features == url.features)
            #expect(try BrokerURL(url.description).transport == transport, "it doesn't read what it writes")
        }
    }

    @Test func encryptsNoDumpThatStandsBesideAServer() throws {
        let urls = try BrokerURL.list("rediss://h?ssl_cert_reqs=none;rdb:/d.rdb?db=2;redis://i")
        #expect(urls.map(\.isEncrypted) == [true, false, true])
        #expect(urls.map(\.isDump) == [false, true, false])
    }

    @Test func readsSeveralInTheirOrder() throws {
        let urls = try BrokerURL.list("redis://a;redis://b:1/2")
        #expect(urls.map(\.description) == ["redis://a:6379/0", "redis://b:1/2"])
        #expect(throws: URLFlaw.empty) { try BrokerURL.list("redis://a;") }
    }
}
