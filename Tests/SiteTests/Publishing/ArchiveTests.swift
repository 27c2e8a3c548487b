import TestSupport
import Testing

@testable import Site

struct ArchiveTests {
    private let published = [
        "archive.html", "archive/2026-01-01T00:00:00Z/archive.html", "archive/2026-01-01T00:00:00Z/index.html",
        "archive/2026-01-02T00:00:00Z/index.html", "archive/2026-01-02T00:00:00Z/workers/a.html", "archive/stray",
        "index.html", "workers/a.html",
    ]

    @Test func keepsTheNewestAndThisOneAmongThem() throws {
        let archive = try #require(try Archive(keeping: 2, newest: "2026-01-03T00:00:00Z", published: published))
        #expect(archive.captures == ["2026-01-03T00:00:00Z", "2026-01-02T00:00:00Z"])
        #expect(archive.carried.map(\.path) == [published[3], published[4]])
        #expect(archive.carried.allSatisfy { $0.source == $0.path })
    }

    @Test func makesTheListOfEachSiteAnew() throws {
        let archive = try #require(try Archive(keeping: 9, newest: "2026-01-03T00:00:00Z", published: published))
        #expect(!archive.carried.contains { $0.path.hasSuffix("/archive.html") })
        #expect(archive.captures.count == 3)
    }

    @Test func holdsASiteOnceThatIsPublishedAgain() throws {
        let archive = try #require(try Archive(keeping: 9, newest: "2026-01-02T00:00:00Z", published: published))
        #expect(archive.captures == ["2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z"])
        #expect(archive.carried.map(\.path) == [published[2]])
    }

    @Test func putsAnEarlierCaptureInItsPlace() throws {
        let archive = try #require(try Archive(keeping: 9, newest: "2025-01-01T00:00:00Z", published: published))
        #expect(archive.captures.last == "2025-01-01T00:00:00Z")
    }

    @Test func keepsNothingWhereNothingIsToBeKept() throws {
        #expect(try Archive(keeping: 0, newest: "2026-01-03T00:00:00Z", published: published) == nil)
    }

    @Test func takesTheWholeSiteButTheLists() throws {
        let archive = try #require(try Archive(keeping: 2, newest: "t", published: []))
        let files = try ["index.html", "archive.html", "archive/t/archive.html", "data/tasks.csv"].map {
            try RenderedFile(path: $0, bytes: [])
        }
        #expect(try archive.twins(of: files).map(\.path) == ["archive/t/index.html", "archive/t/data/tasks.csv"])
    }

    @Test func costsNoRoomForFilesThatAShorterSiteHasToo() throws {
        let folder = try TemporaryFolder()
        let archive = try #require(try Archive(keeping: 2, newest: "t", published: []))
        let dated = try archive.dated(
            rendered(["tasks.html": "short", "tasks-1.html": "same", "archive.html": "list"]))
        let files = try rendered(["tasks.html": "long", "tasks-1.html": "same", "archive.html": "list"])
        try Publisher(output: folder("site")).publish(files + dated)
        #expect(try folder.text("site/archive/t/tasks.html") == "short")
        #expect(try folder.number("site/archive/t/tasks-1.html") == folder.number("site/tasks-1.html"))
        #expect(try Publisher(output: folder("site")).publishedFiles().count == 5)
    }

    @Test(arguments: [Publisher.Mode.exchange, .inPlace])
    func costsNoRoomForEqualFiles(_ mode: Publisher.Mode) throws {
        let folder = try TemporaryFolder()
        let publisher = Publisher(output: folder("site"), mode: mode)
        for (capture, text) in [("1", "one"), ("2", "two"), ("2", "two"), ("3", "three")] {
            let archive = try #require(
                try Archive(keeping: 2, newest: capture, published: publisher.publishedFiles()))
            let files = [
                try RenderedFile(path: "index.html", bytes: Array(text.utf8)),
                try RenderedFile(path: "assets/a.css", bytes: Array("same".utf8)),
            ]
            try publisher.publish(files, carrying: archive.carried, twins: archive.twins(of: files))
            for path in ["index.html", "assets/a.css"] {
                let twin = "site/archive/\(capture)/\(path)"
                #expect(try folder.number("site/\(path)") == folder.number(twin), "\(capture) \(path)")
            }
        }
        #expect(try folder.text("site/archive/2/index.html") == "two")
        #expect(try folder.text("site/archive/3/index.html") == "three")
        #expect(try !publisher.publishedFiles().contains { $0.hasPrefix("archive/1/") })
        #expect(try folder.number("site/archive/2/assets/a.css") == folder.number("site/assets/a.css"))
    }
}
