import Application
import ArgumentParser
import Configuration

/// The manual page `herbarium(1)`, made of what the commands and the table of options say of themselves.
struct ManualPage {
    private var page = Roff()

    /// The page, for the formatter.
    static var text: String {
        var manual = ManualPage()
        manual.writeHead()
        manual.writeCommands()
        manual.writeOptions()
        manual.writeTail()
        return manual.page.text
    }

    private mutating func writeHead() {
        let root = Herbarium.configuration
        page.macro("TH", "HERBARIUM", "1", "", "herbarium \(Version.current)", "User Commands")
        page.macro("SH", "NAME")
        let abstract = root.abstract.prefix(1).lowercased() + root.abstract.dropFirst().filter { $0 != "." }
        page.words("herbarium - \(abstract)")
        page.macro("SH", "SYNOPSIS")
        page.term("herbarium", "COMMAND [OPTION]…")
        page.macro("SH", "DESCRIPTION")
        writeParagraphs(root.discussion)
    }

    private mutating func writeCommands() {
        page.macro("SH", "COMMANDS")
        for (words, command) in Self.commands(of: Herbarium.self, named: "herbarium") {
            page.macro("TP")
            page.term(words, command.operands.isEmpty ? nil : command.operands)
            page.words(command.configuration.abstract)
            page.words("Options: \(Self.taken(by: command).joined(separator: ", ")).")
            guard !command.configuration.discussion.isEmpty else { continue }
            page.macro("IP")
            page.words(command.configuration.discussion)
        }
    }

    private mutating func writeOptions() {
        page.macro("SH", "OPTIONS")
        page.words("In a configuration file an option is the key of that name, in the environment the variable given.")
        for group in OptionTable.groups {
            page.macro("SS", group.title)
            for option in group.options {
                page.macro("TP")
                page.term("--\(option.name)", option.placeholder)
                page.words(option.explanation)
                if option.reach != .commandLine { page.words("[\(option.variable)]") }
            }
        }
    }

    private mutating func writeTail() {
        page.macro("SH", "EXIT STATUS")
        for (code, meaning) in Self.codes {
            page.macro("TP")
            page.term(code, nil)
            page.words(meaning)
        }
        page.macro("SH", "ENVIRONMENT")
        for (name, meaning) in Self.variables {
            page.macro("TP")
            page.term(name, nil)
            page.words(meaning)
        }
        page.macro("SH", "FILES")
        page.macro("TP")
        page.term("$XDG_STATE_HOME/herbarium/", nil)
        page.words("The histories, one for each broker; ~/.local/state stands for a variable that isn't set.")
        page.macro("SH", "EXAMPLES")
        for (meaning, command) in Self.examples {
            page.macro("TP")
            page.term(command, nil)
            page.words(meaning)
        }
        page.macro("SH", "SEE ALSO")
        page.words("celery(1), systemd.timer(5), crontab(5)")
    }

    private mutating func writeParagraphs(_ text: String) {
        for (index, paragraph) in text.split(separator: "\n\n").enumerated() {
            if index > 0 { page.macro("PP") }
            page.words(String(paragraph))
        }
    }

    /// The commands that do something, with the words that a user types for them.
    private static func commands(
        of command: any ParsableCommand.Type, named words: String
    ) -> [(String, any HerbariumCommand.Type)] {
        command.configuration.subcommands.filter { $0.configuration.shouldDisplay }.flatMap { next in
            let name = "\(words) \(next.configuration.commandName ?? "")"
            let leaf = (next as? any HerbariumCommand.Type).map { [(name, $0)] }
            return leaf ?? commands(of: next, named: name)
        }
    }

    /// What a command takes: groups by their titles, and of groups that it doesn't take as a whole the single options.
    private static func taken(by command: any HerbariumCommand.Type) -> [String] {
        let own = Set(command.options.map(\.name))
        return OptionTable.groups.flatMap { group in
            let names = group.options.map(\.name)
            return own.isSuperset(of: names) ? [group.title] : names.filter(own.contains).map { "--\($0)" }
        }
    }

    private static let codes = [
        ("0", "All that was asked for was done."),
        ("1", "It failed, and the site is as it was."),
        ("2", "It was published, but a source failed, or a worker that is alive did not answer."),
        ("64", "Wrong usage."),
        ("129, 130, 143", "It was interrupted; the broker is clean and the site is as it was."),
    ]

    private static let examples = [
        ("A site of a recorded cluster, to see what a report is.", "herbarium demo --output /tmp/demo"),
        (
            "A report on a cluster, its password in a file that only its owner can read.",
            "herbarium report --broker-file /etc/herbarium/broker --output /srv/celery"
        ),
        ("What happened in the last two hours, for a ticket.", "herbarium report --since 2h --markdown ticket.md"),
        ("Last night from the history, without asking anybody.", "herbarium report --offline --since 12h"),
        (
            "A snapshot where the broker is, rendered where it isn't.",
            "ssh broker herbarium capture --to - | herbarium render - --output site"
        ),
        ("Every event, from now until stopped.", "herbarium record --broker redis://broker:6379/0"),
        (
            "A copy of the history, while it is written.",
            "herbarium history backup --history FILE /backup/celery.sqlite"
        ),
        ("A configuration and a timer to begin with, and what of it works.", "herbarium init /etc/herbarium"),
    ]

    private static let variables = [
        ("CELERY_BROKER_URL", "The broker, where nothing else names one."),
        ("CELERY_RESULT_BACKEND", "The result backend, where nothing else names one."),
        ("HERBARIUM_…", "Every option; see there."),
        ("JOURNAL_STREAM", "Set by systemd: each line for the journal then begins with its priority."),
    ]
}
