import TestSupport
import Testing

@testable import Celery

/// Finding attempts by their state gives what looking at all of them gives, and takes as much for each mark however
/// many there are.
struct MatcherEffortTests {
    private static let task = TaskID("t")
    private static let worker = WorkerName("w1@a")

    /// A life in which anything happens, one kind of it mostly.
    private func life(seed: UInt64, marks count: Int) -> (marks: [Mark], turns: [Presence.Turn]) {
        var random = SeededGenerator(seed: seed)
        let kinds: [TaskEvent.Kind] = [
            .received, .received, .started, .succeeded, .failed, .retried, .revoked, .rejected, .cancelled, .dropped,
            .held(isBegun: false), .held(isBegun: true), .custom("PROGRESS"),
        ]
        let usual = (0..<Int.random(in: 1...4, using: &random)).map { _ in kinds.randomElement(using: &random) }
        let pace: Double = [0.2, 5, 40].randomElement(using: &random) ?? 1
        var (time, marks, turns): (Double, [Mark], [Presence.Turn]) = (1.0, [], [])
        for number in 0..<count {
            time += Double.random(in: 0...pace, using: &random)
            let any = Int.random(in: 0..<4, using: &random) == 0 ? kinds.randomElement(using: &random) : nil
            let kind = any ?? usual.randomElement(using: &random)?.flatMap { $0 } ?? .received
            var facts = TaskFacts()
            facts.name = Int.random(in: 0..<9, using: &random) == 0 ? "b" : "a"
            facts.args = ["(1,)", "(2,)", nil].randomElement(using: &random) ?? nil
            facts.retries = [nil, 0, 0, 1, number / 20].randomElement(using: &random) ?? nil
            if Int.random(in: 0..<9, using: &random) == 0 { facts.parent = Self.task }
            if Int.random(in: 0..<3, using: &random) == 0 {
                facts.runtime = Double.random(in: 0...pace, using: &random)
            }
            if Int.random(in: 0..<9, using: &random) == 0 { facts.eta = EventStream.at(time + pace) }
            if kind == .revoked { facts.terminated = [nil, true, false].randomElement(using: &random) ?? nil }
            marks.append(
                Mark(
                    kind: kind, timestamp: EventStream.at(time), clock: number, heard: EventStream.at(time),
                    facts: facts
                ))
            guard Int.random(in: 0..<12, using: &random) == 0 else { continue }
            let turn: [Presence.Turn.Kind] = [.restart, .reconnection, .goodbye]
            turns.append(
                Presence.Turn(
                    kind: turn.randomElement(using: &random) ?? .restart, time: EventStream.at(time + pace / 9)))
        }
        return (marks, turns)
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>) func findsWhatLookingAtAllFinds(seed: UInt64) {
        for (part, count) in [3, 12, 40, 250].enumerated() {
            let life = life(seed: seed * 10 + UInt64(part), marks: count)
            let found = AttemptMatcher.attempts(
                of: Self.worker, at: Self.task, marks: life.marks, turns: life.turns)
            let scanned = ScanningMatcher.attempts(
                of: Self.worker, at: Self.task, marks: life.marks, turns: life.turns)
            #expect(found == scanned, "\(count) marks")
        }
    }

    private func looks(_ count: Int, _ kinds: [TaskEvent.Kind], turn: Presence.Turn.Kind?, messages: Int) -> Int {
        var (marks, turns): ([Mark], [Presence.Turn]) = ([], [])
        for number in 0..<count {
            for (step, kind) in kinds.enumerated() {
                let time = EventStream.at(Double(number * 100 + step * 10))
                var facts = TaskFacts()
                (facts.name, facts.retries) = ("shop.work", 0)
                facts.args = "(\(number % messages),)"
                marks.append(Mark(kind: kind, timestamp: time, clock: number, heard: time, facts: facts))
            }
            if let turn { turns.append(Presence.Turn(kind: turn, time: EventStream.at(Double(number * 100 + 90)))) }
        }
        return AttemptMatcher.matcher(of: Self.worker, at: Self.task, marks: marks, turns: turns).attempts.looks
    }

    /// A message that comes again and again, whatever becomes of it: ten times as many marks take ten times as many
    /// looks. If each looked at all before it, it were a hundred times.
    @Test(
        arguments: [
            ([.received], nil, 1), ([.received], .reconnection, 1), ([.received, .started], nil, 1),
            ([.received, .started], .restart, 1), ([.received, .started], .reconnection, 3),
            ([.received, .started, .rejected], nil, 1), ([.received], .goodbye, 7),
            ([.held(isBegun: true), .dropped], nil, 1), ([.received, .dropped, .started], nil, 1),
            ([.received, .custom("PROGRESS")], .restart, 2), ([.received, .received, .failed], nil, 1),
        ] as [([TaskEvent.Kind], Presence.Turn.Kind?, Int)])
    func takesNoMoreForEachOfMany(kinds: [TaskEvent.Kind], turn: Presence.Turn.Kind?, messages: Int) {
        let (few, many) = (
            looks(200, kinds, turn: turn, messages: messages), looks(2_000, kinds, turn: turn, messages: messages)
        )
        #expect(many <= 12 * few, "\(few) looks, then \(many)")
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>) func keepsPlacesAsASetDoes(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let limit = [70, 5_000, 300_000].randomElement(using: &random) ?? 70
        var (places, known) = (PlaceSet(), Set<Int>())
        for _ in 0..<300 {
            let place = Int.random(in: 0..<limit, using: &random)
            let isIn = Int.random(in: 0..<3, using: &random) > 0
            places.set(place, isIn)
            if isIn { known.insert(place) } else { known.remove(place) }
            let probe = Int.random(in: 0..<limit, using: &random)
            #expect(places.contains(probe) == known.contains(probe) && places.contains(place) == isIn)
            #expect(places.next(from: probe) == known.filter { $0 >= probe }.min())
            #expect(places.previous(from: probe) == known.filter { $0 <= probe }.max())
        }
        #expect(places.first == known.min() && places.last == known.max())
        for place in known { places.set(place, false) }
        #expect(places.first == nil && places.last == nil)
    }
}
