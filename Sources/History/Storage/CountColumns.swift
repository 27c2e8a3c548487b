/// The columns of the tables of counts.
enum CountColumns {
    /// Slot time by type, in microseconds, in the order of `BusyTime.microseconds`.
    static let busy = ["busy_succeeded", "busy_failed", "busy_retried", "busy_other"]

    /// Attempts, in the order of `AttemptTally.numbers`.
    static let attempts = [
        "received", "started", "succeeded", "failed", "retried", "revoked", "rejected", "returned",
    ]
}
