import Foundation
import Site
import TestSupport
import Testing

/// How files are published that are made only while the site is.
struct PublisherRenderingTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test(arguments: [Publisher.Mode.exchange, .inPlace])
    func publishesWhatIsMadeMeanwhile(mode: Publisher.Mode) async throws {
        let publisher = Publisher(output: folder("site"), mode: mode)
        try publisher.publish(rendered(["index.html": "0", "3.html": "3", "old.html": ""]))
        let files = try (0..<40).map { number in
            try RenderedFile(path: "\(number).html") { Array("\(number)".utf8) }
        }
        let twins = [try TwinFile(of: "7.html", at: "archive/1/7.html")]
        let publication = try await publisher.publish(rendering: files, twins: twins)
        #expect((publication.written, publication.unchanged, publication.removed) == (40, 1, 2))
        #expect(try folder.files("site").count == 41)
        for number in 0..<40 { #expect(try folder.text("site/\(number).html") == "\(number)") }
        #expect(try folder.text("site/archive/1/7.html") == "7")
        #expect(try folder.names() == ["site"])
    }

    @Test(arguments: [Publisher.Mode.exchange, .inPlace])
    func leavesTheSiteAsItWasWhenInterrupted(mode: Publisher.Mode) async throws {
        let publisher = Publisher(output: folder("site"), mode: mode)
        try publisher.publish(rendered(["index.html": "a"]))
        let file = try RenderedFile(path: "index.html") {
            while !Task.isCancelled { usleep(1_000) }
            return Array("b".utf8)
        }
        let run = Task { try await publisher.publish(rendering: [file]) }
        run.cancel()
        await #expect(throws: PublishError.interrupted) { try await run.value }
        #expect(try folder.text("site/index.html") == "a")
        #expect(try folder.files("site") == ["index.html"])
        #expect(try folder.names() == ["site"])
        try publisher.publish(rendered(["index.html": "c"]))
        #expect(try folder.text("site/index.html") == "c")
    }

    @Test(arguments: [Publisher.Mode.exchange, .inPlace])
    func leavesWhatIsTheSameInAllItsStretches(mode: Publisher.Mode) async throws {
        func files(_ end: String) throws -> [RenderedFile] {
            try ["same", end].map { text in
                try RenderedFile(
                    path: text == "same" ? "same.html" : "other.html",
                    writing: { reader in
                        for stretch in ["begin ", text] { Array(stretch.utf8).withUnsafeBufferPointer(reader) }
                    })
            }
        }
        let publisher = Publisher(output: folder("site"), mode: mode)
        try await publisher.publish(rendering: files("a"))
        let number = try folder.number("site/same.html")
        let publication = try await publisher.publish(rendering: files("b"))
        #expect((publication.written, publication.unchanged, publication.removed) == (1, 1, 0))
        #expect(try folder.number("site/same.html") == number)
        #expect(try folder.text("site/other.html") == "begin b")
    }

    @Test func makesAFileAnewForWhoeverAsks() throws {
        let file = try RenderedFile(path: "a") { [1, 2] }
        #expect(file.bytes == [1, 2])
        #expect(try file == RenderedFile(path: "a", bytes: [1, 2]))
        #expect(try file != RenderedFile(path: "a", bytes: [1]))
    }
}
