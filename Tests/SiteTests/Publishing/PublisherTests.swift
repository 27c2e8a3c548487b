import Foundation
import Site
import TestSupport
import Testing

struct PublisherTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test(arguments: [Publisher.Mode.exchange, .inPlace])
    func makesTheFolderAndItsParents(mode: Publisher.Mode) throws {
        let publication = try publish(["index.html": "a", "x/y/z.js": "b"], to: "p/q/site", mode: mode)
        #expect(try folder.files("p/q/site") == ["index.html", "x/y/z.js"])
        #expect(publication.written == 2)
        #expect(try folder.names("p/q") == ["site"])
    }

    @Test(arguments: [Publisher.Mode.exchange, .inPlace])
    func becomesTheNewSiteAndNothingElse(mode: Publisher.Mode) throws {
        try publish(["index.html": "a", "x/y.js": "b", "x/z.js": "c"], mode: mode)
        let publication = try publish(["index.html": "A", "x/z.js": "c", "new/n.js": "d"], mode: mode)
        #expect(try folder.files("site") == ["index.html", "new/n.js", "x/z.js"])
        #expect(try folder.text("site/index.html") == "A")
        #expect((publication.written, publication.unchanged, publication.removed) == (2, 1, 1))
        #expect(publication.leftovers == [])
        #expect(try folder.names() == ["site"])
        #expect(try folder.names("site") == [".herbarium-manifest.json", "index.html", "new", "x"])
    }

    @Test(arguments: [Publisher.Mode.exchange, .inPlace])
    func leavesAnUnchangedFileTheSameFile(mode: Publisher.Mode) throws {
        try publish(["index.html": "a", "same.html": "b", "longer.html": "c"], mode: mode)
        let before = try folder.number("site/same.html")
        let modified = try folder.modified("site/same.html")
        try publish(["index.html": "A", "same.html": "b", "longer.html": "cc"], mode: mode)
        #expect(try folder.number("site/same.html") == before)
        #expect(try folder.modified("site/same.html") == modified)
    }

    @Test(arguments: [Publisher.Mode.exchange, .inPlace])
    func neverWritesIntoAFileThatHasAnotherName(mode: Publisher.Mode) throws {
        try publish(["index.html": "a"], mode: mode)
        #expect(link(folder("site/index.html"), folder("mine.html")) == 0)
        try publish(["index.html": "changed"], mode: mode)
        #expect(try folder.text("mine.html") == "a")
        #expect(try folder.text("site/index.html") == "changed")
    }

    @Test(arguments: [Publisher.Mode.exchange, .inPlace])
    func keepsAssetsForOneRelease(mode: Publisher.Mode) throws {
        try publish(["assets/1.css": "1", "x.html": "1"], mode: mode)
        try publish(["assets/2.css": "2"], mode: mode)
        #expect(try folder.files("site") == ["assets/1.css", "assets/2.css"])
        try publish(["assets/3.css": "3"], mode: mode)
        #expect(try folder.files("site") == ["assets/2.css", "assets/3.css"])
        try publish(["assets/2.css": "2"], mode: mode)
        #expect(try folder.files("site") == ["assets/2.css", "assets/3.css"])
        try publish([:], mode: mode)
        try publish([:], mode: mode)
        #expect(try folder.files("site") == [])
    }

    @Test(arguments: [Publisher.Mode.exchange, .inPlace])
    func carriesFilesToAnotherPlace(mode: Publisher.Mode) throws {
        try publish(["index.html": "a"], mode: mode)
        let number = try folder.number("site/index.html")
        let carried = try CarriedFile(from: "index.html", to: "archive/1/index.html")
        try Publisher(output: folder("site"), mode: mode).publish(rendered(["index.html": "b"]), carrying: [carried])
        #expect(try folder.text("site/index.html") == "b")
        #expect(try folder.text("site/archive/1/index.html") == "a")
        #expect(try folder.number("site/archive/1/index.html") == number)
        #expect(
            try Publisher(output: folder("site")).publishedFiles() == ["archive/1/index.html", "index.html"])
    }

    @Test(arguments: [Publisher.Mode.exchange, .inPlace])
    func carriesOverDotFilesAndCNAME(mode: Publisher.Mode) throws {
        try folder.write("example.org", to: "site/CNAME")
        try folder.write("h", to: "site/.git/HEAD")
        try folder.write("o", to: "site/.git/objects/ab/cd")
        try folder.write("n", to: "site/.herbarium-notes")
        #expect(symlink("nowhere", folder("site/.git/link")) == 0)
        try publish(["index.html": "a", "workers/x.html": "b"], mode: mode)
        try folder.write("d", to: "site/workers/.DS_Store")
        try publish(["index.html": "b"], mode: mode)
        #expect(
            try folder.files("site") == [
                ".git/HEAD", ".git/link", ".git/objects/ab/cd", ".herbarium-notes", "CNAME", "index.html",
                "workers/.DS_Store",
            ])
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder("site/.git/link")) == "nowhere")
        #expect(try folder.text("site/CNAME") == "example.org")
    }

    @Test(arguments: [Publisher.Mode.exchange, .inPlace])
    func changesAFileIntoAFolderAndBack(mode: Publisher.Mode) throws {
        try publish(["a": "1", "b/c/d": "2"], mode: mode)
        try publish(["a/x/y": "3", "b": "4"], mode: mode)
        #expect(try folder.files("site") == ["a/x/y", "b"])
    }

    @Test(arguments: [Publisher.Mode.exchange, .inPlace])
    func followsALink(mode: Publisher.Mode) throws {
        try folder.write("", to: "real/.keep")
        #expect(symlink("real", folder("site")) == 0)
        try publish(["index.html": "a"], to: "site/", mode: mode)
        try publish(["index.html": "b"], mode: mode)
        #expect(try folder.files("real") == [".keep", "index.html"])
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder("site")) == "real")
    }

    @Test func followsALinkToWhatIsNotThereYet() throws {
        #expect(symlink("releases/1", folder("site")) == 0)
        try publish(["index.html": "a"])
        #expect(try folder.files("releases/1") == ["index.html"])
    }

    @Test func keepsThePermissionsOfTheFolder() throws {
        try publish(["index.html": "a"])
        #expect(chmod(folder("site"), 0o2775) == 0)
        try publish(["index.html": "b"])
        #expect(try folder.mode("site") == 0o2775)
    }

    @Test(arguments: [Publisher.Mode.exchange, .inPlace])
    func givesUnchangedFilesThePermissionsOfNewOnes(mode: Publisher.Mode) throws {
        try publish(["index.html": "a", "b": "b"], mode: mode)
        #expect(chmod(folder("site/index.html"), 0o600) == 0)
        let modified = try folder.modified("site/index.html")
        try publish(["index.html": "a"], mode: mode)
        #expect(try folder.mode("site/index.html") == 0o644)
        #expect(abs(try folder.modified("site/index.html").timeIntervalSince(modified)) < 0.000_01)
    }

    @Test(arguments: [Publisher.Mode.exchange, .inPlace])
    func writesTheSameFolderTwiceAsOnce(mode: Publisher.Mode) throws {
        try publish(["index.html": "a", "assets/a.css": "b"], mode: mode)
        let number = try folder.number("site/.herbarium-manifest.json")
        let publication = try publish(["index.html": "a", "assets/a.css": "b"], mode: mode)
        #expect((publication.written, publication.unchanged, publication.removed) == (0, 2, 0))
        #expect(try folder.number("site/.herbarium-manifest.json") == number)
    }

    @Test func acceptsAFolderThatWasMadeForIt() throws {
        try FileManager.default.createDirectory(atPath: folder("site/empty/too"), withIntermediateDirectories: true)
        try publish(["index.html": "a"])
        #expect(try folder.files("site") == ["index.html"])
    }

    @Test func knowsOfNothingWhereNothingIs() throws {
        #expect(try Publisher(output: folder("site")).publishedFiles() == [])
        #expect(try Publisher(output: folder("p/q/site")).publishedFiles() == [])
        #expect(try folder.names() == [])
    }

    @discardableResult
    private func publish(
        _ files: [String: String], to name: String = "site", mode: Publisher.Mode = .exchange
    ) throws -> Publication {
        try Publisher(output: folder(name), mode: mode).publish(rendered(files))
    }
}
