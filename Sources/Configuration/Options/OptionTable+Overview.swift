extension OptionTable {
    /// How the index of several clusters ranks them.
    package static let overview: [OptionEntry] = [OptionEntry(staleAfter), OptionEntry(noSites)]

    package static let staleAfter = OptionSpec<Span>(
        "stale-after", "DURATION", standard: .hours(1),
        "A snapshot that is older than the newest of all by more is stale.", parse: Span.init(parsing:))

    package static let noSites = OptionSpec<Bool>(
        flag: "no-sites", "Of the clusters in a history make the index alone, and no site for each.")
}
