package import ArgumentParser
import Celery
import Rules
import Site

/// `herbarium check`: judges rules over a snapshot.
package struct CheckCommand: HerbariumCommand {
    /// What the help says of it.
    package static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Judges rules over a snapshot.",
        discussion: """
            A rule is 'measure{label="pattern"} operator value', such as 'failure_rate{type="shop.*"} <= 2%'; '*' in a \
            pattern stands for anything, and every match has to hold. Rules come from --rules or from 'checks:' of the \
            configuration, else from the snapshot itself.

            SNAPSHOT is a file, plain or packed, or the folder of a site; without it, it is the site at --output. It \
            ends with 0 where all rules hold, 3 where one fails, 4 where none fails but one can't be judged.
            """)

    /// The snapshot.
    package static let operands = "[SNAPSHOT]"

    /// The options that it takes.
    package static let options =
        [
            OptionEntry(OptionTable.rules), OptionEntry(OptionTable.output), OptionEntry(OptionTable.listMeasures),
            OptionEntry(OptionTable.nagios), OptionEntry(OptionTable.junit),
        ] + OptionTable.general

    @Argument(
        help: ArgumentHelp("The snapshot, or the folder of a site; '-' is the standard input.", valueName: "SNAPSHOT"),
        completion: .file())
    package var file: String?
    @Option(OptionTable.rules) package var rules: String?
    @Option(OptionTable.output) package var output: String
    @Flag(OptionTable.listMeasures) package var listsMeasures: Bool
    @Flag(OptionTable.nagios) package var nagios: Bool
    @Option(OptionTable.junit) package var junit: String?
    @OptionGroup(title: "General") package var general: GeneralOptions

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// Judges, and says what came of it.
    package func run(in context: Context, console: Console) async throws -> RunStatus {
        if listsMeasures {
            try context.standardOutput.write(RuleMeasure.list)
            return .done
        }
        let given = try rules.map { path throws(CommandError) in try RuleSet(path: path) }
        if let junit { try Publisher.expectRoom(for: junit) }
        var snapshot: Snapshot
        do throws(CommandError) {
            snapshot = try await SnapshotInput(path: file ?? output, withTasks: false).snapshot()
        } catch {
            guard nagios, error.status == .failed else { throw error }
            // A monitor reads nothing but this line.
            try context.standardOutput.write(NagiosLine(failure: "\(error)").text + "\n")
            return .plugin(NagiosLine.unknown)
        }
        if let given { (snapshot.report.checks, snapshot.report.known) = (given.checks, given.known) }
        let judgements = Judgement.all(of: snapshot)
        guard !judgements.isEmpty else { throw CommandError.noRulesGiven }
        if let junit {
            try Publisher.write(JUnitReport(judgements, capturedAt: snapshot.capturedAt).bytes, to: junit)
        }
        if nagios {
            let line = NagiosLine(judgements)
            try context.standardOutput.write(line.text + "\n")
            return .plugin(line.code)
        }
        for judgement in judgements {
            try context.standardOutput.write(MessageLine.from(judgement.line) + "\n")
        }
        return switch judgements.verdict {
        case .pass: .done
        case .fail: .ruleFailed
        case .unknown: .ruleUnknown
        }
    }
}
