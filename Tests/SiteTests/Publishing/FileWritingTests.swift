import Foundation
import TestSupport
import Testing

@testable import Site

/// How a file is written that may be the same as before, which only its end tells.
struct FileWritingTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Writes stretches to `new`; returns which file from before holds the same.
    private func write(_ stretches: [String], comparing formers: [String]) throws -> String? {
        var writing = FileWriting(
            to: folder("new"), comparing: formers.map { folder($0) }, disk: Disk(output: "site"), shown: "new")
        for stretch in stretches { Array(stretch.utf8).withUnsafeBufferPointer { writing.put($0) } }
        return try writing.finish()
    }

    @Test func writesNothingWhereTheSameIsThere() throws {
        try folder.write("one two", to: "old")
        #expect(try write(["one", " two"], comparing: ["absent", "old"]) == folder("old"))
        #expect(try folder.names() == ["old"])
    }

    @Test(arguments: [
        "", "one", "one two three", "one twO", "two", "one tw",
    ])
    func writesAllWhereAnythingDiffers(old: String) throws {
        try folder.write(old, to: "old")
        #expect(try write(["one", "", " two"], comparing: ["old"]) == nil)
        #expect(try folder.text("new") == "one two")
        #expect(try folder.text("old") == old)
    }

    @Test func goesOnWithTheOneThatStaysTheSame() throws {
        try folder.write("one two four", to: "old")
        try folder.write("one two three", to: "original")
        #expect(try write(["one two", " three"], comparing: ["old", "original"]) == folder("original"))
        #expect(try folder.names() == ["old", "original"])
    }

    @Test func copiesALongBeginning() throws {
        let beginning = String(repeating: "0123456789", count: 50_000)
        try folder.write(beginning + "a", to: "old")
        #expect(try write([beginning, "b"], comparing: ["old"]) == nil)
        #expect(try folder.text("new") == beginning + "b")
    }

    @Test func comparesNeitherLinksNorFolders() throws {
        try folder.write("a", to: "folder/a")
        try FileManager.default.createSymbolicLink(atPath: folder("link"), withDestinationPath: folder("folder/a"))
        #expect(try write(["a"], comparing: ["link", "folder"]) == nil)
        #expect(try folder.text("new") == "a")
    }

    @Test func makesAnEmptyFile() throws {
        #expect(try write([], comparing: ["absent"]) == nil)
        #expect(try folder.text("new").isEmpty)
    }

    @Test func tellsWhatFailed() throws {
        try folder.write("", to: "new")
        #expect(throws: PublishError.system(.write, file: "new", output: "site", code: EEXIST)) {
            _ = try write(["a"], comparing: [])
        }
    }

    @Test(.enabled(if: TemporaryDisk.isPossible, "mounting a tmpfs needs root"), arguments: [true, false])
    func leavesNothingOfAFileThatFailsOrIsGivenUp(fails: Bool) throws {
        let small = try TemporaryDisk(at: folder("disk"), kilobytes: 64)
        defer { small.unmount() }
        func write() throws {
            var writing = FileWriting(to: small("new"), comparing: [], disk: Disk(output: "site"), shown: "new")
            let stretch = [UInt8](repeating: 120, count: fails ? 40_000 : 4_000)
            for _ in 0..<3 { stretch.withUnsafeBufferPointer { writing.put($0) } }
            if fails { _ = try writing.finish() }
        }
        if fails {
            #expect(throws: PublishError.system(.write, file: "new", output: "site", code: ENOSPC), performing: write)
        } else {
            try write()
        }
        #expect(try folder.names("disk").isEmpty)
    }

    /// A site of one file that comes in these stretches.
    private func site(_ stretches: [String]) throws -> [RenderedFile] {
        [
            try RenderedFile(path: "long.html") { reader in
                for stretch in stretches { Array(stretch.utf8).withUnsafeBufferPointer(reader) }
            }
        ]
    }

    @Test(
        .enabled(if: TemporaryDisk.isPossible, "mounting a tmpfs needs root"),
        arguments: [Publisher.Mode.exchange, .inPlace], ["a", "beginning"])
    func changesNothingWhereALaterStretchFindsNoRoom(_ mode: Publisher.Mode, former: String) throws {
        let disk = try TemporaryDisk(at: folder("disk"), kilobytes: 64)
        defer { disk.unmount() }
        let publisher = Publisher(output: folder("disk/site"), mode: mode)
        try publisher.publish(site([former]))
        // The first stretch stands in the file from before, or goes to the new one; the third is too much.
        let stretches = ["beginning", String(repeating: "x", count: 30_000), String(repeating: "y", count: 60_000)]
        let error = PublishError.system(.write, file: "long.html", output: folder("disk/site"), code: ENOSPC)
        #expect(throws: error) { try publisher.publish(site(stretches + ["end"])) }
        #expect(try folder.text("disk/site/long.html") == former)
        #expect(try folder.names("disk") == ["site"])
        #expect(try folder.names("disk/site") == [".herbarium-manifest.json", "long.html"])
        // What was written has gone again, so that there is room.
        try publisher.publish(site(Array(stretches[..<2])))
        #expect(try folder.text("disk/site/long.html") == stretches[0] + stretches[1])
    }

    @Test(arguments: [Publisher.Mode.exchange, .inPlace])
    func leavesTheArchivesCopyAsItWasWhereThePageChanges(_ mode: Publisher.Mode) throws {
        let publisher = Publisher(output: folder("site"), mode: mode)
        let stretches = [String(repeating: "0123456789", count: 10_000), "old"]
        func publish(_ stretches: [String], capture: String) throws {
            let archive = try #require(try Archive(keeping: 2, newest: capture, published: publisher.publishedFiles()))
            let files = try site(stretches)
            try publisher.publish(files, carrying: archive.carried, twins: archive.twins(of: files))
        }
        try publish(stretches, capture: "1")
        let number = try folder.number("site/archive/1/long.html")
        #expect(try folder.number("site/long.html") == number, "both are one file")
        try publish([stretches[0], "new"], capture: "2")
        #expect(try folder.text("site/long.html") == stretches[0] + "new")
        #expect(try folder.text("site/archive/1/long.html") == stretches[0] + "old")
        #expect(try folder.number("site/archive/1/long.html") == number)
    }
}
