import Foundation
import TestSupport
import Testing

@testable import Configuration

struct InputFileTests {
    @Test func readsFilesOfAnySize() throws {
        let folder = try TemporaryFolder()
        let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        #expect(try InputFile(path: folder.write(bytes, to: "x")).bytes() == bytes)
        #expect(try InputFile(path: folder.write([], to: "empty")).text().isEmpty)
    }

    @Test func refusesBytesThatAreNoText() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write([0x61, 0xFF], to: "x")
        #expect(throws: CommandError.notUTF8(path: path)) { try InputFile(path: path).text() }
    }

    @Test func saysWhyAFolderCannotBeRead() throws {
        let folder = try TemporaryFolder()
        #expect(throws: CommandError.unreadable(path: folder.path, reason: "is a directory")) {
            try InputFile(path: folder.path).bytes()
        }
    }

    @Test func givesWhatAPipeHeldToWhoeverAsksAgain() throws {
        let pipe = Spawning.pipe()
        let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
        try pipe.fileHandleForWriting.write(contentsOf: Data("redis://127.0.0.1/0\n".utf8))
        try pipe.fileHandleForWriting.close()
        for _ in 0..<3 { #expect(try InputFile(path: path).firstLine() == "redis://127.0.0.1/0") }
    }
}
