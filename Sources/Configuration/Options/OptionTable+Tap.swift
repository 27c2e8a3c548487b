extension OptionTable {
    /// How much a tap keeps.
    package static let tap: [OptionEntry] = [OptionEntry(maxLength), OptionEntry(maxAge)]

    /// Whether a tap goes that still keeps something.
    package static let tapRemoval: [OptionEntry] = [OptionEntry(force)]

    package static let force = OptionSpec<Bool>(flag: "force", "Remove the queue though it still holds events.")

    package static let maxLength = OptionSpec<Int>(
        "max-length", "N", standard: 1_000_000, "How many messages the queue keeps; of more, the oldest go."
    ) { text throws(CommandError) in try WholeNumber.parse(text, in: 1...1_000_000_000) }

    package static let maxAge = OptionSpec<Span>(
        "max-age", "DURATION", standard: .days(7), "How long the queue keeps a message.", parse: Span.init(parsing:))
}
