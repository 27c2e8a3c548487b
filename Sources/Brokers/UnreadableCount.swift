/// What keeps count of messages that can't be read, and remembers why.
protocol UnreadableCount {
    /// How many.
    var unreadable: Int { get set }
    /// Why the first few of them couldn't be read, each reason once.
    var reasons: [String] { get set }
}

extension UnreadableCount {
    /// Counts one.
    mutating func note(_ reason: String) {
        unreadable += 1
        if reasons.count < 5, !reasons.contains(reason) { reasons.append(reason) }
    }
}
