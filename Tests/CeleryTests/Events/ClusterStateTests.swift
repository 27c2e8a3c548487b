import Celery
import TestSupport
import Testing

struct ClusterStateTests {
    /// A busy hour with all that can happen, of several senders.
    private static func busy(seed: UInt64) -> [[Event]] {
        var random = SeededGenerator(seed: seed)
        return (1...4).map { number in
            var stream = EventStream()
            let worker = "w\(number)@a"
            stream.worker(.online, worker, at: 0, pid: number, processed: 0)
            for step in 1...60 {
                let id = "t\(Int.random(in: 1...40, using: &random))"
                let time = Double(step) + Double(number) / 10
                let kinds: [TaskEvent.Kind] = [
                    .received, .received, .started, .started, .succeeded, .failed, .retried, .revoked, .rejected,
                    .cancelled, .custom("PROGRESS"), .sent,
                ]
                stream.task(kinds.randomElement(using: &random) ?? .received, id, on: worker, at: time)
                if step % 20 == 0 {
                    let kind: WorkerEvent.Kind =
                        [.online, .heartbeat, .offline].randomElement(using: &random) ?? .online
                    stream.worker(
                        kind, worker, at: time + 0.05, pid: number, processed: Int.random(in: 0...9, using: &random))
                }
            }
            return stream.events
        }
    }

    /// Mixes streams without changing the order of any.
    private static func interleave(_ streams: [[Event]], using random: inout SeededGenerator) -> [Event] {
        var rest = streams.map { $0[...] }
        var mixed: [Event] = []
        while let index = rest.indices.filter({ !rest[$0].isEmpty }).randomElement(using: &random) {
            mixed.append(rest[index].removeFirst())
        }
        return mixed
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func comesToTheSameInEveryOrderAndWithRepetitions(seed: UInt64) {
        let streams = Self.busy(seed: seed)
        let expected = Array(streams.joined()).snapshot()
        var random = SeededGenerator(seed: seed &+ 1000)
        let interleaved = Self.interleave(streams, using: &random)
        let shuffled = interleaved.shuffled(using: &random)
        let repeated = shuffled + shuffled.prefix(100)
        for events in [interleaved, shuffled, repeated] {
            let snapshot = events.snapshot()
            #expect(snapshot == expected)
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func closesTheSumWhateverIsLost(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let kept = Self.busy(seed: seed).joined().filter { _ in Int.random(in: 0..<3, using: &random) > 0 }
        let snapshot = Array(kept).snapshot()
        #expect(snapshot.workers.count == 4)
        #expect(snapshot.workers.allSatisfy { $0.counts.processed != nil && $0.counts.closes })
        #expect(snapshot.totals.counts.closes)
        #expect(snapshot.totals.counts.processed == snapshot.workers.compactMap(\.counts.processed).reduce(0, +))
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func movesNoStateBackwardsWhenALateEventArrives(seed: UInt64) {
        var stream = EventStream()
        stream.attempt("t1", at: 1)
        let events = stream.events
        var random = SeededGenerator(seed: seed)
        var state = ClusterState()
        var wasDone = false
        for event in events.shuffled(using: &random) {
            state.apply(event)
            let outcome = Assessment(of: state, evidence: Evidence(), rules: .listening(until: 60))
                .tasks.first?.attempts.last?.outcome
            if wasDone { #expect(outcome == .succeeded) }
            wasDone = wasDone || outcome == .succeeded
        }
        #expect(wasDone)
    }

    @Test func saysThatAnEventIsKnown() {
        var stream = EventStream()
        stream.task(.received, at: 1)
        stream.worker(.heartbeat, at: 1)
        var state = ClusterState()
        #expect(stream.events.map { state.apply($0) } == [.applied, .applied])
        #expect(stream.events.map { state.apply($0) } == [.repeated, .repeated])
        #expect(state.events == 2)
    }

    @Test func takesAClientThatSendsTasksForNoWorker() {
        var stream = EventStream()
        stream.task(.sent, on: "gen123@host", at: 1)
        let snapshot = stream.events.snapshot()
        #expect(snapshot.workers.isEmpty)
        #expect(snapshot.tasks.map(\.state) == ["PENDING"])
    }

    @Test func survivesATaskThatIsItsOwnParent() {
        var stream = EventStream()
        stream.task(.received, at: 1) { $0.parent = TaskID("t1") }
        #expect(stream.events.snapshot().tasks.map(\.facts.parent) == [TaskID("t1")])
    }
}
