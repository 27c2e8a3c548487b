package import Application
package import ArgumentParser
import Brokers
import Celery
package import Configuration

/// `herbarium doctor`: what of a configuration works.
package struct DoctorCommand: HerbariumCommand {
    /// What the help says of it.
    package static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Says what of a configuration works, what doesn't, and what to change.",
        discussion: """
            It takes the options of 'report', connects to everything that they name, tries what a report would need, \
            and changes nothing. It ends with 0 where all is well, with 2 where a report would come about but something \
            is to be changed, with 1 where none would.
            """)

    /// The options that it takes.
    package static let options =
        [OptionEntry(OptionTable.asService), OptionEntry(OptionTable.eventQueue)] + OptionTable.connection
        + OptionTable.capture + OptionTable.history
        + OptionTable.secrets + OptionTable.presentation + OptionTable.publishing + OptionTable.general

    @OptionGroup(title: "Broker") package var connection: ConnectionOptions
    @OptionGroup(title: "Capture") package var capture: CaptureOptions
    @OptionGroup(title: "History") package var history: HistoryOptions
    @Option(OptionTable.eventQueue) package var eventQueue: String?
    @Flag(OptionTable.asService) package var asService: Bool
    @OptionGroup(title: "Secrets") package var secrets: SecretsOptions
    @OptionGroup(title: "Pages") package var presentation: PresentationOptions
    @OptionGroup(title: "Site") package var publishing: PublishingOptions
    @OptionGroup(title: "General") package var general: GeneralOptions

    /// What the broker holds of ours, and the lock beside the site, are taken away first, however slow either is.
    package var grace: Duration { .seconds(10) }

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// By when it has to end.
    package var limit: Span? { capture.deadline }

    /// Looks at each part, prints a line for it, and ends with 1 where one is amiss.
    package func run(in context: Context, console: Console) async throws -> RunStatus {
        var worst = CheckupLine.Grade.ok
        var context = context
        func tell(_ lines: [CheckupLine]) throws {
            for line in lines {
                worst = max(worst, line.grade)
                try context.standardOutput.write(MessageLine.from("\(line)") + "\n")
            }
        }
        if asService {
            let unit = try ServiceUnit.find(beside: general.config)
            context.environment["XDG_STATE_HOME"] = "/var/lib"
            try tell(ServiceCheckup(unit: unit, configuration: general.config, publishing: publishing).enter())
        }
        // What is asked of brokers comes last, since it takes its time; who asked wrongly is told so first.
        _ = try connection.brokerAddress()
        try tell(FileCheckup(general: general, connection: connection, presentation: presentation).lines)
        try tell(await SiteCheckup(publishing: publishing, console: console).lines())
        let isKept = try history.history != nil || !connection.isDump
        if !capture.noHistory, isKept {
            let file = HistoryFile(options: history, connection: connection, context: context)
            try tell([HistoryCheckup(file: file).line])
        }
        let tap = eventQueue.map(EventTap.init)
        let brokers = try await BrokerCheckup(
            connection: connection, tap: tap, deadline: capture.deadline, environment: context.environment,
            stage: console.stage
        ).lines()
        try tell(brokers)
        if !brokers.contains(where: { $0.grade == .error && $0.subject == "broker" }) {
            try tell(await cluster(context, console))
        }
        return worst == .error ? .failed : worst == .warning ? .partial : .done
    }

    private func cluster(_ context: Context, _ console: Console) async throws -> [CheckupLine] {
        let cluster = ClusterCapture(
            command: "herbarium doctor", connection: connection, capture: capture, secrets: secrets,
            presentation: presentation, tellsSources: false, context: context, console: console)
        return ClusterCheckup(snapshot: try await cluster.run().snapshot, isPassive: capture.passive).lines
    }
}
