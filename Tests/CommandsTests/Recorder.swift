import Celery
import Synchronization

@testable import Application
@testable import Configuration

/// Remembers what a command writes.
final class Recorder: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    /// Where to write.
    var output: Output {
        Output { bytes throws(CommandError) in self.bytes.withLock { $0 += bytes } }
    }

    /// All that was written.
    var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
}

extension Context {
    /// A world in memory, at the epoch.
    static func test(
        output: Recorder = Recorder(), errors: Recorder = Recorder(), environment: [String: String] = [:],
        isTerminal: Bool = false, columns: Int = 80
    ) -> Context {
        // Hundreds of tests begin at once: on a busy machine a report may wait for minutes until it is its turn.
        let environment = ["HERBARIUM_DEADLINE": "1h"].merging(environment) { $1 }
        return Context(
            now: { Instant(microseconds: 0) }, environment: environment, standardOutput: output.output,
            standardError: errors.output, isTerminal: isTerminal, columns: columns)
    }
}
