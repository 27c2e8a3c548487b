import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The broker is killed, paused, or killed and started again, at each stage of a run.
    @Suite(.timeLimit(.minutes(60)), .load(1, about: 80))
    struct StageTests {
        @Test func survivesThatRedisIsKilled() async throws { try await checkRedis(.kill) }

        @Test func survivesThatRedisHangs() async throws { try await checkRedis(.pause) }

        @Test func survivesThatRedisIsStartedAgain() async throws { try await checkRedis(.restart) }

        @Test func survivesThatRabbitMQIsKilled() async throws { try await checkRabbitMQ(.kill) }

        @Test func survivesThatRabbitMQHangs() async throws { try await checkRabbitMQ(.pause) }

        @Test func survivesThatRabbitMQIsStartedAgain() async throws { try await checkRabbitMQ(.restart) }

        private func checkRedis(_ fault: Strike.Fault) async throws {
            try await Cluster.with(["--scenario", "small"]) { cluster in
                try await cluster.tell("send", ["count": 10])
                try await check(cluster, Strike.redis, fault)
            }
        }

        private func checkRabbitMQ(_ fault: Strike.Fault) async throws {
            try await Cluster.with(["--broker", "rabbitmq", "--scenario", "small", "--results", "none"]) { cluster in
                try await check(cluster, Strike.rabbitMQ, fault)
            }
        }

        private func check(_ cluster: Cluster, _ strikes: [Strike], _ fault: Strike.Fault) async throws {
            let folder = try TemporaryFolder()
            let first = try await report(cluster, folder).outcome()
            #expect(first.status == 0, "\(first.errors)")
            for strike in strikes { try await check(cluster, strike, fault, folder) }
            // Workers take a while to come back.
            var last = try await report(cluster, folder).outcome()
            for _ in 0..<20 where last.status != 0 { last = try await report(cluster, folder).outcome() }
            #expect(last.status == 0 && last.errors.isEmpty, "\(last.errors)")
        }

        private func check(
            _ cluster: Cluster, _ strike: Strike, _ fault: Strike.Fault, _ folder: TemporaryFolder
        ) async throws {
            let name: Comment = "\(fault.rawValue) while \(strike.stage)"
            let before = try Site(folder("site"))
            let door = strike.isAtManagement ? "management" : "broker"
            let wire = try await cluster.tell(
                "set-tripwire", ["marker": strike.marker, "fault": fault.rawValue, "door": door], as: Door.self)
            let run = try await report(cluster, folder, through: wire.port, isAtManagement: strike.isAtManagement)
                .outcome()
            #expect(try await cluster.tell("recover", as: Recovery.self).sprung, name)
            #expect(strike.statuses.contains(run.status), "\(name): \(run.status) \(run.errors)")
            let site = try Site(folder("site"))
            if run.status == 1 {
                #expect(run.complaints.count == 1 && run.errors.hasPrefix("error: "), "\(name): \(run.errors)")
                #expect(site.files == before.files, name)
            } else {
                #expect(run.complaints.allSatisfy { $0.hasPrefix("warning: ") }, "\(name): \(run.errors)")
                let snapshot = try #require(try site.snapshot(), name)
                #expect(run.status == 0 || snapshot.findingCodes.contains("source_failed"), name)
                #expect(snapshot.totals.processed == nil || snapshot.totals.sum == snapshot.totals.processed, name)
            }
            // The place for late answers lasts five seconds.
            try await eventually {
                try await !cluster.contents().keys.contains { $0.contains("herbarium-") }
            }
        }

        private func report(
            _ cluster: Cluster, _ folder: TemporaryFolder, through port: Int? = nil, isAtManagement: Bool = false
        ) async throws -> RunningProcess {
            let addresses = cluster.addresses
            func redirected(_ address: String) -> String {
                port.map { address.replacing(#/127\.0\.0\.1:\d+/#, with: "127.0.0.1:\($0)") } ?? address
            }
            var options = ["--broker", isAtManagement ? addresses.broker : redirected(addresses.broker)]
            if let results = addresses.resultBackend { options += ["--result-backend", redirected(results)] }
            if let management = addresses.management {
                options += ["--management", isAtManagement ? redirected(management) : management]
            }
            return try Herbarium.start(
                [
                    "report", "--output", folder("site"), "--listen", "1s", "--inspect-timeout", "1s", "--deadline",
                    "60s",
                ]
                    + options)
        }

        private struct Door: Decodable, Sendable { let port: Int }
        private struct Recovery: Decodable, Sendable { let sprung: Bool }
    }
}
