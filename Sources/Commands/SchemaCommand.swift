package import Application
package import ArgumentParser
package import Configuration
import SnapshotFile

/// `herbarium schema`: what `data/snapshot.json` holds.
package struct SchemaCommand: HerbariumCommand {
    /// What the help says of it.
    package static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Prints the JSON Schema of data/snapshot.json.")

    /// The options that it takes.
    package static let options = OptionTable.general

    @OptionGroup(title: "General") package var general: GeneralOptions

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// Prints it.
    package func run(in context: Context, console: Console) async throws -> RunStatus {
        try context.standardOutput.write(SnapshotSchema().jsonSchema)
        return .done
    }
}
