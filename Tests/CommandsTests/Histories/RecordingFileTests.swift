import Celery
import Foundation
import TestSupport
import Testing

@testable import Application
@testable import Configuration

struct RecordingFileTests {
    @Test func opensItsFileAnewAfterItWasMovedAway() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/events.ndjson"
        var file = try RecordingFile(path: path, context: .test())
        try file.write(.events(2))
        try FileManager.default.moveItem(atPath: path, toPath: path + ".1")
        try file.write(.events(1))
        try file.reopen()
        try file.write(.events(3))
        let lines = try [path + ".1", path].map { file in
            try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").count
        }
        #expect(lines == [3, 3])
    }

    @Test func leavesTheStandardOutputOpen() throws {
        let output = Recorder()
        var file = try RecordingFile(path: "-", context: .test(output: output))
        try file.reopen()
        try file.write(.events(1))
        #expect(output.text.filter(\.isNewline).count == 1)
    }

    @Test func saysWhyItCannotBeOpened() throws {
        let folder = try TemporaryFolder()
        #expect(throws: CommandError.unwritable(name: "'\(folder.path)'", reason: "is a directory")) {
            try RecordingFile(path: folder.path, context: .test())
        }
    }
}
