import Foundation
import Replay

/// Replays a million messages that come to forty slots at 95 % load, every tenth of which is tried twice.
enum ReplayBenchmark {
    private static let (messages, slots) = (1_000_000, 40)

    /// Measures, and prints the time of a replay.
    static func run() throws {
        var state: UInt64 = 1
        // Xorshift (Marsaglia, 2003): the same stream each time.
        func exponential() -> Double {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return -log(1 - Double(state >> 11) / Double(1 << 53))
        }
        var workload = Workload(capacities: [.init(since: 0, slots: slots)])
        var time = 0.0
        for number in 0..<messages {
            time += exponential() / (0.95 * Double(slots)) * 1.1
            let passes = (0..<(number.isMultiple(of: 10) ? 2 : 1)).map { attempt in
                Workload.Pass(service: exponential(), delay: attempt == 0 ? 0 : 3)
            }
            workload.add(at: time, passes)
        }
        var begun = 0
        let seconds = Stopwatch.median { begun = Replay.run(workload).waits.count }
        let table = Table(widths: [34, 12, 14])
        table.row("a replay of a million messages", "seconds", "executions")
        table.row("Herbarium", String(format: "%.2f", seconds), "\(begun)")
    }
}
