extension OptionTable {
    /// What is kept between runs, and where.
    package static let history: [OptionEntry] = [OptionEntry(historyFile), OptionEntry(cluster), OptionEntry(keep)]

    package static let historyFile = OptionSpec<String>(
        "history", "FILE",
        "The history's file, or postgresql://USER@HOST/DATABASE. (default: one for each broker in $XDG_STATE_HOME/herbarium)",
        parse: text)

    package static let cluster = OptionSpec<String>(
        "cluster", "NAME",
        "With a history in PostgreSQL: what the cluster is called there. (default: its broker)", parse: text)

    package static let keep = OptionSpec<Span>(
        "keep", "DURATION", standard: .days(30),
        "How long the history keeps tasks; failures three times as long, counts for good.",
        parse: Span.init(parsing:))

    package static let offline = OptionSpec<Bool>(
        flag: "offline", "Report on the history alone, as of its last moment, and connect to nothing.")

    package static let eventQueue = OptionSpec<String>(
        "event-queue", "NAME",
        "RabbitMQ: take the events that this tap kept since the last run, instead of listening.", parse: text)
}
