package import ArgumentParser
import Celery
import History
import Logging

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
        OptionTable.whatIf + [OptionEntry(OptionTable.since), OptionEntry(OptionTable.until)] + OptionTable.history
        + OptionTable.connection + OptionTable.general

    @Option(OptionTable.queue) package var queue: String
    @Option(OptionTable.slots) package var slots: SlotRequest?
    @Option(OptionTable.without) package var without: String?
    @Flag(OptionTable.json) package var json: Bool
    @Option(OptionTable.since) package var since: TimeReference
    @Option(OptionTable.until) package var until: TimeReference?
    @OptionGroup(title: "History") package var history: HistoryOptions
    @OptionGroup(title: "Broker") package var connection: ConnectionOptions
    @OptionGroup(title: "General") package var general: GeneralOptions

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// Reads the history, replays, and prints.
    package func run(in context: Context, console: Console) async throws -> RunStatus {
        let file = HistoryFile(options: history, connection: connection, context: context)
        console.stage.beginBreakable("reading the history")
        let history = try file.existing()
        guard let now = try history.lastMoment() else { throw CommandError.emptyHistory(path: history.path) }
        let request = SpanRequest(since: since, until: until)
        try request.refuseFuture(now: context.now(), command: "herbarium what-if")
        let span = try request.span(now: now, isRemembered: true, command: "herbarium what-if")
        let record = try QueueRecord(history, span: span, now: now)
        console.stage.beginBreakable("replaying")
        let answer = try record.answer(WhatIfAnswer.Request(queue: queue, slots: slots, without: without))
        if json {
            try context.standardOutput.write(answer.json)
        } else {
            for line in answer.lines { try context.standardOutput.write(MessageLine.from(line) + "\n") }
        }
        return .done
    }
}
