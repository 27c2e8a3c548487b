import Celery
import Report
import Testing

@testable import Site

struct TaskBytesTests {
    @Test func keepsAPageOfQuotationMarksBelowItsLimit() throws {
        var snapshot = SampleSnapshot(taskCount: 12).snapshot
        for index in snapshot.tasks.indices {
            snapshot.tasks[index].facts.traceback = String(repeating: "\"", count: 60_000)
        }
        let pages = Report(snapshot, zone: .utc, room: TaskBytes.room).taskPages.pages
        #expect(pages.count > 1)
        let files = try SiteBuilder.builtIn.get().files(
            for: snapshot, zone: .utc, options: SiteOptions())
        let paths = Set(pages.map(\.path))
        for file in files where paths.contains(file.path) { #expect(file.bytes.count <= 3_000_000) }
    }
}
