import Celery
import Testing

struct RedactionLineTests {
    @Test func saysOnEveryPageWhatWasTakenOut() async throws {
        let site = try await SampleSite.standard
        for page in site.paths where page.hasSuffix(".html") || page.hasSuffix(".md") {
            #expect(try site.text(page).contains("14 values whose keys look secret were redacted"), "\(page)")
        }
    }

    @Test func tellsStrangersWhatIsMissingAndWhatIsNot() async throws {
        var snapshot = SampleSnapshot(taskCount: 1).snapshot
        snapshot.redactions = Snapshot.Redactions(omitted: ["args", "kwargs"], isPublic: true)
        let site = try await SampleSite(snapshot)
        for page in ["index.html", "tasks.html", "workers/celery@mail-1.html", "report.md", "report.html"] {
            let text = try site.text(page)
            #expect(text.contains("Left out altogether"), "\(page)")
            #expect(text.contains("Made for strangers to read"), "\(page)")
        }
    }
}
