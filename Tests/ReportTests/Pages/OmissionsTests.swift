import Testing

@testable import Report

struct OmissionsTests {
    @Test func countsWhatIsLeftOut() {
        var omissions = Omissions()
        #expect(omissions.first(2, of: [1, 2, 3], "worker") == [1, 2])
        #expect(omissions.first(5, of: [1, 2], "queue") == [1, 2])
        #expect(omissions.first(0, of: [1, 2], "group of failures", plural: "groups of failures") == [])
        #expect(
            omissions.sentences == ["1 worker of 3 is left out.", "2 groups of failures of 2 are left out."])
    }

    @Test func triesNoListThatNoPageHasRoomFor() throws {
        #expect(ReportLimits.steps(rows: 8_192).first == .whole)
        #expect(try #require(ReportLimits.steps(rows: 20_000).first).rows == 8_192)
    }

    @Test(arguments: [0, 1, 100, 5_000, 1_000_000]) func shortensStepByStepToNothing(rows: Int) throws {
        let steps = ReportLimits.steps(rows: rows)
        #expect(steps.count < 60)
        #expect(try #require(steps.first).rows >= min(rows, 8_192))
        #expect(try #require(steps.last).rows == 0)
        for (step, next) in zip(steps, steps.dropFirst()) {
            #expect(next.rows <= step.rows)
            #expect(next.failures <= step.failures)
            #expect(next.tracebackLines <= step.tracebackLines)
            #expect(next.bytesOfNote <= step.bytesOfNote)
        }
    }
}
