extension Attempt {
    /// Orders by receipt, where known; a total order for attempts of one task.
    static func isReceivedEarlier(_ lhs: Attempt, _ rhs: Attempt) -> Bool {
        let (left, right) = (lhs.since ?? .distantPast, rhs.since ?? .distantPast)
        return left != right ? left < right : lhs.worker < rhs.worker
    }
}
