import Foundation

/// Measures how long something takes of a processor's time, which a busy neighbour changes least; nothing here waits.
enum Stopwatch {
    /// How often everything is measured.
    static let runs = 5

    /// The median of the runs, in seconds.
    static func median(of body: () throws -> Void) rethrows -> Double {
        let seconds = try (0..<runs).map { _ in
            let start = processorTime
            try body()
            return processorTime - start
        }
        return median(of: seconds)
    }

    private static var processorTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The middle one of some measurements.
    static func median(of seconds: [Double]) -> Double {
        seconds.sorted()[seconds.count / 2]
    }
}
