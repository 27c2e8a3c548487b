import Celery
import Testing

@testable import Report

/// Whether failures go on.
struct FailureCourseTests {
    private static let now = Instant(microseconds: 1_800_000_000_000_000)

    private func course(
        first: Double, last: Double, count: Int = 10, watched: ClosedRange<Double>? = 0...3_600
    ) -> FailureCourse? {
        var snapshot = Snapshot.example(at: Self.now)
        let start = Self.now - 3_600
        snapshot.coverage.watched =
            watched.map { [TimeSpan(since: start + $0.lowerBound, until: start + $0.upperBound)] } ?? []
        let group = FailureGroup(
            name: "t", exceptionType: "E", fingerprint: "0", count: count, first: start + first, last: start + last,
            workers: [], example: TaskID("x"))
        return FailureCourse(group, in: snapshot, notation: Notation(zone: .utc, captured: Self.now))
    }

    @Test func saysThatTheyGoOn() throws {
        let told = try #require(course(first: 20, last: 3_590, count: 100))
        #expect(told.mark.word == "goes on" && told.sentence == "Goes on: the last came 10 s before this report.")
    }

    @Test func saysThatTheyHaveStoppedSinceWhen() throws {
        let told = try #require(course(first: 1_000, last: 1_040))
        #expect(told.mark.word == "stopped")
        #expect(told.sentence.contains("New at ") && told.sentence.hasSuffix(", for 42 min 40 s."))
    }

    @Test func saysThatTheyAreNew() throws {
        let told = try #require(course(first: 3_500, last: 3_599))
        #expect(told.mark.word == "new" && told.sentence.contains("none in the 58 min 20 s watched before"))
    }

    @Test func saysNothingOfWhatNobodyWatched() throws {
        #expect(course(first: 1_000, last: 1_040, watched: 0...2_000) == nil)
        #expect(course(first: 1_000, last: 1_040, watched: nil) == nil)
        let begun = try #require(course(first: 3_000, last: 3_599, count: 60, watched: 2_990...3_600))
        #expect(begun.mark.word == "goes on", "whether it failed before isn't known")
    }
}
