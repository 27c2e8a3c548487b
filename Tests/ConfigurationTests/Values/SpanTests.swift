import Testing

@testable import Configuration

struct SpanTests {
    @Test(arguments: [
        ("5s", 5000), ("500ms", 500), ("2m", 120_000), ("1h30m", 5_400_000), ("7d", 604_800_000), ("0s", 0),
        ("1d2h3m4s5ms", 93_784_005), ("90m", 5_400_000), ("007s", 7000), ("36500d", 3_153_600_000_000),
    ])
    func readsNumbersWithUnits(text: String, milliseconds: Int64) throws {
        #expect(try Span(parsing: text).milliseconds == milliseconds)
    }

    @Test(arguments: [
        ("5", ValueProblem.durationWithoutUnit), ("1h30", .durationWithoutUnit), ("-5s", .negativeDuration),
        ("", .notADuration), ("s", .notADuration), ("1.5h", .notADuration), ("5 s", .notADuration),
        (" 5s", .notADuration), ("5s ", .notADuration), ("1,5h", .notADuration), ("+5s", .notADuration),
        ("5w", .unknownDurationUnit("w")), ("5M", .unknownDurationUnit("M")), ("5sec", .unknownDurationUnit("sec")),
        ("30m1h", .durationOutOfOrder), ("5s5s", .durationOutOfOrder), ("36501d", .durationTooLong),
        ("36500d1ms", .durationTooLong), ("9223372036854775807s", .durationTooLong),
        ("99999999999999999999s", .durationTooLong), ("٥s", .notADuration), ("5s\0", .notADuration),
    ])
    func refusesWhatIsNoDuration(text: String, problem: ValueProblem) {
        #expect(throws: CommandError.badValue(text, problem)) { try Span(parsing: text) }
    }

    @Test(arguments: ["0s", "1ms", "5s", "1h30m", "24h", "7d", "1d1h", "36500d"])
    func writesWhatItReads(text: String) throws {
        #expect(try Span(parsing: text).description == text)
    }

    @Test func readsWhatItWrites() throws {
        for milliseconds: Int64 in [0, 1, 999, 1000, 59_999, 3_600_000, 86_399_999, 86_400_000, 86_400_001] {
            let span = Span(milliseconds: milliseconds)
            #expect(try Span(parsing: span.description) == span)
        }
    }

    @Test func comparesByLength() throws {
        #expect(try Span(parsing: "59s") < Span(parsing: "1m"))
        #expect(try Span(parsing: "60s") == Span(parsing: "1m"))
    }
}
