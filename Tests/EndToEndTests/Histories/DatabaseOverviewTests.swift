import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The index of the clusters whose histories are in one PostgreSQL.
    @Suite(
        .timeLimit(.minutes(60)), .load(1, about: 10),
        .enabled(if: PostgresInstance.isThere, "there is no PostgreSQL"))
    struct DatabaseOverviewTests {
        /// The host of a broker after which nobody named a cluster.
        private static let secret = "broker.shop.internal"

        private struct Told: Decodable {
            struct Cluster: Decodable {
                let title, standing: String
                let address, problem: String?
                let totals: Counts?
            }
            struct Counts: Decodable { let processed, failed: Int? }
            let clusters: [Cluster]
        }

        private let folder: TemporaryFolder
        private let server: PostgresInstance

        init() throws { (folder, server) = (try TemporaryFolder(), try PostgresInstance()) }

        private var history: [String] {
            ["--history", "postgresql://\(PostgresInstance.user)@/postgres?host=\(server.folder)"]
        }

        private func run(_ words: [String]) async throws -> ProcessOutcome {
            try await Herbarium.run(words + history, environment: ["HERBARIUM_NO_HISTORY": ""])
        }

        /// Imports so many tasks, of which as many fail.
        private func fill(_ count: Int, failing: Int, of cluster: [String]) async throws {
            var lines = ""
            for number in 0..<count {
                let end = number < failing ? "failed\", \"exception\": \"E()" : "succeeded\", \"result\": \"1"
                for (step, kind) in ["received\", \"name\": \"shop.pay", "started", end].enumerated() {
                    lines += """
                        {"type": "task-\(kind)", "uuid": "t\(number)", "hostname": "w@shop", "clock": \(3 * number + step), \
                        "timestamp": \(1_795_800_000 + 10 * number + step), "utcoffset": 0, "pid": 1}

                        """
                }
            }
            try folder.write(lines, to: "events.ndjson")
            let imported = try await run(["import", folder("events.ndjson")] + cluster)
            #expect(imported.status == 0, "\(imported.errors)")
        }

        private func fillAll() async throws {
            try await fill(7, failing: 0, of: ["--cluster", "eu"])
            try await fill(9, failing: 9, of: ["--broker", "redis://\(Self.secret):6379/0"])
        }

        private func told() throws -> [Told.Cluster] {
            try JSONDecoder().decode(Told.self, from: folder.data("all/data/overview.json")).clusters
        }

        @Test func leadsToASiteForEach() async throws {
            try await fillAll()
            let outcome = try await run(["overview", "--output", folder("all")])
            #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
            let clusters = try told()
            #expect(Set(clusters.map(\.title)) == ["eu", "redis://\(Self.secret):6379/0"])
            for cluster in clusters {
                let (count, failed) = cluster.title == "eu" ? (7, 0) : (9, 9)
                #expect(cluster.totals?.processed == count && cluster.totals?.failed == failed)
                let address = try #require(cluster.address?.removingPercentEncoding)
                let site = try Site(folder("all/\(address)"))
                #expect(try site.snapshot()?.totals.processed == cluster.totals?.processed)
            }
            // The index alone is made anew, and leads to the sites that are there.
            try await fill(8, failing: 0, of: ["--cluster", "eu"])
            let before = try folder.modified("all/eu/index.html")
            let again = try await run(["overview", "--no-sites", "--output", folder("all")])
            #expect(again.status == 0, "\(again.errors)")
            #expect(try told().map(\.address) == clusters.map(\.address))
            #expect(try told().first { $0.title == "eu" }?.totals?.processed == 8)
            #expect(try folder.modified("all/eu/index.html") == before)
        }

        @Test func makesTheIndexAloneWhereThatIsAskedFor() async throws {
            try await fillAll()
            let outcome = try await run(["overview", "--no-sites", "--output", folder("all")])
            #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
            let clusters = try told()
            #expect(clusters.map(\.totals?.processed).sorted { ($0 ?? 0) < ($1 ?? 0) } == [7, 9])
            #expect(clusters.allSatisfy { $0.address == nil && $0.problem == nil })
            #expect(try !folder.files("all").contains { $0.hasSuffix("/index.html") })
            #expect(try folder.text("all/index.html").contains(">eu<"))
        }

        @Test(arguments: [["--no-sites"], []])
        func tellsStrangersNoHosts(options: [String]) async throws {
            try await fillAll()
            // Names that might be that of the other one's folder.
            for name in ["cluster 2", "cluster-2", "cluster~2"] {
                try await fill(3, failing: 0, of: ["--cluster", name])
            }
            let outcome = try await run(["overview", "--public", "--output", folder("all")] + options)
            #expect(outcome.status == 0 && !outcome.errors.contains(Self.secret), "\(outcome.errors)")
            let files = try folder.files("all")
            #expect(!files.contains { $0.contains("broker.shop") } && files.contains("index.html"))
            for file in files where !file.contains("assets/") {
                let text = try folder.text("all/" + file)
                #expect(!text.contains(Self.secret), "\(file)")
            }
            let clusters = try told()
            #expect(Set(clusters.map(\.title)) == ["eu", "Celery", "cluster 2", "cluster-2", "cluster~2"])
            let addresses = clusters.compactMap(\.address)
            #expect(Set(addresses).count == (options.isEmpty ? 5 : 0), "\(addresses)")
        }

        @Test(arguments: [["--no-sites"], []])
        func tellsWhyOneCannotBeRead(options: [String]) async throws {
            try await fill(7, failing: 0, of: ["--cluster", "eu"])
            try await fill(1, failing: 0, of: ["--cluster", "us"])
            let broken = try await RunningProcess(
                "/usr/bin/psql",
                [
                    "-h", server.folder, "-U", PostgresInstance.user, "postgres", "-c",
                    "UPDATE herbarium.task SET record = 'x' WHERE cluster = (SELECT id FROM herbarium.cluster WHERE name = 'us')",
                ], environment: [:]
            ).outcome()
            #expect(broken.status == 0, "\(broken.errors)")
            let outcome = try await run(["overview", "--output", folder("all")] + options)
            #expect(outcome.status == 2 && outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
            #expect(outcome.errors.contains("cannot read 'us': its history is damaged"), "\(outcome.errors)")
            let titles = try told().map { "\($0.title) \($0.problem ?? "")" }.sorted()
            #expect(titles == ["eu ", "us its history is damaged"])
        }
    }
}
