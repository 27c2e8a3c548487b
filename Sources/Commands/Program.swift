/// Runs the program from its arguments to its exit status.
package enum Program {
    /// Finds the command that the arguments name, runs it, and says what is to be said of it.
    ///
    /// - Parameters:
    ///   - arguments: what the user typed, without the program's name.
    ///   - context: the world around it.
    /// - Returns: what the process ends with.
    package static func run(arguments: [String], in context: Context) async -> RunStatus {
        let invocation: Invocation
        do {
            invocation = try Invocation(arguments, environment: context.environment, columns: context.columns)
        } catch {
            Console(context).fail(error)
            return error.status
        }
        switch invocation {
        case .help(let text): return print(text, in: context)
        case .command(let command): return await run(command, in: context)
        }
    }

    private static func run(_ command: any HerbariumCommand, in context: Context) async -> RunStatus {
        let general = command.general
        let console = Console(
            context, quiet: general.quiet, verbose: general.verbose, progress: !general.noProgress)
        let outcome: Result<RunStatus, any Error>
        do {
            outcome = .success(
                try await Interruption.watching(signals: context.signals) {
                    try await command.run(in: context, console: console)
                })
        } catch {
            outcome = .failure(error)
        }
        await console.finish()
        switch outcome {
        case .success(let status): return status
        case .failure(let error):
            console.fail(error)
            return (error as? CommandError)?.status ?? .failed
        }
    }

    private static func print(_ text: String, in context: Context) -> RunStatus {
        do {
            try context.standardOutput.write(text.hasSuffix("\n") ? text : text + "\n")
            return .done
        } catch {
            Console(context).fail(error)
            return .failed
        }
    }
}
