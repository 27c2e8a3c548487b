import Celery
import Testing

@testable import Application

struct TapContinuityTests {
    private let start = Instant(microseconds: 1_790_000_000_000_000)

    private func heartbeat(
        _ second: Double, _ kind: WorkerEvent.Kind = .heartbeat, of worker: String = "w@h", process: Int = 7
    ) -> Event {
        let origin = EventOrigin(sender: worker, timestamp: start + second, processID: process)
        return .worker(WorkerEvent(kind, origin: origin, interval: 2, active: 0))
    }

    private func spans(_ stretches: [TapContinuity.Stretch]) -> [ClosedRange<Double>] {
        stretches.map { $0.span.since.since(start)...$0.span.until.since(start) }
    }

    @Test func goesOnWithAnEarlierRunWhereNoHeartbeatLacks() {
        var continuity = TapContinuity()
        let stretches = continuity.take([heartbeat(0), heartbeat(2), heartbeat(4)], followsLoss: false)
        #expect(spans(stretches) == [0...4])
        // Two heartbeats and a second: a tap that was gone for longer has a gap.
        #expect(stretches.map(\.tolerance) == [5])
        #expect(spans([continuity.emptied(at: start + 5)]) == [4...5])
    }

    @Test func goesOnWithNothingAfterALoss() {
        var continuity = TapContinuity()
        #expect(continuity.take([heartbeat(0), heartbeat(2)], followsLoss: true).map(\.tolerance) == [0])
    }

    @Test func isWholeBehindItsFirstEvent() {
        // A solo worker is silent for as long as its task runs; the tap was there.
        var continuity = TapContinuity()
        #expect(spans(continuity.take([heartbeat(0), heartbeat(2), heartbeat(600)], followsLoss: false)) == [0...600])
        // The next batch goes on with it.
        #expect(spans(continuity.take([heartbeat(602)], followsLoss: false)) == [600...602])
    }

    @Test func isBrokenWhereWorkersHadToConnectAgain() {
        var continuity = TapContinuity()
        let events = [
            heartbeat(0), heartbeat(1, of: "v@h"), heartbeat(2), heartbeat(20, of: "v@h"), heartbeat(20.5, .online),
            heartbeat(22),
            heartbeat(23, of: "v@h"),
        ]
        let stretches = continuity.take(events, followsLoss: false)
        #expect(spans(stretches) == [0...2, 20...23] && stretches.map(\.tolerance) == [5, 0])
    }

    @Test func isWholeWhereAWorkerDiedAndCameAgain() {
        var continuity = TapContinuity()
        let events = [heartbeat(0), heartbeat(2), heartbeat(60, .online, process: 8), heartbeat(62, process: 8)]
        #expect(spans(continuity.take(events, followsLoss: false)) == [0...62])
    }

    @Test func isWholeWhileNoWorkerIsThere() {
        var continuity = TapContinuity()
        let events = [heartbeat(0), heartbeat(2, .offline), heartbeat(3600, .online), heartbeat(3602)]
        #expect(spans(continuity.take(events, followsLoss: false)) == [0...3602])
        // A restart is no loss of the broker's.
        #expect(
            spans(continuity.take([heartbeat(3603, .offline), heartbeat(3604, .online)], followsLoss: false)) == [
                3602...3604
            ])
    }

    @Test func isWholeFromWhereItWasEmptyToWhatCameWhileItWasRead() {
        var continuity = TapContinuity()
        #expect(spans(continuity.take([heartbeat(3), heartbeat(5)], followsLoss: false)) == [3...5])
        #expect(spans([continuity.emptied(at: start + 1)]) == [1...3])
    }

    @Test func provesNothingWhereItWasEmpty() {
        #expect(spans([TapContinuity().emptied(at: start)]) == [0...0])
    }
}
