/// What the commands do, once the world around them stands.
enum Pipeline {
    /// Captures, renders and publishes.
    static func report(_ command: ReportCommand, in context: Context, console: Console) async throws -> RunStatus {
        _ = try command.connection.brokerAddress()
        throw CommandError.unavailable("'herbarium report'")
    }

    /// Captures, and writes the snapshot.
    static func capture(_ command: CaptureCommand, in context: Context, console: Console) async throws -> RunStatus {
        _ = try command.connection.brokerAddress()
        throw CommandError.unavailable("'herbarium capture'")
    }

    /// Renders a snapshot, and publishes it.
    static func render(_ command: RenderCommand, in context: Context, console: Console) async throws -> RunStatus {
        throw CommandError.unavailable("'herbarium render'")
    }

    /// Renders the recorded cluster, and publishes it.
    static func demo(_ command: DemoCommand, in context: Context, console: Console) async throws -> RunStatus {
        throw CommandError.unavailable("'herbarium demo'")
    }

    /// Writes the names of the built-in templates.
    static func listTemplates(
        _ command: TemplatesCommand.List, in context: Context, console: Console
    ) async throws -> RunStatus {
        throw CommandError.unavailable("'herbarium templates list'")
    }

    /// Copies the built-in templates.
    static func ejectTemplates(
        _ command: TemplatesCommand.Eject, in context: Context, console: Console
    ) async throws -> RunStatus {
        throw CommandError.unavailable("'herbarium templates eject'")
    }

    /// Checks a folder of templates.
    static func checkTemplates(
        _ command: TemplatesCommand.Check, in context: Context, console: Console
    ) async throws -> RunStatus {
        throw CommandError.unavailable("'herbarium templates check'")
    }

    /// Renders one template.
    static func renderTemplate(
        _ command: TemplatesCommand.Render, in context: Context, console: Console
    ) async throws -> RunStatus {
        throw CommandError.unavailable("'herbarium templates render'")
    }
}
