import Decoding

extension InspectionMethod {
    /// Above how many messages in flight questions are withheld whose answers grow with them.
    static let backlogLimit = 10_000

    /// What is asked first: what any worker can answer. Its configuration comes last, so that all else is known by
    /// then.
    static let opening: [InspectionMethod] = [.ping, .stats, .registered, .revoked, .activeQueues, .conf]

    /// What is asked once it is known who can answer it without harm.
    static let closing: [InspectionMethod] = [.active, .reserved, .scheduled]

    /// Whether a worker builds an answer as long as its list of fetched messages before it goes on working.
    var growsWithBacklog: Bool { self == .reserved || self == .scheduled }
}
