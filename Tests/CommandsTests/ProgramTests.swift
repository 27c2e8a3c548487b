import Testing

@testable import Application
@testable import Commands
@testable import Configuration

struct ProgramTests {
    private let output = Recorder()
    private let errors = Recorder()

    private func run(_ arguments: String..., environment: [String: String] = [:]) async -> RunStatus {
        await Program.run(
            arguments: arguments, in: .test(output: output, errors: errors, environment: environment))
    }

    @Test func saysItsVersion() async {
        #expect(await run("--version") == .done)
        #expect(output.text == "herbarium 0.1.0\n")
        #expect(errors.text.isEmpty)
    }

    @Test(arguments: [[], ["--help"], ["help"], ["-h"]])
    func helpsWhoeverAsksForNothing(arguments: [String]) async {
        #expect(await Program.run(arguments: arguments, in: .test(output: output, errors: errors)) == .done)
        #expect(output.text.contains("USAGE: herbarium <subcommand>"))
        #expect(output.text.contains("report"))
    }

    @Test(arguments: [["report", "--help"], ["help", "report"], ["report", "--listen", "x", "-h"]])
    func helpsWithACommandWhateverElseIsWrong(arguments: [String]) async {
        let context = Context.test(output: output, errors: errors, environment: ["HERBARIUM_NONSENSE": "x"])
        #expect(await Program.run(arguments: arguments, in: context) == .done)
        #expect(output.text.contains("USAGE: herbarium report"))
        #expect(output.text.contains("--inspect-timeout <DURATION>"))
    }

    @Test func listsTheCommandsOfTemplates() async {
        #expect(await run("templates") == .done)
        #expect(output.text.contains("eject"))
    }

    @Test(arguments: [
        ["reprot"], ["report", "extra"], ["report", "--lisen"], ["report", "--listen"],
        ["report", "--quiet", "--verbose"],
        ["report"], ["capture", "--broker", "redis://h"], ["render"], ["render", "a", "b"], ["demo", "--broker", "x"],
        ["templates", "lst"], ["templates", "render", "x.html"], ["report", "--passive=x"], ["report", "-q"], [""],
        ["report", "--time-zone", "Mars"], ["report", "--config", "/nowhere"], ["report", "--history", "x"],
        ["report", "--broker", ""], ["report", "--since", "1h", "--until", "x"],
    ])
    func refusesWrongUsageInOneLine(arguments: [String]) async {
        #expect(await Program.run(arguments: arguments, in: .test(output: output, errors: errors)).code == 64)
        #expect(output.text.isEmpty)
        #expect(errors.text.hasPrefix("error: "))
        #expect(errors.text.filter(\.isNewline).count == 1)
    }

    @Test func hintsAtTheDemoWithoutABroker() async {
        #expect(await run("report") == .usage)
        #expect(errors.text.contains("herbarium demo"))
    }

    @Test func suggestsTheNearestCommand() async {
        #expect(await run("reprot") == .usage)
        #expect(errors.text == "error: unknown command 'reprot'; did you mean 'report'? (see 'herbarium --help')\n")
    }

    @Test(arguments: [
        ["report", "redis://:hunter2@h"], ["report", "--title", "x", "a", "redis://:hunter2@h"],
        ["report", "--broker", "redis://:hunter2@h", "--broker-file", "x"],
        ["report", "--broker=redis://:hunter2@h", "--listen", "x"], ["redis://:hunter2@h"],
        ["demo", "--broker=redis://:hunter2@h"], ["report", "--passive=redis://:hunter2@h"],
    ])
    func printsNoPasswordInAnError(arguments: [String]) async {
        #expect(await Program.run(arguments: arguments, in: .test(output: output, errors: errors)) == .usage)
        #expect(!errors.text.contains("hunter2"))
    }

    @Test func failsWhenNobodyTakesTheOutput() async {
        var context = Context.test(errors: errors)
        context.standardOutput = Output { _ throws(CommandError) in throw .unwritable(name: "it", reason: "gone") }
        #expect(await Program.run(arguments: ["--help"], in: context) == .failed)
        #expect(errors.text == "error: cannot write it: gone\n")
    }

    @Test func saysNothingWhereTheOutputWasReadAsFarAsWanted() async {
        var context = Context.test(errors: errors)
        context.standardOutput = Output { _ throws(CommandError) in throw .closedPipe(name: "it") }
        for arguments in [["--help"], ["schema"], ["templates", "list", "--names"]] {
            #expect(await Program.run(arguments: arguments, in: context) == .failed)
        }
        #expect(errors.text.isEmpty)
    }

    @Test func numbersTheStatusesAsDocumented() {
        let statuses: [RunStatus] = [
            .done, .failed, .partial, .usage, .interrupted(signal: 2), .interrupted(signal: 15),
        ]
        #expect(statuses.map(\.code) == [0, 1, 2, 64, 130, 143])
    }
}
