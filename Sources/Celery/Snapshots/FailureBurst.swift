/// Finds the while in which failures of one kind came much closer upon each other than over all the time that was
/// watched.
enum FailureBurst {
    /// So many make one, and so many times as close as on the average.
    private static let least = 5, density = 5.0

    /// The largest of them; `nil` where failures came evenly. `times` are in order, `watched` is in seconds.
    static func densest(of times: [Instant], watched: Double) -> FailureGroup.Burst? {
        guard times.count >= least, watched > 0 else { return nil }
        let usual = watched / Double(times.count)
        var bursts: [FailureGroup.Burst] = []
        var start = 0
        for place in times.indices {
            let isLast = place == times.count - 1
            // A pause of a quarter of the usual one ends it.
            guard isLast || times[place + 1].since(times[place]) > usual / 4 else { continue }
            let count = place - start + 1
            let length = max(1, times[place].since(times[start]))
            if count >= least, Double(count) * usual >= density * length {
                bursts.append(FailureGroup.Burst(count: count, since: times[start], until: times[place]))
            }
            start = place + 1
        }
        return bursts.max { ($0.count, $0.since) < ($1.count, $1.since) }
    }
}
