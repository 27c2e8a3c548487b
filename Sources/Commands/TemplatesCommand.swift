package import Application
package import ArgumentParser
package import Configuration

/// `herbarium templates`: what there is to override, and whether it is right.
package struct TemplatesCommand: ParsableCommand {
    /// What the help says of it.
    package static let configuration = CommandConfiguration(
        commandName: "templates", abstract: "Lists, copies, checks and tries templates.",
        subcommands: [List.self, Eject.self, Check.self, Render.self])

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// `herbarium templates list`.
    package struct List: HerbariumCommand {
        /// What the help says of it.
        package static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Lists the built-in templates.")
        /// A template, or a part of a name.
        package static let operands = "[NAME]"
        /// The options that it takes.
        package static let options = [OptionEntry(OptionTable.names)] + OptionTable.general

        @Argument(
            help: ArgumentHelp(
                "With --names: a template, or a part of the names that are wanted.", valueName: "NAME"))
        package var name: String?
        @Flag(OptionTable.names) package var names: Bool
        @OptionGroup(title: "General") package var general: GeneralOptions

        /// The parser makes it empty, and then sets what was given.
        package init() {}

        /// Prints the list, or the names that templates may use.
        package func run(in context: Context, console: Console) async throws -> RunStatus {
            let listing = TemplateListing()
            switch (names, name) {
            case (true, let name?): try context.standardOutput.write(listing.names(matching: name))
            case (true, nil): try context.standardOutput.write(listing.names)
            case (false, let name?):
                throw CommandError.usage("'\(name)' is for --names alone", command: "templates list")
            case (false, nil): try context.standardOutput.write(listing.templates)
            }
            return .done
        }
    }

    /// `herbarium templates eject`.
    package struct Eject: HerbariumCommand {
        /// What the help says of it.
        package static let configuration = CommandConfiguration(
            commandName: "eject", abstract: "Copies the built-in templates into a folder, to be edited.")
        /// The folder.
        package static let operands = "DIR"
        /// The options that it takes.
        package static let options = OptionTable.general

        @Argument(help: ArgumentHelp("The folder.", valueName: "DIR")) package var folder: String
        @OptionGroup(title: "General") package var general: GeneralOptions

        /// The parser makes it empty, and then sets what was given.
        package init() {}

        /// Copies them; files that are there stay.
        package func run(in context: Context, console: Console) async throws -> RunStatus {
            try EjectedTemplates.eject(to: folder)
            return .done
        }
    }

    /// `herbarium templates check`.
    package struct Check: HerbariumCommand {
        /// What the help says of it.
        package static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Checks the templates of a folder, laid over the built-in ones.")
        /// The folder.
        package static let operands = "DIR"
        /// The options that it takes.
        package static let options = OptionTable.general

        @Argument(help: ArgumentHelp("The folder.", valueName: "DIR")) package var folder: String
        @OptionGroup(title: "General") package var general: GeneralOptions

        /// The parser makes it empty, and then sets what was given.
        package init() {}

        /// Prints every mistake with its place; ends with 1 where there is one.
        package func run(in context: Context, console: Console) async throws -> RunStatus {
            try await TemplateCheck(folder: folder, console: console).run()
            return .done
        }
    }

    /// `herbarium templates render`.
    package struct Render: HerbariumCommand {
        /// What the help says of it.
        package static let configuration = CommandConfiguration(
            commandName: "render", abstract: "Renders one template over one JSON document, to the standard output.")
        /// The template.
        package static let operands = "FILE"
        /// The options that it takes.
        package static let options =
            [OptionEntry(OptionTable.data), OptionEntry(OptionTable.lenient)] + OptionTable.general

        @Argument(
            help: ArgumentHelp(
                "The template; partials are looked up beside it, with the same ending.", valueName: "FILE"))
        package var file: String
        @Option(OptionTable.data) package var data: String
        @Flag(OptionTable.lenient) package var lenient: Bool
        @OptionGroup(title: "General") package var general: GeneralOptions

        /// The parser makes it empty, and then sets what was given.
        package init() {}

        /// Prints what the template makes of the document.
        package func run(in context: Context, console: Console) async throws -> RunStatus {
            try context.standardOutput.write(
                TemplateTrial(file: file, data: data, isLenient: lenient).render(console: console))
            return .done
        }
    }
}
