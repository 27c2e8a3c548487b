import TestSupport
import Testing

@testable import Brokers

struct EncryptionQueryTests {
    /// Every spelling that makes kombu speak TLS, and those that only libraries below it know.
    static let askingForTLS = [
        "amqps://u:hunter2@127.0.0.1:PORT/v", "amqp://u:hunter2@127.0.0.1:PORT/v?ssl=true",
        "amqp://u:hunter2@127.0.0.1:PORT/v?ssl=1", "amqp://u:hunter2@127.0.0.1:PORT/v?ssl=false",
        "pyamqp://u:hunter2@127.0.0.1:PORT/v?ssl=True", "amqp://u:hunter2@127.0.0.1:PORT/v?heartbeat=10&ssl=yes",
        "amqp://u:hunter2@127.0.0.1:PORT//?ssl_cert_reqs=none",
        "amqp://u:hunter2@127.0.0.1:PORT//?ssl_check_hostname=false",
        "amqp://u:hunter2@127.0.0.1:PORT//?%73sl=true", "rediss://u:hunter2@127.0.0.1:PORT/0",
        "rediss://:hunter2@127.0.0.1:PORT/0?ssl_cert_reqs=CERT_NONE",
        "redis://:hunter2@127.0.0.1:PORT/0?ssl_cert_reqs=required",
        "redis://:hunter2@127.0.0.1:PORT/0?ssl_cert_reqs=none",
        "redis://:hunter2@127.0.0.1:PORT/0?ssl_cert_reqs=CERT_OPTIONAL",
        "redis://:hunter2@127.0.0.1:PORT/0?ssl_check_hostname=False", "redis://:hunter2@127.0.0.1:PORT/0?ssl=true",
        "redis://:hunter2@127.0.0.1:PORT?virtual_host=1&ssl_cert_reqs=optional",
    ]

    @Test(arguments: askingForTLS)
    func sendsNothingButAHandshakeWhereTLSIsAskedFor(_ template: String) async throws {
        let sent = try await firstBytes { port in
            try #require(try BrokerURL.list(template.replacing("PORT", with: "\(port)")).last)
        }
        // A record of the type "handshake", of TLS 1.x.
        #expect(Array(sent.prefix(2)) == [0x16, 0x03])
        #expect(!String(decoding: sent, as: Unicode.ASCII.self).contains("hunter2"))
    }

    @Test(arguments: [
        "amqp://u:hunter2@127.0.0.1:1/v?ssl=true;amqp://u:hunter2@127.0.0.1:PORT/v",
        "redis://:hunter2@127.0.0.1:1/0?ssl_cert_reqs=required;redis://:hunter2@127.0.0.1:PORT/0",
        "sentinel://:hunter2@127.0.0.1:1/0?ssl_cert_reqs=none;redis://:hunter2@127.0.0.1:PORT/0",
    ])
    func encryptsAllAddressesAsTheFirstAsks(_ template: String) async throws {
        let sent = try await firstBytes { port in
            try #require(try BrokerURL.list(template.replacing("PORT", with: "\(port)")).last)
        }
        #expect(Array(sent.prefix(2)) == [0x16, 0x03])
    }

    @Test func speaksPlainlyWhereNothingIsAskedFor() async throws {
        for scheme in ["redis", "amqp"] {
            let sent = try await firstBytes { port in
                try BrokerURL("\(scheme)://:hunter2@127.0.0.1:\(port)/?virtual_host=0&heartbeat=5")
            }
            #expect(try #require(sent.first) != 0x16)
        }
    }

    @Test(arguments: [
        ("amqp://h?SSL=true", "SSL"), ("amqp://h?tls=true", "tls"), ("amqp://h?ssl_ca=x", "ssl_ca"),
        ("redis://h?ssl_min_version=x", "ssl_min_version"), ("redis://h?ssl-cert-reqs=required", "ssl-cert-reqs"),
        ("amqps://h?verify=verify_peer", "verify"), ("amqps://h?cacertfile=/x", "cacertfile"),
        ("redis://h?use_ssl=1", "use_ssl"), ("rediss://h?check_hostname=0", "check_hostname"),
        ("redis://h?ssl%0Apw=1", "ssl…"),
    ])
    func refusesWhatItDoesNotKnowOfEncryption(_ text: String, _ name: String) {
        #expect(throws: URLFlaw.unknownEncryption(name)) { try BrokerURL(text) }
    }

    @Test(arguments: [
        "redis://h?ssl_cert_reqs=maybe", "redis://h?ssl_cert_reqs=", "redis://h?ssl_check_hostname=perhaps",
        "amqp://h?ssl=", "amqp://h?ssl", "redis://h?ssl_ca_certs=",
    ])
    func refusesWordsThatDoNotSayHowToEncrypt(_ text: String) {
        #expect(throws: URLFlaw.self) { try BrokerURL(text) }
    }

    @Test func refusesToEncryptASocketOfThisMachine() {
        #expect(throws: URLFlaw.encryptedSocket) { try BrokerURL("redis+socket:///run/r.sock?ssl_cert_reqs=required") }
        #expect(throws: URLFlaw.encryptedSocket) {
            try BrokerURL.list("redis://a?ssl_cert_reqs=required;redis+socket:///run/r.sock")
        }
    }

    @Test func takesTheirPortFromTLS() throws {
        #expect(try BrokerURL("amqp://h?ssl=true").endpoint == .tcp(host: "h", port: 5671))
        #expect(
            try BrokerURL.list("amqp://a?ssl=true;amqp://b;amqp://c:1").map(\.endpoint) == [
                .tcp(host: "a", port: 5671), .tcp(host: "b", port: 5671), .tcp(host: "c", port: 1),
            ])
        #expect(try BrokerURL("redis://h?ssl_cert_reqs=none").description == "rediss://h:6379/0")
    }

    @Test func handsFilesAndChecksToTheConnection() throws {
        let query = "ssl_ca_certs=%2Fca.pem&ssl_certfile=/c.pem&ssl_keyfile=/k.pem&ssl_check_hostname=false"
        let url = try BrokerURL("redis://h?\(query)")
        let tls = url.tls(TLSOptions())
        #expect(tls.authorities == "/ca.pem" && tls.certificate == "/c.pem" && tls.key == "/k.pem")
        #expect(!tls.checksHost && !tls.isInsecure && url.takesAnyHost && !url.isUnchecked)
        #expect(try BrokerURL("rediss://h").tls(TLSOptions()) == TLSOptions())
    }

    /// What a broker of ours sends to a server that only hears it.
    private func firstBytes(of url: (_ port: Int) throws -> BrokerURL) async throws -> [UInt8] {
        try await FakeServer.with(.answering("")) { server in
            var options = BrokerOptions()
            options.stream = StreamOptions(connectTimeout: .seconds(20), responseTimeout: .seconds(20))
            // That it comes to nothing is certain.
            _ = try? await url(server.port).broker(options).identify()
            return try #require(server.firstMessages.first)
        }
    }
}
