import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The same snapshot gives the same bytes.
    @Suite(.timeLimit(.minutes(60)), .load(2, about: 20))
    struct ReproductionTests {
        @Test func rendersTheSameSiteFromItsOwnSnapshot() async throws {
            let demo = try await DemoSite.shared
            let folder = try TemporaryFolder()
            let command = ["render", "\(demo.path)/data/snapshot.json", "--output", folder("site")]
            let run = try await Herbarium.run(command, environment: ["LANG": "de_DE.UTF-8", "TZ": "Asia/Kathmandu"])
            #expect(run.status == 0 && run.errors.isEmpty && run.output.isEmpty, "\(run.errors)")
            let expected = try Site(demo.path).contents
            let first = try Site(folder("site"))
            #expect(expected.count > 30 && first.files.keys.sorted() == expected.keys.sorted())
            #expect(expected.keys.filter { first.contents[$0] != expected[$0] } == [])

            #expect(try await Herbarium.run(command).status == 0)
            let second = try Site(folder("site"))
            #expect(second.files.keys.sorted() == first.files.keys.sorted())
            #expect(first.files.keys.filter { second.files[$0] != first.files[$0] } == [], "not left alone")
        }

        @Test func rendersFromAPackedSnapshot() async throws {
            let demo = try await DemoSite.shared
            let folder = try TemporaryFolder()
            let render = ["render", "--output", folder("site"), "--compress-data"]
            #expect(try await Herbarium.run(render + ["\(demo.path)/data/snapshot.json"]).status == 0)
            let packed = try Site(folder("site")).contents
            let plain = try Site(demo.path).contents
            #expect(packed["data/snapshot.json"] == nil)
            let sizes = (packed["data/snapshot.json.gz"]?.count ?? .max, plain["data/snapshot.json"]?.count ?? 0)
            #expect(sizes.0 < sizes.1 / 4)
            let again = ["render", folder("site/data/snapshot.json.gz"), "--output", folder("again")]
            #expect(try await Herbarium.run(again).status == 0)
            #expect(try Site(folder("again")).contents["data/snapshot.json"] == plain["data/snapshot.json"])
            let cut = try #require(packed["data/snapshot.json.gz"]).dropLast(9)
            try Data(cut).write(to: URL(filePath: folder("cut.json")))
            let refused = try await Herbarium.run(["render", folder("cut.json"), "--output", folder("no")])
            #expect(refused.status == 1 && refused.errors.contains("gzip that ends too early"))
        }

        @Test func rendersWhatARealClusterGave() async throws {
            try await Cluster.with(["--scenario", "small"]) { cluster in
                try await cluster.tell("send", ["count": 60])
                let folder = try TemporaryFolder()
                try Data("# What happened\n\n<script>alert(1)</script> at *noon*\n".utf8)
                    .write(to: URL(filePath: folder("note.md")))
                let command = [
                    "report", "--broker", cluster.addresses.broker, "--result-backend",
                    try #require(cluster.addresses.resultBackend), "--listen", "2s", "--output", folder("site"),
                    "--title", "Störung <1>", "--time-zone", "Europe/Berlin", "--note", folder("note.md"),
                ]
                #expect(try await Herbarium.run(command).status == 0)
                let first = try Site(folder("site"))
                let render = ["render", folder("site/data/snapshot.json"), "--output", folder("again")]
                #expect(try await Herbarium.run(render).status == 0)
                let again = try Site(folder("again")).contents
                #expect(first.contents.keys.sorted() == again.keys.sorted())
                #expect(first.contents.filter { again[$0.key] != $0.value }.keys.sorted() == [])

                #expect(try await Herbarium.run(command).status == 0)
                let second = try Site(folder("site"))
                let assets = first.files.filter { $0.key.hasPrefix("assets/") }
                #expect(!assets.isEmpty && assets.allSatisfy { second.files[$0.key] == $0.value })
                #expect(second.files["data/snapshot.json"]?.data != first.files["data/snapshot.json"]?.data)
            }
        }
    }
}
