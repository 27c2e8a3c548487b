import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A broker that is reached in an unusual way.
    @Suite(.timeLimit(.minutes(60)), .load(0, about: 0))
    struct BrokerAddressTests {
        @Test func namesTheBrokerWithoutItsPassword() async throws {
            let run = try await WatchedCluster.elsewhere.observed
            #expect(run.snapshot.broker.url.hasPrefix("redis+socket://"))
            let text = String(decoding: run.bytes, as: UTF8.self)
            for secret in ["w@rd", "w%40rd"] { #expect(!text.contains(secret)) }
        }

        @Test func knowsValkey() async throws {
            let server = try await WatchedCluster.elsewhere.observed.snapshot.broker.server
            #expect(server?.hasPrefix("Valkey ") == true)
        }

        @Test(.load(1, about: 20)) func takesTheAddressFromWhereverItIsGiven() async throws {
            let (folder, broker) = (try TemporaryFolder(), try await Cluster.quiet.addresses.broker)
            try Data("listen: 1s\nbroker: '\(broker)'\n".utf8).write(to: URL(filePath: folder("herbarium.yaml")))
            try Data("\(broker)\n".utf8).write(to: URL(filePath: folder("broker")))
            let dead = "redis://:secret@127.0.0.1:1/0"
            for (options, environment, warnings) in [
                (["--broker", broker], [:], 0),
                (["--broker", broker.replacing("127.0.0.1", with: "[::1]")], [:], 0),
                (["--broker", "\(dead);\(broker)"], [:], 1),
                (["--broker-file", folder("broker")], [:], 0),
                (["--config", folder("herbarium.yaml")], [:], 0),
                ([], ["HERBARIUM_BROKER": broker], 0),
                ([], ["CELERY_BROKER_URL": "\(dead);\(broker)"], 1),
            ] as [([String], [String: String], Int)] {
                let command = ["capture", "--to", "-", "--listen", "1s"] + options
                let run = try await Herbarium.run(command, environment: environment)
                #expect(run.status == 0 && run.complaints.count == warnings, "\(options) \(run.errors)")
                #expect(!run.errors.contains("secret") && !run.errors.contains("w%40rd"))
                #expect(warnings == 0 || run.errors.contains("cannot connect to 'redis://:***@127.0.0.1:1/0'"))
                let snapshot = try SnapshotFile.read(run.output)
                #expect(snapshot.status(of: "inspect") == "ok" && snapshot.workers.count == 2)
                #expect(!String(decoding: run.output, as: UTF8.self).contains("w%40rd"))
            }
        }
    }
}
