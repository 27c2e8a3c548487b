package import Application
package import Configuration
import Dispatch

/// Runs the program from its arguments to its exit status.
package enum Program {
    /// Finds the command that the arguments name, runs it, and says what is to be said of it.
    ///
    /// - Parameters:
    ///   - arguments: what the user typed, without the program's name.
    ///   - context: the world around it.
    /// - Returns: what the process ends with.
    package static func run(arguments: [String], in context: Context) async -> RunStatus {
        let stage = Stage()
        let watch = SignalWatch(context.signals, force: force(in: context, stage))
        defer { watch.stop() }
        let invocation: Invocation
        do {
            invocation = try Invocation(arguments, environment: context.environment, columns: context.columns)
        } catch {
            guard !CheckCommand.speaksToMonitor(arguments) else {
                return CheckCommand.tellMonitor(of: error, in: context)
            }
            Console(context).fail(error)
            return error.status
        }
        switch invocation {
        case .help(let text): return print(text, in: context)
        case .command(let command): return await run(command, in: context, watch, stage)
        }
    }

    private static func run(
        _ command: any HerbariumCommand, in context: Context, _ watch: SignalWatch, _ stage: Stage
    ) async -> RunStatus {
        let general = command.general
        let console = Console(
            context, quiet: general.quiet, verbose: general.verbose, progress: !general.noProgress, stage: stage)
        if command.reopensAtHangup { watch.atHangup { context.hangups.add() } }
        watch.allow(stage.grace ?? command.grace)
        command.limit.map(watch.end(after:))
        let outcome: Result<RunStatus, any Error>
        do {
            outcome = .success(
                try await Interruption.watching(watch, stage: stage) {
                    try await command.run(in: context, console: console)
                })
        } catch {
            outcome = .failure(error)
        }
        watch.stop()
        await console.finish()
        switch outcome {
        case .success(let status): return status
        case .failure(let error):
            console.fail(error)
            return (error as? CommandError)?.status ?? .failed
        }
    }

    /// Ends the process of a run that hangs in what can't be broken off, such as a file of a server that is gone.
    ///
    /// Nothing of the site has changed then, and what is left beside it the next run takes away. Whoever reads the
    /// standard error may hang as well.
    private static func force(in context: Context, _ stage: Stage) -> (@Sendable (RunEnd) -> Void)? {
        guard let endProcess = context.endProcess else { return nil }
        return { end in
            let error = end.error(during: stage.name, published: stage.published)
            DispatchQueue.global().asyncAfter(deadline: .now() + 0.1) { endProcess(error.status.code) }
            DispatchQueue(label: "last words").async {
                stage.carryOutWill()
                Console(context).fail(error)
                endProcess(error.status.code)
            }
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
