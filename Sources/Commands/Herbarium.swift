import Application
package import ArgumentParser

/// The program: the root of its commands.
package struct Herbarium: ParsableCommand {
    /// What the help says of it.
    package static let configuration = CommandConfiguration(
        commandName: "herbarium",
        abstract: "Presses what a Celery cluster does into a static site.",
        discussion: """
            Try 'herbarium demo' first: it needs no broker and no configuration.

            Every option can also be set in the environment ('--inspect-timeout 3s' is HERBARIUM_INSPECT_TIMEOUT=3s) and \
            in the file that '--config' names ('inspect-timeout: 3s'). An option given on the command line wins over the \
            environment, and that over the file.

            Exit codes: 0 all was done; 1 it failed, and the site is as it was; 2 it was published, but a source failed; \
            3 it was published, and a rule failed; 4 no rule failed, but one can't be judged ('check'); 64 wrong usage; 129, 130 and 143 interrupted.
            """,
        version: "herbarium \(Version.current)",
        subcommands: [
            ReportCommand.self, CaptureCommand.self, RenderCommand.self, RecordCommand.self, ImportCommand.self,
            UnsealCommand.self, OverviewCommand.self, DiffCommand.self, CheckCommand.self, MarkCommand.self,
            WhatIfCommand.self,
            SchemaCommand.self, TapCommand.self, HistoryCommand.self, TemplatesCommand.self, DemoCommand.self,
            InitCommand.self,
            DoctorCommand.self, ManualCommand.self,
        ])

    /// The parser makes it empty, and then sets what was given.
    package init() {}
}
