import Foundation
import TestSupport
import Testing

@testable import Application
@testable import Commands
@testable import Configuration

/// Files that hold events and something else, or end too early: what is good goes in, and the rest is said once.
struct ImportFlawTests {
    /// What became of an import.
    private struct Outcome {
        let status: RunStatus
        let added: Int
        let text: String
    }

    private static func events(_ count: Int) -> String {
        (0..<count).map {
            """
            {"type": "task-received", "uuid": "t\($0)", "hostname": "w1@a", "timestamp": \(1_790_000_000 + $0), "clock": \($0)}

            """
        }.joined()
    }

    private static func packed(_ text: String, by program: String = "gzip") throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program, "-c"]
        let (input, output) = (Spawning.pipe(), Spawning.pipe())
        (process.standardInput, process.standardOutput) = (input, output)
        try Spawning.start(process)
        let writer = Thread {
            input.fileHandleForWriting.write(Data(text.utf8))
            try? input.fileHandleForWriting.close()  // What reads has ended by itself.
        }
        writer.start()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Array(data)
    }

    private func imported(_ bytes: [UInt8], as name: String = "events.ndjson.gz") async throws -> Outcome {
        let folder = try TemporaryFolder()
        return try await imported([try folder.write(bytes, to: name)], in: folder)
    }

    private func imported(_ files: [String], in folder: TemporaryFolder) async throws -> Outcome {
        let errors = Recorder()
        let status = await Program.run(
            arguments: ["import", "--history", folder.path + "/h.sqlite"] + files, in: .test(errors: errors))
        let count = errors.text.firstMatch(of: /(\d+) events? added/).flatMap { Int($0.1) }
        return Outcome(status: status, added: try #require(count), text: errors.text)
    }

    @Test func takesWhatStandsBeforeTheCutOfAPackedFile() async throws {
        let whole = try Self.packed(Self.events(20_000))
        let outcome = try await imported(Array(whole.dropLast(whole.count / 3)))
        #expect(outcome.status == .failed && outcome.added > 8_000 && outcome.added < 20_000, "\(outcome)")
        #expect(outcome.text.components(separatedBy: "gzip that ends too early").count == 2)
        #expect(!outcome.text.contains("no event that can be read"), "\(outcome)")
    }

    @Test func takesWhatStandsBeforeGarbage() async throws {
        let outcome = try await imported(try Self.packed(Self.events(100)) + Array("garbage".utf8))
        #expect(outcome.status == .failed && outcome.added == 100)
        #expect(outcome.text.contains("something that isn't gzip follows"), "\(outcome)")
        let padded = try await imported(try Self.packed(Self.events(100)) + [0, 0, 0, 0])
        #expect(padded.status == .done && padded.added == 100, "\(padded)")
    }

    @Test(
        arguments: [
            ("bzip2", Array("BZh91AY&SY".utf8)), ("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]),
            ("zstd", [0x28, 0xB5, 0x2F, 0xFD]),
            ("zip", Array("PK\u{3}\u{4}".utf8)), ("UTF-16", [0xFF, 0xFE, 0x7B, 0]), ("UTF-16", [0x7B, 0, 0x22, 0]),
            ("UTF-16", [0, 0x7B, 0, 0x22]), ("UTF-32", [0x7B, 0, 0, 0]),
        ] as [(String, [UInt8])])
    func saysWhatAFileIs(name: String, head: [UInt8]) async throws {
        let outcome = try await imported(head + Array(repeating: UInt8(ascii: "\n"), count: 500))
        #expect(outcome.status == .failed && outcome.added == 0)
        #expect(outcome.text.contains(name) && outcome.text.split(separator: "\n").count == 2, "\(outcome)")
    }

    @Test(arguments: [
        "[\n{\"type\": \"x\"},\n{\"type\": \"y\"}\n]\n", "{\n  \"type\": \"x\",\n  \"uuid\": 1\n}\n",
        "{\"type\": \"x\",\n\"uuid\": 1}\n",
    ])
    func saysOnceThatADocumentHasManyLines(text: String) async throws {
        let outcome = try await imported(Array(text.utf8), as: "events.json")
        #expect(outcome.status == .failed && outcome.added == 0)
        #expect(outcome.text.components(separatedBy: "one JSON document over many lines").count == 2, "\(outcome)")
    }

    @Test func leavesOutALineThatIsTooLong() async throws {
        let long = String(repeating: "x", count: LineSource.longestLine + 10)
        let text = Self.events(1) + long + "\n" + Self.events(3)
        for bytes in [Array(text.utf8), try Self.packed(text)] {
            let outcome = try await imported(bytes)
            #expect(outcome.status == .failed && outcome.added == 3, "\(outcome)")
            #expect(outcome.text.contains("a line of more than 16 MB is left out"), "\(outcome)")
        }
    }

    @Test func goesOnWithTheNextFile() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(Self.events(5), to: "events.ndjson")
        let outcome = try await imported([folder.path + "/none", file], in: folder)
        #expect(outcome.status == .failed && outcome.added == 5)
        #expect(outcome.text.contains("none': no such file or directory"), "\(outcome)")
    }
}
