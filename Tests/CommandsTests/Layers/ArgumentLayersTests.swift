import Foundation
import TestSupport
import Testing

@testable import Commands
@testable import Configuration

struct ArgumentLayersTests {
    /// The options that the parser sees, after the layers.
    private func report(
        _ arguments: String..., environment: [String: String] = [:], yaml: String? = nil
    ) throws -> ReportCommand {
        let folder = try TemporaryFolder()
        var environment = environment
        if let yaml { environment["HERBARIUM_CONFIG"] = try folder.write(yaml, to: "h.yaml") }
        let invocation = try Invocation(["report"] + arguments, environment: environment, columns: 80)
        let command = try #require(invocation.command)
        return try #require(command as? ReportCommand)
    }

    @Test func letsTheCommandLineWinOverTheEnvironmentAndThatOverTheFile() throws {
        let command = try report(
            "--listen", "1s", environment: ["HERBARIUM_LISTEN": "2s", "HERBARIUM_DEADLINE": "2m"],
            yaml: "listen: 3s\ndeadline: 3m\ntitle: three")
        #expect(command.capture.listen == .seconds(1))
        #expect(command.capture.deadline == .minutes(2))
        #expect(command.presentation.title == "three")
        #expect(command.capture.inspectTimeout == .seconds(3))
    }

    @Test func replacesListsInsteadOfMergingThem() throws {
        let environment = ["HERBARIUM_REDACT": "b,c"]
        #expect(try report(environment: environment, yaml: "redact: [d]").secrets.redactedNames == ["b", "c"])
        let typed = try report("--redact", "x", "--redact=y,z", environment: environment)
        #expect(typed.secrets.redactedNames == ["x", "y", "z"])
    }

    @Test func letsTheEnvironmentTurnOffAFlagOfTheFile() throws {
        #expect(try report(yaml: "passive: true").capture.passive)
        #expect(try !report(environment: ["HERBARIUM_PASSIVE": "0"], yaml: "passive: true").capture.passive)
    }

    @Test func letsOneWayToNameTheBrokerDisplaceTheOther() throws {
        let command = try report(
            "--broker-file", "b.txt",
            environment: ["HERBARIUM_BROKER": "redis://env", "CELERY_BROKER_URL": "redis://c"])
        #expect(command.connection.broker == nil)
        #expect(command.connection.brokerFile == "b.txt")
    }

    @Test func refusesTwoBrokersInOnePlace() {
        #expect(throws: CommandError.self) { try report("--broker", "redis://a", "--broker-file", "b") }
    }

    @Test func letsAFlagTurnedOffDisplaceNothingElse() throws {
        let command = try report(environment: ["HERBARIUM_QUIET": "false"], yaml: "verbose: true")
        #expect(command.general.verbose)
        #expect(try report("--quiet", yaml: "verbose: true").general.verbose == false)
    }

    @Test func fallsBackToCelerysVariables() throws {
        let celery = ["CELERY_BROKER_URL": "redis://celery", "CELERY_RESULT_BACKEND": "redis://results"]
        let command = try report(environment: celery)
        #expect(command.connection.broker?.exposed == "redis://celery")
        #expect(command.connection.resultBackend?.exposed == "redis://results")
        #expect(
            try report(environment: celery, yaml: "broker: redis://file").connection.broker?.exposed == "redis://file")
    }

    @Test func handsOnValuesThatLookLikeOptions() throws {
        #expect(try report(environment: ["HERBARIUM_TITLE": "--passive"]).presentation.title == "--passive")
        #expect(try report(yaml: "title: '-- x = y'").presentation.title == "-- x = y")
        #expect(try report(yaml: "key-prefix: ''").connection.keyPrefix == "")
    }

    @Test func readsTheFileThatTheCommandLineNames() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("title: typed", to: "typed.yaml")
        #expect(try report("--config", path, yaml: "title: environment").presentation.title == "typed")
    }

    @Test func leavesOptionsOfOtherCommandsAlone() throws {
        let invocation = try Invocation(
            ["templates", "list"], environment: ["HERBARIUM_LISTEN": "1s", "CELERY_BROKER_URL": "redis://h"],
            columns: 80)
        let command = try #require(invocation.command)
        #expect(command is TemplatesCommand.List)
    }

    @Test func refusesABadValueOfAnOptionOfOtherCommands() {
        #expect(throws: CommandError.at(.environment("HERBARIUM_LISTEN"), .badValue("x", .notADuration))) {
            try Invocation(["demo"], environment: ["HERBARIUM_LISTEN": "x"], columns: 80)
        }
    }

    @Test func refusesABadValueThatIsOverridden() {
        #expect(throws: CommandError.self) { try report("--listen", "1s", environment: ["HERBARIUM_LISTEN": "x"]) }
    }

    @Test func keepsArgumentsAfterTheTwoHyphens() throws {
        let invocation = try Invocation(
            ["render", "--", "--title"], environment: ["HERBARIUM_TITLE": "t"], columns: 80)
        let command = try #require(invocation.command)
        let render = try #require(command as? RenderCommand)
        #expect(render.file == "--title")
        #expect(render.presentation.title == "t")
    }
}

extension Invocation {
    /// The command that is to be run; `nil` where a text is asked for.
    fileprivate var command: (any HerbariumCommand)? {
        if case .command(let command) = self { command } else { nil }
    }
}
