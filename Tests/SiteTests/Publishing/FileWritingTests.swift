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
}
