import Configuration

/// The text of a new configuration file: every option that may stand in one, with its meaning and its default.
enum ConfigurationDraft {
    /// How wide its lines are.
    private static let columns = 100

    /// The whole file; nothing in it is in force until somebody takes a `#` away.
    static var text: String { text(output: nil) }

    /// The same, but for the place of the site, where one is to be in force.
    static func text(output: String?) -> String {
        let groups = OptionTable.groups.compactMap { group in
            let options = group.options.filter { $0.reach == .everywhere }
            return options.isEmpty ? nil : "\n## \(group.title)\n" + options.map { entry($0, output: output) }.joined()
        }
        return head + groups.joined() + rules
    }

    /// Rules that most clusters can begin with.
    private static let rules = """

        ## Rules

        # What has to hold: it is listed on the dashboard, and decides how 'herbarium check' ends, and with fail-on-rules how
        # a report does. 'herbarium check --list' says what rules may be about.
        #checks:
        #  - workers.online >= 1
        #  - failure_rate <= 5%
        #  - queue.oldest <= 15m
        #  - incidents{severity="critical"} == 0
        #  - sources.failed == 0

        # Failures that are known and don't count, by their fingerprints on the page of failures.
        #known:
        #  - 0f4a1b2c3d4e5f60

        """

    private static let head = """
        # What 'herbarium report --config herbarium.yaml' does. Each key is the option of that name; what is commented out
        # shows the default, or what is to stand there. The environment (HERBARIUM_LISTEN=20s) and the command line win
        # over this file.
        #
        # Say where the broker is, then let 'herbarium doctor --config herbarium.yaml' have a look. With a password in it,
        # nobody else should be able to read this file; better keep it in one of its own (broker-file).

        """

    private static func entry(_ option: OptionEntry, output: String?) -> String {
        let words = option.meaning.split(separator: " ")
        var lines = ["#"]
        for word in words {
            if lines[lines.count - 1].count + word.count >= columns { lines.append("#") }
            lines[lines.count - 1] += " " + word
        }
        let isInForce = output != nil && option.name == OptionTable.output.name
        let value = isInForce ? output ?? "" : value(of: option)
        return "\n" + lines.joined(separator: "\n") + "\n\(isInForce ? "" : "#")\(option.name): \(value)\n"
    }

    private static func value(of option: OptionEntry) -> String {
        guard let standard = option.standard else { return option.placeholder ?? "false" }
        // What ends with a colon would be a key.
        if standard.hasSuffix(":") { return "\"\(standard)\"" }
        guard standard.isEmpty else { return standard }
        return option.isList ? "[]" : "\"\""
    }
}
