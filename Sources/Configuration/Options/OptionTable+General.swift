extension OptionTable {
    /// What every command that makes something takes.
    package static let general: [OptionEntry] = [
        OptionEntry(config), OptionEntry(quiet), OptionEntry(verbose), OptionEntry(noProgress),
    ]

    /// What says what one run is to do, and is asked for anew each time.
    static let once: [OptionEntry] = [
        OptionEntry(to), OptionEntry(names), OptionEntry(data), OptionEntry(lenient),
        OptionEntry(asService), OptionEntry(listMeasures), OptionEntry(nagios), OptionEntry(junit),
        OptionEntry(markTime),
    ]

    package static let markTime = OptionSpec<TimeReference>(
        "at", "TIME", reach: .commandLine, "The time that is marked: 2h ago, or an ISO 8601 time. (default: now)",
        parse: TimeReference.init(parsing:))

    package static let config = OptionSpec<String>(
        "config", "FILE.yaml", reach: .environment, "Read options from this file; their names are its keys.",
        parse: text)

    package static let quiet = OptionSpec<Bool>(
        flag: "quiet", rivals: ["verbose"], "Say nothing but warnings and errors.")

    package static let verbose = OptionSpec<Bool>(flag: "verbose", rivals: ["quiet"], "Say what is being done.")

    package static let noProgress = OptionSpec<Bool>(
        flag: "no-progress", "Show no progress, which only a terminal shows anyway.")

    package static let to = OptionSpec<String>(
        "to", "FILE", reach: .commandLine, "The file to write; '-' is the standard output.", parse: text)

    package static let names = OptionSpec<Bool>(
        flag: "names", reach: .commandLine, "Also list the names templates may use.")

    package static let data = OptionSpec<String>(
        "data", "FILE.json", reach: .commandLine, "The JSON document; '-' is the standard input.", parse: text)

    package static let asService = OptionSpec<Bool>(
        flag: "as-service", reach: .commandLine,
        "Look as the systemd service does that 'init' wrote: as its user, in its folder, with its history.")

    package static let listMeasures = OptionSpec<Bool>(
        flag: "list", reach: .commandLine, "List what rules may be about, with meaning, unit and labels.")

    package static let nagios = OptionSpec<Bool>(
        flag: "nagios", reach: .commandLine,
        "Print one line with performance data, as plugins of Nagios do, and end with 0, 2 or 3.")

    package static let junit = OptionSpec<String>(
        "junit", "FILE", reach: .commandLine, "Also write a test case for each rule, in JUnit's XML.", parse: text)

    package static let lenient = OptionSpec<Bool>(
        flag: "lenient", reach: .commandLine, "Treat unknown names and cycles as Mustache's specification does.")
}
