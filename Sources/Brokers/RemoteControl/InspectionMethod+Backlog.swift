import EventDecoding

extension InspectionMethod {
    /// Above how many messages in flight questions are withheld whose answers grow with them.
    static let backlogLimit = 10_000

    /// Whether a worker builds an answer as long as its list of fetched messages before it goes on working.
    var growsWithBacklog: Bool { self == .reserved || self == .scheduled }

    /// The questions to ask while so many messages are in flight, and those to withhold.
    static func methods(backlog: Int) -> (asked: [InspectionMethod], withheld: [InspectionMethod]) {
        let withheld = allCases.filter { $0.growsWithBacklog && backlog > backlogLimit }
        return (allCases.filter { !withheld.contains($0) }, withheld)
    }
}
