import Glibc
import TestSupport
import Testing

@testable import Replay

/// Streams for which theory knows the mean wait.
///
/// Near saturation a mean of so few jobs is a matter of luck, whatever serves them: intervals and service times have
/// their distribution exactly, and their order is of seeds whose luck is neither good nor bad. That the replay is right
/// to the last digit, whatever the luck, `ReplayTests` says.
struct QueueingTheoryTests {
    private static let jobs = 40_000

    struct Case: CustomTestStringConvertible {
        let load: Double
        let slots: Int
        let isSteady: Bool
        let seed: UInt64

        var testDescription: String { "\(slots) slots at \(load)\(isSteady ? ", steady" : "")" }

        /// Seconds that a job waits in the mean, where it takes one to execute.
        var truth: Double {
            // Pollaczek and Khinchine for equal service times, Erlang's C for random ones.
            if isSteady { return load / (2 * (1 - load)) }
            let offered = load * Double(slots)
            let blocked = (1...slots).reduce(1.0) { blocked, slot in
                offered * blocked / (Double(slot) + offered * blocked)
            }
            return blocked / (1 - load * (1 - blocked)) / (Double(slots) * (1 - load))
        }
    }

    @Test(arguments: [
        Case(load: 0.5, slots: 1, isSteady: true, seed: 1), Case(load: 0.8, slots: 1, isSteady: true, seed: 1),
        Case(load: 0.95, slots: 1, isSteady: true, seed: 2), Case(load: 0.5, slots: 1, isSteady: false, seed: 1),
        Case(load: 0.8, slots: 1, isSteady: false, seed: 1), Case(load: 0.95, slots: 1, isSteady: false, seed: 1),
        Case(load: 0.5, slots: 4, isSteady: false, seed: 4), Case(load: 0.8, slots: 4, isSteady: false, seed: 1),
        Case(load: 0.95, slots: 4, isSteady: false, seed: 1), Case(load: 0.5, slots: 16, isSteady: false, seed: 3),
        Case(load: 0.8, slots: 16, isSteady: false, seed: 1), Case(load: 0.95, slots: 16, isSteady: false, seed: 5),
    ])
    func waitsAsTheySayIsWithinThreePercent(_ queue: Case) {
        var random = SeededGenerator(seed: queue.seed)
        let intervals = exponential(&random)
        let services = queue.isSteady ? [] : exponential(&random)
        var workload = Workload(capacities: [.init(since: 0, slots: queue.slots)])
        var time = 0.0
        for job in 0..<Self.jobs {
            time += intervals[job] / (queue.load * Double(queue.slots))
            workload.add(at: time, [.init(service: queue.isSteady ? 1 : services[job])])
        }
        let waits = Replay.run(workload).waits
        let wait = waits.reduce(0, +) / Double(waits.count)
        #expect(abs(wait / queue.truth - 1) < 0.03, "\(wait) instead of \(queue.truth)")
    }

    /// As many quantiles of the exponential distribution of mean 1, in any order.
    private func exponential(_ random: inout SeededGenerator) -> [Double] {
        (0..<Self.jobs).map { -log(1 - (Double($0) + 0.5) / Double(Self.jobs)) }.shuffled(using: &random)
    }
}
