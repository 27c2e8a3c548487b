import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Encrypted connections to servers that ask for a certificate, and are certified as `localhost` alone.
    @Suite(.serialized, .timeLimit(.minutes(60)), .load(1, about: 60))
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
                let before = try await cluster.contents()
                let results =
                    scheme == "rediss" ? ["--result-backend", "rediss://localhost:\(cluster.addresses.tlsPort)/1"] : []
                let known = try await run("localhost", authority + ours + results)
                #expect(known.status == 0 && known.errors.isEmpty, "\(known.errors)")
                let snapshot = try SnapshotFile.read(known.output)
                #expect(snapshot.status(of: "inspect") == "ok" && snapshot.workers.count == 2)
                #expect(snapshot.status(of: "results") == (results.isEmpty ? "skipped" : "ok"))
                #expect(try await cluster.contents() == before)
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
                try await expectWarning(of: insecure)
            }
        }

        /// As with Celery, what the address says goes for the master; the Sentinels are another matter.
        @Test func findsAnEncryptedMasterBySentinelsOfEitherKind() async throws {
            struct Ports: Decodable, Sendable { let port: Int, tlsPort: Int }
            try await Cluster.with(["--scenario", "small", "--tls", "--results", "none"]) { cluster in
                let folder = try #require(cluster.addresses.certificates)
                let ports = try await cluster.tell("watch-by-tls", as: Ports.self)
                let files = [("ca_certs", "authority.pem"), ("certfile", "client.pem"), ("keyfile", "client.key")]
                let query = files.map { "ssl_\($0)=\(folder)/\($1)" }
                func run(_ place: String, _ query: [String], _ options: [String]) async throws -> ProcessOutcome {
                    let broker = "sentinel://\(place)/0?" + query.joined(separator: "&")
                    return try await Herbarium.run(
                        ["capture", "--to", "-", "--broker", broker, "--listen", "1s"] + options)
                }
                let encrypted = "localhost:\(ports.tlsPort)"
                for (place, options) in [("127.0.0.1:\(ports.port)", []), (encrypted, ["--sentinel-tls"])] {
                    let known = try await run(place, query, options)
                    #expect(known.status == 0 && known.errors.isEmpty, "\(known.errors)")
                    let snapshot = try SnapshotFile.read(known.output)
                    #expect(snapshot.status(of: "inspect") == "ok" && snapshot.workers.count == 2)
                    #expect(snapshot.broker.url == "sentinel://\(place)/0")
                }
                for (place, query, options, reason) in [
                    ("127.0.0.1:\(ports.tlsPort)", query, ["--sentinel-tls"], "127.0.0.1"),
                    (encrypted, Array(query.dropFirst()), ["--sentinel-tls"], "--tls-ca"),
                    (encrypted, query, [], "sentinel://\(encrypted)"),
                    ("localhost:\(ports.port)", Array(query.dropFirst()), [], "--tls-ca"),
                ] as [(String, [String], [String], String)] {
                    let refused = try await run(place, query, options)
                    #expect(refused.status == 1 && refused.complaints.count == 1, "\(refused.errors)")
                    #expect(refused.errors.contains(reason), "\(refused.errors)")
                }
            }
        }

        /// The pages say that anybody may have answered.
        private func expectWarning(of capture: ProcessOutcome) async throws {
            let folder = try TemporaryFolder()
            try capture.output.write(to: URL(filePath: folder("snapshot.json")))
            let render = try await Herbarium.run(["render", folder("snapshot.json"), "--output", folder("site")])
            #expect(render.status == 0, "\(render.errors)")
            for page in ["index.html", "broker.html", "report.md"] {
                let text = String(decoding: try folder.data("site/\(page)"), as: UTF8.self)
                #expect(text.contains("its certificate not checked"), "\(page)")
            }
        }

        /// The system's authorities, one of which is ours for the time being, in a name space of its own.
        @Test func trustsTheSystemsAuthorities() async throws {
            try await Cluster.with(["--scenario", "empty", "--tls", "--results", "none"]) { cluster in
                let (folder, bundle) = (
                    try #require(cluster.addresses.certificates), "/etc/ssl/certs/ca-certificates.crt"
                )
                let broker = "rediss://localhost:\(cluster.addresses.tlsPort)/0"
                let command = [
                    try #require(Herbarium.path), "capture", "--to", "-", "--broker", broker, "--listen", "0s",
                    "--tls-cert", folder + "/client.pem", "--tls-key", folder + "/client.key",
                ]
                for (mount, status) in [("true", 1), ("mount --bind '\(folder)/authority.pem' \(bundle)", 0)]
                    as [(String, Int32)]
                {
                    let script = mount + #" && exec "$@""#
                    let run = try await RunningProcess(
                        "/usr/bin/unshare", ["--map-root-user", "--mount", "sh", "-c", script, "sh"] + command,
                        environment: ["HERBARIUM_NO_HISTORY": "true", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
                    ).outcome()
                    #expect(run.status == status, "\(run.errors)")
                    #expect(status == 0 || run.errors.contains("name its authority by --tls-ca"), "\(run.errors)")
                }
            }
        }
    }
}
