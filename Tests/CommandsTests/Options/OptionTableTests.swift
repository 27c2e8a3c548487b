import ArgumentParser
import Foundation
import Testing

@testable import Commands
@testable import Configuration

struct OptionTableTests {
    /// What the parser itself says of a command.
    private struct Dump: Decodable {
        struct Command: Decodable { let arguments: [Argument]? }
        struct Argument: Decodable {
            let kind: String
            let preferredName: Name?
        }
        struct Name: Decodable { let name: String }
        let command: Command
    }

    /// Every command that does something, wherever it hangs in the tree.
    static let commands = leaves(of: Herbarium.self)

    private static func leaves(of command: any ParsableCommand.Type) -> [any HerbariumCommand.Type] {
        let own = (command as? any HerbariumCommand.Type).map { [$0] } ?? []
        return own + command.configuration.subcommands.flatMap(leaves)
    }

    private func declared(by command: any HerbariumCommand.Type) throws -> [String] {
        let dump = try JSONDecoder().decode(Dump.self, from: Data(command._dumpHelp().utf8))
        let named = (dump.command.arguments ?? []).filter { $0.kind != "positional" }.compactMap(\.preferredName?.name)
        return named.filter { !["help", "version"].contains($0) }
    }

    @Test(arguments: commands.indices)
    func listsForEachCommandWhatItDeclares(index: Int) throws {
        let command = Self.commands[index]
        #expect(try declared(by: command).sorted() == command.options.map(\.name).sorted())
    }

    @Test(arguments: commands.indices)
    func namesTheOperandsOfEachCommand(index: Int) throws {
        let command = Self.commands[index]
        let dump = try JSONDecoder().decode(Dump.self, from: Data(command._dumpHelp().utf8))
        let operands = (dump.command.arguments ?? []).filter { $0.kind == "positional" }
        #expect(operands.count == (command.operands.isEmpty ? 0 : 1))
    }

    @Test func findsCommandsBelowCommands() {
        for nested in [TapCommand.Add.self, TemplatesCommand.Render.self] as [any HerbariumCommand.Type] {
            #expect(Self.commands.contains { $0 == nested })
        }
    }

    @Test func namesEachOptionOnce() {
        let names = OptionTable.entries.map(\.name)
        #expect(Set(names).count == names.count)
    }

    @Test func knowsTheRivalsItNames() {
        for entry in OptionTable.entries {
            for rival in entry.rivals { #expect(OptionTable.entry(named: rival)?.rivals.contains(entry.name) == true) }
        }
    }

    @Test func derivesTheVariable() throws {
        #expect(OptionEntry(OptionTable.inspectTimeout).variable == "HERBARIUM_INSPECT_TIMEOUT")
        #expect(OptionEntry(OptionTable.hideForPublic).variable == "HERBARIUM_PUBLIC")
    }

    @Test func defaultsAsDocumented() throws {
        let command = try ReportCommand.parse([])
        #expect("\(command.capture.listen) \(command.capture.inspectTimeout) \(command.capture.deadline)" == "5s 3s 5m")
        #expect("\(command.capture.since) \(command.capture.offlineAfter)" == "24h 5m")
        #expect("\(command.capture.forgetOffline) \(command.capture.maxTasks)" == "24h 10000")
        #expect("\(command.publishing.output) \(command.publishing.markdownLimit)" == "output 65000")
        #expect("\(command.connection.eventExchange) \(command.connection.controlExchange)" == "celeryev celery")
        #expect(command.capture.until == nil && command.presentation.timeZone == nil)
    }

    @Test func showsTheDefaultsInTheHelp() {
        let help = ReportCommand.helpMessage(columns: 200)
        for standard in ["5s", "5m", "24h", "65000", "0,3,6,9", "\\x06\\x16", "celery"] {
            #expect(help.contains("(default: \(standard))"))
        }
        #expect(!help.contains("(default: false)") && !help.contains("(default: )"))
    }

    @Test func readsItsOwnDefaults() throws {
        #expect(throws: Never.self) {
            _ = try OptionTable.prioritySeparator.parse(EscapedText.kombuSeparator.description)
            _ = try OptionTable.prioritySteps.parse(PrioritySteps.standard.description)
        }
    }
}
