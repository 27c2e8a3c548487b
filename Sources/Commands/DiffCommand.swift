package import Application
package import ArgumentParser
import Celery
import Comparison
package import Configuration
import Report
package import Site
import SnapshotFile
import Templating

/// `herbarium diff`: what differs between two snapshots.
package struct DiffCommand: HerbariumCommand {
    /// What the help says of it.
    package static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Says what differs between two snapshots, and what of it is more than chance.",
        discussion: """
            BEFORE and AFTER are snapshot files, plain or packed, or folders of sites, dated ones of an archive among \
            them. Without --markdown, --json and --output the comparison is printed in Markdown. --output publishes the \
            site of AFTER with compare.html, and keeps the sites of its archive as 'render' does.
            """)

    /// The two snapshots.
    package static let operands = "BEFORE AFTER"

    /// The options that it takes; where something is written, only its own command line says.
    package static let options =
        [
            OptionEntry(comparisonMarkdown), OptionEntry(comparisonJSON), OptionEntry(comparisonOutput),
            OptionEntry(OptionTable.archive), OptionEntry(OptionTable.seal), OptionEntry(OptionTable.language),
        ]
        + OptionTable.presentation + OptionTable.general

    private static let comparisonMarkdown = OptionSpec<String>(
        "markdown", "FILE", reach: .commandLine, "Write the comparison there in Markdown.", parse: OptionTable.text)

    private static let comparisonJSON = OptionSpec<String>(
        "json", "FILE", reach: .commandLine, "Write the comparison there as JSON.", parse: OptionTable.text)

    private static let comparisonOutput = OptionSpec<String>(
        "output", "DIR", reach: .commandLine, "Publish the site of AFTER there, with compare.html.",
        parse: OptionTable.text)

    @Argument(help: ArgumentHelp("Two snapshots, or folders of sites.", valueName: "BEFORE AFTER"), completion: .file())
    package var files: [String] = []
    @Option(Self.comparisonMarkdown) package var markdown: String?
    @Option(Self.comparisonJSON) package var json: String?
    @Option(Self.comparisonOutput) package var output: String?
    @Option(OptionTable.archive) package var archive: Int
    @Option(OptionTable.seal) package var seal: String?
    @Option(OptionTable.language) package var language: Language
    @OptionGroup(title: "Pages") package var presentation: PresentationOptions
    @OptionGroup(title: "General") package var general: GeneralOptions

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// Refuses one snapshot, or three.
    package func validate() throws {
        guard files.count == 2 else {
            throw ValidationError("'diff' takes two snapshots, the earlier one first; there are \(files.count)")
        }
    }

    /// Compares, and writes what was asked for.
    package func run(in context: Context, console: Console) async throws -> RunStatus {
        for path in [markdown, json].compactMap(\.self) { try Publisher.expectRoom(for: path) }
        if let output {
            var publishing = try PublishingOptions.parse(["--output", output, "--archive", "\(archive)"])
            (publishing.baseline, publishing.seal, publishing.language) = (.file(files[0]), seal, language)
            let site = try SiteMaker(publishing, console: console)
            var snapshot = try await SnapshotInput(path: files[1]).snapshot()
            try presentation.apply(to: &snapshot.report)
            try await site.publish(snapshot)
        }
        guard output == nil || markdown != nil || json != nil else { return .done }
        let before = try await SnapshotInput(path: files[0], withTasks: false).snapshot()
        var after = try await SnapshotInput(path: files[1], withTasks: false).snapshot()
        try presentation.apply(to: &after.report)
        if let json { try Publisher.write(SnapshotComparison(before, after).json, to: json) }
        guard markdown != nil || json == nil else { return .done }
        let bytes = try page(before, after, console)
        if let markdown {
            try Publisher.write(bytes, to: markdown)
        } else {
            try context.standardOutput.write(bytes)
        }
        return .done
    }

    private func page(_ before: Snapshot, _ after: Snapshot, _ console: Console) throws -> [UInt8] {
        let zone = try Zone(named: after.report.timeZone, around: after.coverage.span)
        var options = SiteOptions()
        options.baseline = before
        let files = try SiteBuilder.made(with: nil, in: language, console: console).files(
            for: after, zone: zone, options: options)
        return files.first { $0.path == "compare.md" }?.bytes ?? []
    }
}
