import Testing

@testable import Site

struct SiteTreeTests {
    @Test func publishesWhatPagesReferToBeforeThePages() throws {
        let tree = try SiteTree(
            try rendered(["index.html": "", "a.html": "", "assets/z.css": "", "data/x.js": "", "b.md": ""]),
            carrying: [CarriedFile(from: "index.html", to: "archive/1/index.html")],
            after: PublishedSite(absentAt: "/x"))
        #expect(
            tree.publishingOrder.map(\.path)
                == ["assets/z.css", "archive/1/index.html", "data/x.js", "a.html", "b.md", "index.html"])
    }

    @Test func listsCarriedFilesAsOurs() throws {
        let tree = try SiteTree(
            [], carrying: [CarriedFile(from: "a", to: "archive/a")], after: PublishedSite(absentAt: "/x"))
        #expect(tree.places == ["archive/a": .carried(from: "a")])
        #expect(tree.manifest == Manifest(files: ["archive/a"], kept: []))
    }

    @Test func refusesTwoFilesInOnePlace() throws {
        let files = try rendered(["a": "1"])
        #expect(throws: PublishError.conflict("a", "a")) {
            try SiteTree(files + files, carrying: [], after: PublishedSite(absentAt: "/x"))
        }
        #expect(throws: PublishError.conflict("a", "a")) {
            try SiteTree(files, carrying: [CarriedFile(from: "b", to: "a")], after: PublishedSite(absentAt: "/x"))
        }
    }

    @Test func refusesAFileWhereAnotherNeedsAFolder() throws {
        let files = try rendered(["a": "1", "a/b/c": "2"])
        #expect(throws: PublishError.conflict("a", "a/…")) {
            try SiteTree(files, carrying: [], after: PublishedSite(absentAt: "/x"))
        }
    }
}
