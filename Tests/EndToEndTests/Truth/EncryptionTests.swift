import Foundation
import Testing

extension EndToEnd {
    /// Encrypted connections to servers that ask for a certificate, and are certified as `localhost` alone.
    @Suite(.serialized, .timeLimit(.minutes(3)))
    struct EncryptionTests {
        @Test(arguments: [(["--broker", "redis"], "rediss", "/0"), (["--broker", "rabbitmq"], "amqps", "//")])
        func believesOnlyWhomItKnows(_ options: [String], _ scheme: String, _ path: String) async throws {
            try await Cluster.with(options + ["--scenario", "small", "--tls"]) { cluster in
                let folder = try #require(cluster.addresses.certificates)
                let authority = ["--tls-ca", folder + "/authority.pem"]
                let ours = ["--tls-cert", folder + "/client.pem", "--tls-key", folder + "/client.key"]
                func run(_ host: String, _ options: [String]) async throws -> ProcessOutcome {
                    let broker = "\(scheme)://\(host):\(cluster.addresses.tlsPort)\(path)"
                    let management = cluster.addresses.management.map { ["--management", $0] } ?? []
                    return try await Herbarium.run(
                        ["capture", "--to", "-", "--broker", broker, "--listen", "1s"] + management + options)
                }
                let known = try await run("localhost", authority + ours)
                #expect(known.status == 0 && known.errors.isEmpty, "\(known.errors)")
                let snapshot = try SnapshotFile.read(known.output)
                #expect(snapshot.status(of: "inspect") == "ok" && snapshot.workers.count == 2)
                #expect(snapshot.broker.url.hasPrefix("\(scheme)://localhost:"))

                for (host, options, reason) in [
                    ("localhost", ours, "certificate"), ("127.0.0.1", authority + ours, "127.0.0.1"),
                    ("localhost", authority, "localhost"),
                    ("localhost", authority + ["--tls-cert", "/no/such.pem"], "localhost"),
                ] {
                    let refused = try await run(host, options)
                    #expect(refused.status == 1 && refused.complaints.count == 1, "\(options) \(refused.errors)")
                    #expect(refused.errors.contains(reason), "\(refused.errors)")
                }

                let insecure = try await run("127.0.0.1", ["--tls-insecure"] + ours)
                #expect(insecure.status == 0, "\(insecure.errors)")
                let server = try #require(try SnapshotFile.read(insecure.output).broker.server)
                #expect(server.hasSuffix("its certificate not checked"))
            }
        }
    }
}
