package import Application
package import ArgumentParser
import Celery
package import Configuration
import History
import Logging
import Site

/// `herbarium what-if`: replays what a queue went through, with other slots.
package struct WhatIfCommand: HerbariumCommand {
    /// What the help says of it.
    package static let configuration = CommandConfiguration(
        commandName: "what-if", abstract: "Replays the work of a queue as it would have been with other slots.",
        discussion: """
            The arrivals and the service times are those that the history saw. It first replays what was, and the error \
            of that stands beside every answer. A span of which less than 95 % of the executions were seen is refused.
            """)

    /// The options that it takes.
    package static let options =
        OptionTable.whatIf + [OptionEntry(markdownFile), OptionEntry(chartFile)] + [
            OptionEntry(OptionTable.since), OptionEntry(OptionTable.until),
        ] + OptionTable.history
        + OptionTable.connection + OptionTable.general

    private static let markdownFile = OptionSpec<String>(
        "markdown", "FILE", reach: .commandLine, "Also write the table there in Markdown.", parse: OptionTable.text)

    private static let chartFile = OptionSpec<String>(
        "chart", "FILE.svg", reach: .commandLine,
        "Also draw there how long the queue was, and below it how long it would have been.", parse: OptionTable.text)

    @Option(OptionTable.queue) package var queue: String
    @Option(OptionTable.slots) package var slots: SlotRequest?
    @Option(OptionTable.without) package var without: String?
    @Option(OptionTable.arrivals) package var arrivals: ArrivalFactor?
    @Flag(OptionTable.json) package var json: Bool
    @Option(Self.markdownFile) package var markdown: String?
    @Option(Self.chartFile) package var chart: String?
    @Option(OptionTable.since) package var since: TimeReference
    @Option(OptionTable.until) package var until: TimeReference?
    @OptionGroup(title: "History") package var history: HistoryOptions
    @OptionGroup(title: "Broker") package var connection: ConnectionOptions
    @OptionGroup(title: "General") package var general: GeneralOptions

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// Reads the history, replays, and prints.
    package func run(in context: Context, console: Console) async throws -> RunStatus {
        for path in [markdown, chart].compactMap(\.self) { try Publisher.expectRoom(for: path) }
        let file = HistoryFile(options: history, connection: connection, context: context)
        console.stage.beginBreakable("reading the history")
        let history = try file.existing()
        guard let now = try history.lastMoment() else { throw CommandError.emptyHistory(path: history.path) }
        let request = SpanRequest(since: since, until: until)
        try request.refuseFuture(now: context.now(), command: "herbarium what-if")
        let span = try request.span(now: now, isRemembered: true, command: "herbarium what-if")
        let record = try QueueRecord(history, span: span, now: now)
        console.stage.beginBreakable("replaying")
        let answer = try record.answer(
            WhatIfAnswer.Request(queue: queue, slots: slots, without: without, arrivals: arrivals))
        if let chart { try Publisher.write(answer.chart(), to: chart) }
        if let markdown {
            try Publisher.write(answer.markdown(chart: Self.path(of: chart, from: markdown)), to: markdown)
        }
        if json {
            try context.standardOutput.write(answer.json)
        } else {
            for line in answer.lines { try context.standardOutput.write(MessageLine.from(line) + "\n") }
        }
        return .done
    }

    /// How a file is found from another: by its name where they lie in one folder.
    private static func path(of file: String?, from other: String) -> String? {
        guard let file else { return nil }
        func folder(_ path: String) -> Substring { path.lastIndex(of: "/").map { path[...$0] } ?? "" }
        return folder(file) == folder(other) ? String(file.dropFirst(folder(file).count)) : file
    }
}
