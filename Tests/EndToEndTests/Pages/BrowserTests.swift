import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The pages as a browser sees them, opened from the disk.
    @Suite(.serialized, .timeLimit(.minutes(60)), .load(2, about: 20))
    struct BrowserTests {
        private static let headers = [
            "index.html": (
                "workers",
                [
                    "Worker Name", "Status", "Active", "Processed", "Failed", "Succeeded", "Retried", "Load Average",
                    "Received", "Revoked", "Rejected", "Returned", "Lost", "Unaccounted",
                ]
            ),
            "tasks.html": (
                "tasks",
                [
                    "Name", "UUID", "State", "args", "kwargs", "Result", "Received", "Started", "Runtime", "Worker",
                ]
            ),
            "broker.html": ("queues", ["Name", "Messages", "Unacked", "Ready", "Consumers", "Idle since"]),
        ]

        private static let visits = Task {
            let demo = try await DemoSite.shared
            return try await Browser.visit(try Site(demo.path).pages.map { "\(demo.path)/\($0)" })
        }

        @Test func opensEveryPageWithoutAWordToTheConsole() async throws {
            let visits = try await Self.visits.value
            #expect(visits.count > 8)
            for visit in visits {
                #expect(visit.console.isEmpty, "\(visit.page)")
                #expect(!visit.title.isEmpty && !visit.language.isEmpty, "\(visit.page)")
            }
        }

        @Test func asksNobodyElseForAnything() async throws {
            let demo = try await DemoSite.shared
            for visit in try await Self.visits.value {
                #expect(visit.requests.first == visit.page)
                let others = visit.requests.filter { !$0.hasPrefix("file://\(demo.path)/") }
                #expect(others.isEmpty, "\(visit.page)")
            }
        }

        @Test(arguments: headers.keys.sorted())
        func headsItsTableAsPromised(_ page: String) async throws {
            let (name, headers) = try #require(Self.headers[page])
            let visit = try #require(try await Self.visits.value.first { $0.page.hasSuffix("/site/\(page)") })
            let table = try #require(visit.tables[name])
            #expect(Array(table.prefix(headers.count)) == headers)
        }
    }
}
