extension OptionTable {
    /// Which queue to replay, and with what.
    package static let whatIf: [OptionEntry] = [
        OptionEntry(queue), OptionEntry(slots), OptionEntry(without), OptionEntry(arrivals), OptionEntry(json),
    ]

    package static let queue = OptionSpec<String>(
        "queue", "NAME", reach: .commandLine, "The queue to replay, with all that its consumers executed.", parse: text)

    package static let slots = OptionSpec<SlotRequest>(
        "slots", "N|+N|-N", reach: .commandLine,
        "How many executions would go on side by side: so many in all, or so many more or fewer than there were.",
        parse: SlotRequest.init(parsing:))

    package static let without = OptionSpec<String>(
        "without", "TYPE", reach: .commandLine, "Leave out the tasks of this type.", parse: text)

    package static let arrivals = OptionSpec<ArrivalFactor>(
        "arrivals", "N", reach: .commandLine, "So many times as many messages come to the queue: 2, or 0.5 for half.",
        parse: ArrivalFactor.init(parsing:))

    package static let json = OptionSpec<Bool>(flag: "json", reach: .commandLine, "Print one JSON document.")
}
