import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// One index over several sites, as the program makes it and a browser shows it.
    @Suite(.timeLimit(.minutes(60)), .load(2, about: 30))
    struct OverviewTests {
        /// An index over the demo, a hostile cluster, and a folder that holds no site.
        private static let made = Task {
            let (demo, hostile) = (
                try await DemoSite.shared, try await PageCheck.site("hostile", tasks: 60, rotation: 6)
            )
            let folder = try TemporaryFolder()
            try folder.write("nothing", to: "empty/index.html")
            let outcome = try await Herbarium.run([
                "overview", folder("empty"), hostile("site"), demo.path, "--output", folder("all"),
            ])
            return (folder, hostile, outcome)
        }

        @Test func tellsOfEachSiteAndOfWhatIsNone() async throws {
            let (folder, _, outcome) = try await Self.made.value
            #expect(outcome.status == 2 && outcome.output.isEmpty)
            let words = "cannot read '\(folder("empty"))/data/snapshot.json': no such file or directory"
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
            struct Told: Decodable {
                struct Cluster: Decodable {
                    let title, standing: String
                    let address, problem: String?
                    let totals: Counts?
                }
                struct Counts: Decodable { let processed, succeeded, failed, lost: Int? }
                let clusters: [Cluster]
            }
            let told = try JSONDecoder().decode(Told.self, from: folder.data("all/data/overview.json")).clusters
            #expect(told.count == 3 && told.last?.title == "empty" && told.last?.totals == nil)
            let demo = try #require(told.first { $0.title == "shop, a recorded cluster" })
            let path = try await DemoSite.shared.path
            let snapshot = try #require(try Site(path).snapshot())
            #expect(demo.totals?.processed == snapshot.totals.processed && demo.standing == "critical")
        }

        @Test func isSearchedByTheKeyboardAloneAndLeadsToFilesThatAreThere() async throws {
            try await PageCheck.expectNone("overview", Self.made.value.0("all"))
        }

        @Test func isReadWhereverItIsOpened() async throws {
            let site = try await Self.made.value.0("all")
            for command in ["readable", "accessible", "valid"] { try await PageCheck.expectNone(command, site) }
        }
    }
}
