import Testing

@testable import Commands
@testable import Configuration

struct CommandLineLayerTests {
    private func read(_ arguments: String...) throws -> [String] {
        try CommandLineLayer(arguments, of: "herbarium report", taking: ReportCommand.options).values
            .map { "\($0.name)=\($0.text)" }
    }

    @Test func readsBothFormsOfAValue() throws {
        #expect(try read("--listen", "1s", "--title=a=b", "--passive") == ["listen=1s", "title=a=b", "passive=true"])
    }

    @Test func takesNothingAfterTheTwoHyphens() throws {
        #expect(try read("--listen", "1s", "--", "--nonsense", "--listen", "x") == ["listen=1s"])
    }

    @Test func takesAValueThatLooksLikeAnOption() throws {
        #expect(try read("--title", "--listen") == ["title=--listen"])
    }

    @Test func leavesAMissingValueToTheParser() throws {
        #expect(try read("--passive", "--listen").isEmpty == false)
        #expect(try read("--listen").isEmpty)
    }

    @Test func namesTheOptionWhoseValueIsWrong() {
        #expect(throws: CommandError.at(.commandLine("listen"), .badValue("5", .durationWithoutUnit))) {
            try read("--listen=5")
        }
    }

    @Test func suggestsTheNearestOption() {
        #expect(throws: CommandError.unknownOption("lisen", command: "herbarium report", nearest: "listen")) {
            try read("--lisen", "5s")
        }
    }

    @Test func tellsOptionsOfOtherCommandsFromUnknownOnes() {
        #expect(throws: CommandError.optionOfOthers("to", command: "herbarium report")) { try read("--to", "x") }
    }
}
