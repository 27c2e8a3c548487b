import Celery
import TestSupport
import Testing

/// What other than an end proves that an attempt is over, and what doesn't.
struct ProofTests {
    private func outcomes(_ events: [Event], at seconds: Double = 60) -> [[Outcome]] {
        events.assessed(at: seconds).tasks.map { $0.attempts.map(\.outcome) }
    }

    @Test func endsWhatBeganBeforeAnIdleHeartbeat() {
        var stream = EventStream()
        stream.worker(.online, at: 0, processed: 0, active: 0)
        stream.task(.received, "ignored", at: 1)
        stream.task(.started, "ignored", at: 2)
        stream.worker(.heartbeat, at: 4, processed: 1, active: 0)
        stream.task(.received, "running", at: 5)
        stream.task(.started, "running", at: 6)
        stream.worker(.heartbeat, at: 8, processed: 2, active: 1)
        stream.worker(.online, at: 20, pid: 8, processed: 0, active: 0)
        #expect(outcomes(stream.events) == [[.unaccounted], [.lost]])
    }

    @Test func endsWhatBeganBeforeAGoodbyeThatSaysIdle() {
        for active in [0, 1] {
            var stream = EventStream()
            stream.worker(.online, at: 0, processed: 0, active: 0)
            stream.task(.received, at: 1)
            stream.task(.started, at: 2)
            stream.worker(.offline, at: 4, processed: 1, active: active)
            #expect(outcomes(stream.events, at: 400) == [[active == 0 ? .unaccounted : .lost]])
        }
    }

    @Test func losesNoMoreThanWasExecuted() {
        var stream = EventStream()
        stream.worker(.online, at: 0, processed: 0, active: 0)
        for (index, id) in ["a", "b", "c"].enumerated() {
            stream.task(.received, id, at: 1)
            stream.task(.started, id, at: 2 + Double(index))
        }
        stream.worker(.heartbeat, at: 6, processed: 3, active: 1)
        stream.task(.received, "d", at: 7)
        stream.task(.started, "d", at: 7.5)
        #expect(outcomes(stream.events, at: 400) == [[.unaccounted], [.unaccounted], [.lost], [.lost]])
    }

    @Test func returnsWhatTheBrokerGaveToAnother() {
        var stream = EventStream()
        for worker in ["w1@a", "w2@a"] { stream.worker(.heartbeat, worker, at: 59, processed: 0, active: 0) }
        stream.task(.received, on: "w1@a", at: 1)
        stream.task(.received, on: "w2@a", at: 5)
        #expect(outcomes(stream.events) == [[.returned, .received]])
    }

    @Test func returnsWhatTheSameWorkerFetchedAgain() {
        var stream = EventStream()
        stream.worker(.heartbeat, at: 59, processed: 0, active: 0)
        stream.task(.received, at: 1) { $0.eta = EventStream.at(100) }
        stream.task(.received, at: 5) { $0.eta = EventStream.at(100) }
        #expect(outcomes(stream.events) == [[.returned, .received]])
        stream.task(.started, at: 50)
        stream.task(.succeeded, at: 51)
        #expect(outcomes(stream.events) == [[.returned, .succeeded]])
    }

    @Test func losesWhatAnotherWorkerHasBegun() {
        var stream = EventStream()
        stream.worker(.heartbeat, "w1@a", at: 2, processed: 1, active: 1)
        stream.worker(.heartbeat, "w2@a", at: 59, processed: 1, active: 1)
        for (worker, time) in [("w1@a", 1.0), ("w2@a", 30)] {
            stream.task(.received, on: worker, at: time)
            stream.task(.started, on: worker, at: time + 0.1)
        }
        #expect(outcomes(stream.events) == [[.lost, .active]])
    }

    @Test func leavesTwoMessagesOfOneTaskBoth() {
        var stream = EventStream()
        stream.worker(.heartbeat, at: 59, processed: 0, active: 0)
        for (time, parent) in [(1.0, "p1"), (5, "p2")] {
            stream.task(.received, at: time) { $0.parent = TaskID(parent) }
        }
        #expect(outcomes(stream.events) == [[.received, .received]])
        for time in [7.0, 7.1] { stream.task(.rejected, at: time) }
        #expect(outcomes(stream.events) == [[.rejected, .rejected]])
    }

    @Test func endsAnAttemptByTheReceiptOfItsRetry() {
        var stream = EventStream()
        stream.worker(.heartbeat, at: 59, processed: 0, active: 1)
        stream.task(.received, at: 1) { $0.retries = 0 }
        stream.task(.started, at: 2)
        stream.task(.received, at: 4) { $0.retries = 1 }
        stream.task(.started, at: 5)
        #expect(outcomes(stream.events) == [[.unaccounted, .active]])
        stream.task(.succeeded, at: 6)
        #expect(outcomes(stream.events) == [[.unaccounted, .succeeded]])
        stream.task(.retried, at: 4.5)
        #expect(outcomes(stream.events) == [[.retried, .succeeded]])
    }

    @Test func findsTheReplacementOnAnotherWorker() {
        var stream = EventStream()
        for worker in ["w1@a", "w2@a"] { stream.worker(.heartbeat, worker, at: 59, processed: 1, active: 1) }
        stream.task(.received, on: "w1@a", at: 1) { ($0.retries, $0.args) = (0, "(2,)") }
        stream.task(.started, on: "w1@a", at: 2)
        stream.task(.received, on: "w2@a", at: 3) {
            ($0.retries, $0.args, $0.parent) = (0, "(1,)", TaskID("t1"))
        }
        stream.attempt("other", on: "w2@a", at: 4)
        #expect(outcomes(stream.events) == [[.succeeded], [.unaccounted, .received]])
    }

    @Test func findsTheExecutionOfASuccessByItsRuntime() {
        var stream = EventStream()
        stream.task(.received, at: 1)
        stream.task(.started, at: 2)
        stream.task(.received, at: 20)
        stream.task(.started, at: 21)
        stream.task(.succeeded, at: 22) { $0.runtime = 1 }
        #expect(outcomes(stream.events) == [[.active, .succeeded]])
    }

    @Test func keepsAnEndThatEventletTellsBackwards() {
        var stream = EventStream()
        stream.task(.received, at: 1)
        stream.task(.started, at: 2)
        stream.task(.succeeded, at: 3)
        stream.task(.revoked, at: 3.1) { $0.terminated = true }
        #expect(outcomes(stream.events) == [[.revoked]])
    }

    @Test(arguments: [
        (Presence.Turn.Kind.goodbye, Outcome.lost), (.reconnection, .retried), (.restart, .lost),
    ])
    func losesWhatAShutdownCancels(_ turn: Presence.Turn.Kind, _ outcome: Outcome) {
        var stream = EventStream()
        stream.worker(.online, at: 0, processed: 0, active: 0)
        stream.task(.received, at: 1)
        stream.task(.started, at: 2)
        stream.task(.cancelled, at: 5)
        switch turn {
        case .goodbye: stream.worker(.offline, at: 5.5, processed: 1, active: 0)
        case .reconnection: stream.worker(.online, at: 6, processed: 1, active: 0)
        case .restart: stream.worker(.online, at: 6, pid: 8, processed: 0, active: 0)
        }
        #expect(outcomes(stream.events) == [[outcome]])
        let counts = stream.events.snapshot().totals.counts
        #expect(counts[outcome] == 1 && counts.closes)
        stream.attempt("t1", on: "w2@a", at: 20)
        #expect(outcomes(stream.events) == [[.retried, .succeeded]])
    }
}
