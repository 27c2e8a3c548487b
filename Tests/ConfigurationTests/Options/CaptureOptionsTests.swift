import ArgumentParser
import Celery
import Testing

@testable import Configuration

struct CaptureOptionsTests {
    private let now = Instant(microseconds: 1_700_000_000_000_000)

    private func span(_ arguments: String...) throws -> TimeSpan {
        try CaptureOptions.parse(arguments).span(now: now, command: "herbarium report")
    }

    @Test func reachesADayBackByDefault() throws {
        #expect(try span() == TimeSpan(since: now - 86_400, until: now))
    }

    @Test func endsWhereItIsTold() throws {
        #expect(try span("--since", "2h", "--until", "1h") == TimeSpan(since: now - 7200, until: now - 3600))
    }

    @Test func doesNotReachIntoTheFuture() throws {
        #expect(throws: CommandError.self) { try span("--until", "9999-12-31") }
        #expect(throws: CommandError.self) { try span("--since", "2100-01-01", "--until", "2100-01-02") }
    }

    @Test func saysWhereAHistoryEndsThatDoesNotReachSoFar() throws {
        let options = try CaptureOptions.parse(["--since", "2100-01-01"])
        let error = try #require(throws: CommandError.self) {
            try options.span(now: now, isRemembered: true, command: "herbarium report")
        }
        #expect("\(error)".hasPrefix("the history ends at 2023-11-14T22:13:20.000000Z, before '--since 2100-01-01"))
    }

    @Test func refusesToEndBeforeItBegins() throws {
        let error = try #require(throws: CommandError.self) { try span("--since", "1h", "--until", "2h") }
        #expect(error.status == .usage)
        #expect("\(error)".contains("'--until 2h'") && "\(error)".contains("'--since 1h'"))
    }

    @Test(arguments: [["--passive", "--enable-events"], ["--deadline", "0s"]])
    func refusesContradictions(arguments: [String]) {
        #expect(throws: (any Error).self) { try CaptureOptions.parse(arguments) }
    }

    @Test func listensForNoTimeWhenTold() throws {
        #expect(try CaptureOptions.parse(["--listen", "0s"]).listen.seconds == 0)
    }

    @Test func omitsEveryColumnForStrangers() throws {
        #expect(try SecretsOptions.parse(["--public", "--omit", "args"]).omittedColumns.count == 4)
        #expect(try SecretsOptions.parse(["--omit", "args"]).omittedColumns == [.args])
    }
}
