package import Application
package import ArgumentParser
import Celery
package import Configuration
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
            ends with 0 where all rules hold, 3 where one fails, 4 where none fails but one can't be judged; with \
            --nagios with 0, 2, or 3 where one can't be judged or anything is wrong.
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
        guard !nagios else { return await tellMonitor(in: context) }
        let judgements = try await judgements()
        for judgement in judgements {
            try context.standardOutput.write(MessageLine.from(judgement.line) + "\n")
        }
        return switch judgements.verdict {
        case .pass: .done
        case .fail: .ruleFailed
        case .unknown: .ruleUnknown
        }
    }

    /// Reads, judges, and writes the test cases.
    private func judgements() async throws -> [Judgement] {
        let given = try rules.map { path throws(CommandError) in try RuleSet(path: path) }
        if let junit { try Publisher.expectRoom(for: junit) }
        var snapshot = try await SnapshotInput(path: file ?? output, withTasks: false).snapshot()
        given?.replace(in: &snapshot.report)
        let judgements = Judgement.all(of: snapshot)
        guard !judgements.isEmpty else { throw CommandError.noRulesGiven }
        if let junit {
            try Publisher.write(JUnitReport(judgements, capturedAt: snapshot.capturedAt).bytes, to: junit)
        }
        return judgements
    }

    private func tellMonitor(in context: Context) async -> RunStatus {
        do {
            let line = NagiosLine(try await judgements())
            try context.standardOutput.write(line.text + "\n")
            return .plugin(line.code)
        } catch {
            return Self.tellMonitor(of: error, in: context)
        }
    }

    /// Whether these arguments, of which perhaps something is wrong, are those of a monitor's plugin.
    static func speaksToMonitor(_ arguments: [String]) -> Bool {
        let isCheck = CommandPath(arguments, root: Herbarium.self).command == CheckCommand.self
        return isCheck && arguments.prefix { $0 != "--" }.contains("--\(OptionTable.nagios.name)")
    }

    /// Says why nothing could be judged; a monitor reads nothing but this line.
    static func tellMonitor(of error: any Error, in context: Context) -> RunStatus {
        // Where the line can't be written, only the status is left to tell.
        try? context.standardOutput.write(NagiosLine(failure: "\(error)").text + "\n")
        return .plugin(NagiosLine.unknown)
    }
}
