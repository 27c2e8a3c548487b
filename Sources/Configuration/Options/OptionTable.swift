/// Every option there is, in one table; the groups stand in files of their own.
package enum OptionTable {
    /// The options whose values are addresses, and may hold passwords.
    package static let addresses = [broker.name, resultBackend.name, management.name]

    /// Options that are about one thing.
    package struct Group {
        package let title: String
        package let options: [OptionEntry]
    }

    /// All of them by what they are about, in the order in which one asks for them.
    package static let groups: [Group] = [
        Group(title: "Broker", options: connection),
        Group(title: "Capture", options: capture),
        Group(title: "History", options: history + [OptionEntry(offline), OptionEntry(eventQueue)]),
        Group(title: "Secrets", options: secrets),
        Group(title: "Pages", options: presentation),
        Group(title: "Site", options: publishing),
        Group(title: "Tap", options: tap),
        Group(title: "What if", options: whatIf),
        Group(title: "Overview", options: overview),
        Group(title: "General", options: general),
        Group(title: "This run", options: once),
    ]

    /// All of them, for the environment and the configuration file, where options of any command may stand.
    package static let entries: [OptionEntry] = groups.flatMap(\.options)

    /// The entry of that name.
    package static func entry(named name: String) -> OptionEntry? { byName[name] }

    /// Text that may be anything but empty.
    package static func text(_ text: String) throws(CommandError) -> String {
        guard !text.isEmpty else { throw .badValue(text, .empty) }
        return text
    }

    /// Text that may be empty.
    static func anyText(_ text: String) -> String { text }

    private static let byName = Dictionary(entries.map { ($0.name, $0) }) { first, _ in first }
}
