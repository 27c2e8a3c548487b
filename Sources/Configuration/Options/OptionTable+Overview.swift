extension OptionTable {
    /// How the index of several clusters ranks them.
    package static let overview: [OptionEntry] = [OptionEntry(staleAfter)]

    package static let staleAfter = OptionSpec<Span>(
        "stale-after", "DURATION", standard: .hours(1),
        "A snapshot that is older than the newest of all by more is stale.", parse: Span.init(parsing:))
}
