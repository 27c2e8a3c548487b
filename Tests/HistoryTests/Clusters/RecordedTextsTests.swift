import Celery
import Decoding
import Foundation
import TestSupport
import Testing

/// What is taken for a secret in the texts of real clusters, and what isn't.
struct RecordedTextsTests {
    /// Its tables take a while to be made.
    private static let redactor = Redactor()

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")

    /// The texts of all events, each once.
    private func texts(_ path: String) throws -> Set<String> {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/gzip")
        process.arguments = ["-dc", Self.root.appending(path: path).standardizedFileURL.path()]
        let pipe = Spawning.pipe()
        process.standardOutput = pipe
        try Spawning.start(process)
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let facts = try RecordingDecoder.decode([UInt8](data)).events.compactMap { event -> TaskFacts? in
            if case .task(let task) = event { task.facts } else { nil }
        }
        return Set(facts.flatMap { [$0.args, $0.kwargs, $0.result, $0.exception, $0.traceback].compactMap(\.self) })
    }

    private func redacted(_ text: String) -> String {
        var counts: [String: Int] = [:]
        return Self.redactor.redact(text, counts: &counts)
    }

    @Test func takesFromTheShopWhatStandsUnderTellingNames() throws {
        let texts = try texts("Sources/CRecording/recording.ndjson.gz")
        let changed = texts.filter { redacted($0) != $0 }
        #expect(texts.count > 3_000 && !changed.isEmpty)
        for text in changed {
            let isTelling = ["'card_token': '", "'tokens': ["].contains { text.contains($0) }
            #expect(isTelling && !text.contains("Traceback"), "\(text) became \(redacted(text))")
        }
        #expect(changed.count == texts.count { $0.contains("'card_token': '") || $0.contains("'tokens': [") })
    }

    @Test func takesNothingFromTheStrange() throws {
        let texts = try texts("Tests/HistoryTests/Fixtures/strange.ndjson.gz")
        #expect(texts.count > 10 && texts.allSatisfy { redacted($0) == $0 })
    }
}
