/// What came of a replay, or of what it is compared with: how long was waited, and how long the queue was.
package struct ReplayOutcome: Sendable, Equatable {
    /// How long each waited that was begun, in seconds, the shortest first.
    package private(set) var waits: [Double] = []
    /// How many waited at most, those that are begun at the very moment left out.
    package private(set) var longest = 0
    /// When that was first so; `nil` where none ever waited.
    package private(set) var longestAt: Double?
    /// When after that none waited any more; `nil` where that never came, or none ever waited.
    package private(set) var emptyAt: Double?
    /// How many of all that came were never begun, since no slot was left.
    package private(set) var unbegun = 0
    /// How many waited at most in each of the steps that were asked for.
    package private(set) var peaks: [Int]

    private let steps: Workload.Steps?
    private var length = 0
    /// The length at the last moment that something changed, which holds once the next moment comes.
    private var moment: Double?

    init(steps: Workload.Steps? = nil) {
        self.steps = steps
        peaks = Array(repeating: 0, count: steps?.count ?? 0)
    }

    /// Puts together what really was: when each came, and when it was begun; `nil` where it was not.
    package init(observing stays: [(came: Double, begun: Double?)], steps: Workload.Steps? = nil) {
        self.init(steps: steps)
        let joins = stays.map { (time: $0.came, isJoin: true, wait: 0.0) }
        let leaves = stays.compactMap { stay in
            stay.begun.map { (time: max($0, stay.came), isJoin: false, wait: max(0, $0 - stay.came)) }
        }
        for change in (joins + leaves).sorted(by: { ($0.time, $0.isJoin ? 0 : 1) < ($1.time, $1.isJoin ? 0 : 1) }) {
            change.isJoin ? join(at: change.time) : leave(at: change.time, after: change.wait)
        }
        finish()
    }

    /// The wait that so many of all didn't exceed, by nearest rank (⌈p·n⌉); `nil` where none came, and where that one
    /// was never begun: those waited longer than all others, nobody knows how long.
    package func wait(_ share: Double) -> Double? {
        let all = waits.count + unbegun
        let rank = min(max(Int((share * Double(all)).rounded(.up)), 1), all)
        return rank > 0 && rank <= waits.count ? waits[rank - 1] : nil
    }

    mutating func reserve(_ count: Int) { waits.reserveCapacity(count) }

    mutating func join(at time: Double) {
        settle(before: time)
        length += 1
    }

    mutating func leave(at time: Double, after wait: Double) {
        settle(before: time)
        length -= 1
        waits.append(wait)
    }

    /// Takes note of how long the queue was once all had happened that happened at one moment.
    private mutating func settle(before time: Double) {
        guard let moment, moment < time else {
            moment = time
            return
        }
        note(at: moment)
        fill(from: moment, to: time)
        self.moment = time
    }

    /// The queue was as long as it is now for so long.
    private mutating func fill(from since: Double, to until: Double) {
        guard let steps, length > 0, until > 0, !peaks.isEmpty else { return }
        let first = Int(min(max(0, since / steps.length), Double(steps.count)))
        let end = Int(min((until / steps.length).rounded(.up), Double(steps.count)))
        for step in first..<max(first, end) { peaks[step] = max(peaks[step], length) }
    }

    private mutating func note(at time: Double) {
        if length > longest { (longest, longestAt, emptyAt) = (length, time, nil) }
        if length == 0, longest > 0, emptyAt == nil { emptyAt = time }
    }

    mutating func finish() {
        if let moment {
            note(at: moment)
            fill(from: moment, to: .infinity)
        }
        unbegun = length
        waits.sort()
    }
}
