package import Site

extension OptionTable {
    /// What the pages say of themselves.
    package static let presentation: [OptionEntry] = [
        OptionEntry(title), OptionEntry(timeZone), OptionEntry(note), OptionEntry(protected), OptionEntry(rules),
    ]

    /// Where the site goes, and by which templates.
    package static let publishing: [OptionEntry] = [
        OptionEntry(output), OptionEntry(inPlace), OptionEntry(archive), OptionEntry(archiveTasks),
        OptionEntry(compressData), OptionEntry(seal), OptionEntry(siteURL), OptionEntry(singleFile),
        OptionEntry(markdown), OptionEntry(ticket), OptionEntry(markdownLimit), OptionEntry(templates),
        OptionEntry(language),
        OptionEntry(failOnRules), OptionEntry(metrics),
        OptionEntry(baseline),
    ]

    package static let title = OptionSpec<String>(
        "title", "TEXT", "The title of the pages. (default: the broker's host; of an overview, Clusters)", parse: text)

    package static let timeZone = OptionSpec<ZoneName>(
        "time-zone", "NAME", "The zone of the times shown, such as Europe/Berlin. (default: UTC)",
        parse: ZoneName.init(parsing:)
    ).choosing(from: ZoneName.known)

    package static let note = OptionSpec<String>(
        "note", "FILE.md", "Markdown of yours for the head of the dashboard and of the report.", parse: text)

    package static let protected = OptionSpec<Bool>(
        flag: "protected", "Say nothing of strangers on the pages: a password or the like keeps them out.")

    package static let rules = OptionSpec<String>(
        "rules", "FILE",
        "Judge by the rules under 'checks:' in this YAML file. (default: 'checks:' of the configuration)", parse: text)

    package static let failOnRules = OptionSpec<Bool>(
        flag: "fail-on-rules", "End with 3 where a rule fails; the site is published all the same.")

    package static let metrics = OptionSpec<String>(
        "metrics", "FILE",
        "Also write the numbers there in Prometheus' text format, for node_exporter's textfile collector.", parse: text)

    package static let baseline = OptionSpec<BaselineReference>(
        "baseline", "SNAPSHOT|DURATION",
        "Compare with this snapshot, a file or the folder of a site, or with the same span so long before, as the history "
            + "knows it (24h, 7d); the site gets compare.html and compare.md.",
        parse: BaselineReference.init(parsing:))

    package static let output = OptionSpec<String>(
        "output", "DIR", standard: "output", "The folder of the site.", parse: text)

    package static let inPlace = OptionSpec<Bool>(
        flag: "in-place", "Publish file by file where the folder can't be exchanged, as a mount point can't.")

    package static let archive = OptionSpec<Int>(
        "archive", "N", standard: 10, "How many sites to keep whole under archive/, this one among them; 0 for none."
    ) { text throws(CommandError) in try WholeNumber.parse(text, in: 0...10_000) }

    package static let archiveTasks = OptionSpec<Int>(
        "archive-tasks", "N", "How many tasks a dated site keeps, failures last to go. (default: all)"
    ) { text throws(CommandError) in try WholeNumber.parse(text, in: 0...Int.max) }

    package static let compressData = OptionSpec<Bool>(
        flag: "compress-data", "Publish data/snapshot.json.gz in place of the plain file; 'render' reads both.")

    package static let seal = OptionSpec<String>(
        "seal", "FILE",
        "Encrypt the site for the users in this file, a line user:password each; it opens in a browser with a password.",
        parse: text)

    package static let siteURL = OptionSpec<String>(
        "site-url", "URL",
        "Where the site is published; links in report.md then lead into its archive, and those in an overview's index.md "
            + "are whole.",
        parse: WebAddress.parse)

    package static let singleFile = OptionSpec<String>(
        "single-file", "FILE", "Also write report.html there.", parse: text)

    package static let markdown = OptionSpec<String>("markdown", "FILE", "Also write report.md there.", parse: text)

    package static let ticket = OptionSpec<TicketFlavour>(
        "ticket", "SYSTEM", standard: .github,
        "What --markdown is written for: github, jira (at most 32,767 characters), slack (12,000) or mail (HTML, 102 kB)."
    ) { text throws(CommandError) in
        guard let flavour = TicketFlavour(rawValue: text) else {
            throw .badValue(text, .notOneOf(TicketFlavour.allCases.map(\.rawValue)))
        }
        return flavour
    }.choosing(from: TicketFlavour.allCases.map(\.rawValue))

    package static let markdownLimit = OptionSpec<Int>(
        "markdown-limit", "N", standard: 65_000, "The most characters of report.md."
    ) { text throws(CommandError) in try WholeNumber.parse(text, in: 1000...Int.max) }

    package static let language = OptionSpec<Language>(
        "language", "LANGUAGE", standard: .english,
        "What pages, charts, findings and tickets are written in: en, or zh-Hans for Chinese; data/ stays English."
    ) { text throws(CommandError) in
        guard let language = Language(rawValue: text) else {
            throw .badValue(text, .notOneOf(languages, nearest: nearestLanguage(to: text)))
        }
        return language
    }.choosing(from: languages)

    private static let languages = Language.allCases.map(\.rawValue)

    /// `zh-Hans` for `zh-hans`, and for any other Chinese: `zh_CN`.
    private static func nearestLanguage(to text: String) -> String? {
        let primary = { (tag: String) in tag.lowercased().prefix { $0.isLetter } }
        return NearestName.of(text, among: languages) ?? languages.first { primary($0) == primary(text) }
    }

    package static let templates = OptionSpec<String>(
        "templates", "DIR", "Files here win over the built-in templates of the same name.", parse: text)
}
