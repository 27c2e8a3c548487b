import Celery
import Testing

/// Whether pages say that anybody may read them.
struct OpennessTests {
    private static let sentence = "No access control: whoever can reach these pages can read them."

    @Test func saysOnEveryPageThatNothingKeepsStrangersOut() async throws {
        let site = try await SampleSite.standard
        for page in site.pages where page != "report.html" {
            #expect(try site.text(page).contains(">\(Self.sentence)</p>"), "\(page)")
        }
    }

    @Test func saysNothingOfStrangersWhereItWasToldOtherwise() async throws {
        var protected = SampleSnapshot(taskCount: 2).snapshot
        protected.report.isProtected = true
        var forStrangers = SampleSnapshot(taskCount: 2).snapshot
        forStrangers.redactions.isPublic = true
        for snapshot in [protected, forStrangers] {
            let site = try await SampleSite(snapshot)
            for page in site.pages { #expect(try !site.text(page).contains("unprotected"), "\(page)") }
        }
    }
}
