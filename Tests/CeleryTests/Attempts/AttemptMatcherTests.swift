import Celery
import TestSupport
import Testing

/// Each line of what real clusters do to a monitor.
struct AttemptMatcherTests {
    @Test func countsARetryAsAnotherAttempt() {
        var stream = EventStream()
        stream.attempt("t1", ending: .retried, at: 1)
        stream.attempt("t1", at: 5, retries: 1)
        #expect(stream.events.outcomes() == [.retried, .succeeded])
    }

    /// The pool's process sends the retry, and its worker may receive that before it says that the attempt began.
    @Test(arguments: [nil, 3.0])
    func knowsWhichAttemptBeganThoughItsRetryWasReceivedBefore(eta: Double?) throws {
        var stream = EventStream()
        stream.task(.received, at: 1) { $0.retries = 0 }
        stream.task(.received, at: 1.2) { ($0.retries, $0.eta) = (1, eta.map(EventStream.at)) }
        stream.task(.started, at: 1.3)
        if eta != nil { #expect(stream.events.outcomes() == [.unaccounted, .received]) }
        stream.task(.retried, at: 1.4)
        if eta != nil { #expect(stream.events.outcomes() == [.retried, .received]) }
        stream.task(.started, at: 3)
        #expect(stream.events.outcomes() == [.retried, .active])
        stream.task(.succeeded, at: 4) { $0.runtime = 1 }
        #expect(stream.events.outcomes() == [.retried, .succeeded])
        let attempts = try #require(stream.events.assessed().tasks.first).attempts.map(\.attempt)
        #expect(attempts.map(\.started) == [EventStream.at(1.3), EventStream.at(3)])
    }

    /// The beginning of the retried attempt was lost.
    @Test func givesALateBeginningToTheAttemptWhoseTimeHasCome() {
        var stream = EventStream()
        stream.task(.received, at: 1) { $0.retries = 0 }
        stream.task(.received, at: 1.2) { ($0.retries, $0.eta) = (1, EventStream.at(3)) }
        stream.task(.started, at: 3)
        #expect(stream.events.outcomes() == [.unaccounted, .active])
        stream.task(.succeeded, at: 4) { $0.runtime = 1 }
        #expect(stream.events.outcomes() == [.unaccounted, .succeeded])
    }

    @Test func closesAnAttemptOnceWhenAHardTimeLimitReportsItTwice() {
        var stream = EventStream()
        stream.attempt("t1", ending: .failed, at: 1)
        stream.task(.failed, at: 1.5) { $0.traceback = "TimeLimitExceeded" }
        #expect(stream.events.outcomes() == [.failed])
        #expect(stream.events.assessed().tasks.first?.attempts.first?.attempt.facts.traceback == "TimeLimitExceeded")
    }

    @Test func takesRejectedAfterFailedAsTheSameEnd() {
        var stream = EventStream()
        stream.attempt("t1", ending: .failed, at: 1)
        stream.task(.rejected, at: 1.3)
        #expect(stream.events.outcomes() == [.failed])
    }

    @Test func countsATaskThatIsReceivedAndRunTwiceByOneWorkerTwice() {
        var stream = EventStream()
        stream.task(.received, at: 1)
        stream.task(.received, at: 2)
        stream.task(.started, at: 3)
        stream.task(.succeeded, at: 4)
        stream.task(.started, at: 5)
        stream.task(.succeeded, at: 6)
        #expect(stream.events.outcomes() == [.succeeded, .succeeded])
    }

    /// A worker that takes up all messages of one identifier begins and ends them in the order of their receipts.
    @Test func takesUpTheSameMessageInTheOrderOfItsReceipts() throws {
        var stream = EventStream()
        for time in [1.0, 1.1, 1.2] { stream.task(.received, at: time) { $0.retries = 0 } }
        for time in [2.0, 2.5, 3] { stream.task(.started, at: time) }
        for time in [4.0, 4.5, 5] { stream.task(.succeeded, at: time) { $0.runtime = 2 } }
        for time in [11.0, 11.1] { stream.task(.received, at: time) { $0.retries = 0 } }
        for time in [12.0, 12.1] { stream.task(.revoked, at: time) }
        let attempts = try #require(stream.events.assessed().tasks.first).attempts.map(\.attempt)
        #expect(attempts.map(\.received) == [1, 1.1, 1.2, 11, 11.1].map(EventStream.at))
        #expect(attempts.map(\.started) == [EventStream.at(2), EventStream.at(2.5), EventStream.at(3), nil, nil])
        #expect(attempts.map(\.finished) == [4, 4.5, 5, 12, 12.1].map(EventStream.at))
    }

    @Test func endsAnAttemptThatWasReplacedByAnotherTask() {
        var stream = EventStream()
        stream.task(.received, at: 1) { $0.name = "first" }
        stream.task(.started, at: 2)
        stream.task(.received, at: 3) { $0.name = "second" }
        stream.task(.started, at: 4)
        stream.task(.succeeded, at: 5)
        #expect(stream.events.outcomes() == [.unaccounted, .succeeded])
    }

    @Test func countsARevocationThatCameBeforeTheReceipt() {
        var stream = EventStream()
        stream.task(.revoked, at: 1) { $0.expired = true }
        #expect(stream.events.outcomes() == [.revoked])
    }

    @Test func givesARevocationToTheAttemptThatWaits() {
        var stream = EventStream()
        stream.attempt("t1", ending: .failed, at: 1)
        stream.task(.received, at: 2)
        stream.task(.revoked, at: 3)
        #expect(stream.events.outcomes() == [.failed, .revoked])
    }

    @Test func countsAFailureOfAnUnknownTaskThatWasNeverReceived() {
        var stream = EventStream()
        stream.task(.failed, at: 1)
        #expect(stream.events.outcomes() == [.failed])
    }

    @Test func returnsWhatWasFetchedWhenTheWorkerReconnects() {
        var stream = EventStream()
        stream.worker(.online, at: 0, processed: 3)
        stream.task(.received, at: 1)
        stream.worker(.online, at: 5, processed: 3)
        stream.attempt("t1", at: 6)
        #expect(stream.events.outcomes() == [.returned, .succeeded])
    }

    @Test func letsARunningAttemptGoOnWhenTheWorkerReconnects() {
        var stream = EventStream()
        stream.worker(.online, at: 0, processed: 3)
        stream.task(.received, at: 1)
        stream.task(.started, at: 2)
        stream.worker(.online, at: 5, processed: 4)
        stream.task(.succeeded, at: 6)
        #expect(stream.events.outcomes() == [.succeeded])
    }

    @Test(arguments: [(8, 9), (7, 0)])
    func losesWhatRanWhenTheWorkerRestarts(pid: Int, processed: Int) {
        var stream = EventStream()
        stream.worker(.online, at: 0, processed: 3)
        stream.task(.received, "begun", at: 1)
        stream.task(.started, "begun", at: 2)
        stream.task(.received, "waiting", at: 2)
        stream.worker(.online, at: 5, pid: pid, processed: processed)
        stream.worker(.heartbeat, at: 59, pid: pid, processed: processed)
        #expect(stream.events.outcomes(of: "begun") == [.lost])
        #expect(stream.events.outcomes(of: "waiting") == [.returned])
    }

    @Test func endsWhatRanDuringAWarmShutdownAndReturnsTheRest() {
        var stream = EventStream()
        stream.worker(.online, at: 0, processed: 0)
        for id in ["begun", "waiting"] { stream.task(.received, id, at: 1) }
        stream.task(.started, "begun", at: 2)
        stream.worker(.offline, at: 3, processed: 1, active: 1)
        stream.task(.succeeded, "begun", at: 6)
        #expect(stream.events.outcomes(of: "begun") == [.succeeded])
        #expect(stream.events.outcomes(of: "waiting") == [.returned])
    }

    @Test func takesUpAReturnedAttemptThatIsBegunAfterAll() {
        var stream = EventStream()
        stream.worker(.online, at: 0, processed: 0)
        stream.task(.received, at: 1)
        stream.worker(.offline, at: 3, processed: 1)
        stream.task(.started, at: 3.5)
        stream.task(.succeeded, at: 4)
        #expect(stream.events.outcomes() == [.succeeded])
    }

    @Test func keepsAttemptsApartThatEndAfterTheNextBegan() {
        var stream = EventStream()
        stream.task(.received, on: "w1@a", at: 1)
        stream.task(.started, on: "w1@a", at: 2)
        stream.task(.received, on: "w2@a", at: 3)
        stream.task(.succeeded, on: "w1@a", at: 4)
        stream.task(.started, on: "w2@a", at: 5)
        #expect(stream.events.outcomes() == [.succeeded, .active])
    }

    @Test func takesACancelledWaitingAttemptAsReturned() {
        var stream = EventStream()
        stream.task(.received, at: 1)
        stream.task(.cancelled, at: 2)
        #expect(stream.events.outcomes() == [.returned])
    }

    @Test func countsEndsWhoseBeginningsAreLost() {
        var stream = EventStream()
        stream.task(.succeeded, "a", at: 1)
        stream.task(.started, "b", at: 1)
        stream.task(.received, "c", at: 1)
        stream.task(.retried, "c", at: 2)
        let events = stream.events
        #expect(
            [events.outcomes(of: "a"), events.outcomes(of: "b"), events.outcomes(of: "c")] == [
                [.succeeded], [.active], [.retried],
            ])
    }
}
