package import Application
package import ArgumentParser
import Celery
package import Configuration
import History
import Logging

/// `herbarium mark`: a dated mark in the history.
package struct MarkCommand: HerbariumCommand {
    /// What the help says of it.
    package static let configuration = CommandConfiguration(
        commandName: "mark", abstract: "Writes a dated mark into the history, such as 'deploy 1.4.2'.",
        discussion: """
            Every later chart shows it, and the list of changes. Secrets in it are taken out as in everything else.
            """)

    /// What is marked.
    package static let operands = "TEXT"

    /// The options that it takes.
    package static let options =
        [OptionEntry(OptionTable.markTime), OptionEntry(OptionTable.redact)] + OptionTable.history
        + OptionTable.connection + OptionTable.general

    /// A chart has no room for more.
    private static let longest = 200

    @Argument(help: ArgumentHelp("What happened, in a few words.", valueName: "TEXT")) package var text: String
    @Option(OptionTable.markTime) package var time: TimeReference?
    @Option(OptionTable.redact) package var redact: [CommaList]
    @OptionGroup(title: "History") package var history: HistoryOptions
    @OptionGroup(title: "Broker") package var connection: ConnectionOptions
    @OptionGroup(title: "General") package var general: GeneralOptions

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// Refuses what is no line of words.
    package func validate() throws {
        let hasControls = text.unicodeScalars.contains { scalar in
            scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || [0x2028, 0x2029].contains(scalar.value)
        }
        guard text.contains(where: { !$0.isWhitespace }) else { throw ValidationError("a mark has a text") }
        guard !hasControls else { throw ValidationError("a mark is one line, without control characters") }
        guard text.count <= Self.longest else {
            throw ValidationError("a mark has at most \(Self.longest) characters; this one has \(text.count)")
        }
    }

    /// Writes the mark; the same twice is one.
    package func run(in context: Context, console: Console) async throws -> RunStatus {
        let now = context.now()
        let marked = time?.instant(from: now) ?? now
        guard marked <= now else {
            let given = time.map { "\($0)" } ?? ""
            throw CommandError.usage(
                "'--at \(given)' is in the future; now is \(now.iso8601)", command: "herbarium mark")
        }
        var secrets: [String: Int] = [:]
        let words = Redactor(names: redact.flatMap(\.items)).redact(text, counts: &secrets)
        let file = try HistoryFile(options: history, connection: connection, context: context).open()
        try file.mark(words, at: marked)
        console.logger.notice("marked \(marked.iso8601(digits: 0)) in '\(file.path)'")
        return .done
    }
}
