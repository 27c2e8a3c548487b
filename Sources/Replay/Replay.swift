/// A discrete-event simulation of one queue and the slots that serve it.
///
/// What waits is taken by rank and then in the order in which it came, whenever a slot is free. The same workload gives
/// the same outcome, to the last bit. At one moment executions end first, then the number of slots changes, then jobs
/// come.
package struct Replay {
    /// A pass on its way to the queue: of two that come at one time, the one that was begun first.
    private struct Coming: Comparable {
        let time: Double
        let number: Int
        let pass: Int

        static func < (one: Coming, other: Coming) -> Bool {
            one.time != other.time ? one.time < other.time : one.number < other.number
        }
    }

    /// An execution, or one that has gone on from the beginning.
    private struct Ending: Comparable {
        let time: Double
        let number: Int
        /// `nil` where nothing follows from its end.
        let pass: Int?

        static func < (one: Ending, other: Ending) -> Bool {
            one.time != other.time ? one.time < other.time : one.number < other.number
        }
    }

    /// Those of one rank that wait, in their order.
    private struct Line {
        let rank: Int
        var waiting: [(pass: Int, since: Double)] = []
        var head = 0

        mutating func popFirst() -> (pass: Int, since: Double)? {
            guard head < waiting.count else { return nil }
            head += 1
            if head == waiting.count || head > 4096 && head * 2 > waiting.count {
                let next = waiting[head - 1]
                waiting.removeFirst(head)
                head = 0
                return next
            }
            return waiting[head - 1]
        }
    }

    private let workload: Workload
    private var coming = Heap<Coming>()
    private var endings = Heap<Ending>()
    private var lines: [Line]
    private var slots = 0
    private var busy = 0
    private var number = 0
    private var outcome: ReplayOutcome

    private init(_ workload: Workload) {
        self.workload = workload
        outcome = ReplayOutcome(steps: workload.steps)
        lines = Set(workload.passes.map(\.rank)).sorted().map { Line(rank: $0) }
    }

    /// Runs until nothing more can happen.
    package static func run(_ workload: Workload) -> ReplayOutcome {
        var replay = Replay(workload)
        replay.run()
        return replay.outcome
    }

    private mutating func run() {
        // Of equal times, the sort keeps the order.
        let arrivals = workload.arrivals.sorted { $0.time < $1.time }
        for end in workload.running { insert(Ending(time: end, number: nextNumber(), pass: nil)) }
        outcome.reserve(workload.passes.count)
        var (arrival, capacity) = (0, 0)
        let never = Double.infinity
        while true {
            let ending = endings.first?.time ?? never
            let change = capacity < workload.capacities.count ? workload.capacities[capacity].since : never
            let arriving = arrival < arrivals.count ? arrivals[arrival].time : never
            let returning = coming.first?.time ?? never
            let time = min(min(ending, change), min(arriving, returning))
            guard time < never else { break }
            if ending == time {
                end()
            } else if change == time {
                slots = workload.capacities[capacity].slots
                capacity += 1
            } else if arriving == time {
                let first = arrivals[arrival].first
                arrival += 1
                let delay = workload.passes[first].delay
                delay > 0
                    ? coming.insert(Coming(time: time + delay, number: nextNumber(), pass: first)) : queue(first, time)
            } else if let back = coming.popFirst() {
                queue(back.pass, time)
            }
            dispatch(time)
        }
        outcome.finish()
    }

    private mutating func nextNumber() -> Int {
        number += 1
        return number
    }

    private mutating func insert(_ ending: Ending) {
        busy += 1
        endings.insert(ending)
    }

    private mutating func end() {
        guard let ending = endings.popFirst() else { return }
        busy -= 1
        guard let pass = ending.pass, !workload.isLast[pass] else { return }
        let time = ending.time + max(0, workload.passes[pass + 1].delay)
        coming.insert(Coming(time: time, number: nextNumber(), pass: pass + 1))
    }

    private mutating func queue(_ pass: Int, _ time: Double) {
        let rank = workload.passes[pass].rank
        guard let line = lines.firstIndex(where: { $0.rank == rank }) else { return }
        lines[line].waiting.append((pass, time))
        if workload.passes[pass].isMeasured { outcome.join(at: time) }
    }

    private mutating func dispatch(_ time: Double) {
        while busy < slots {
            var next: (pass: Int, since: Double)?
            for line in lines.indices where next == nil { next = lines[line].popFirst() }
            guard let next else { return }
            let pass = workload.passes[next.pass]
            let begun = time + workload.handover
            if pass.isMeasured { outcome.leave(at: time, after: begun - next.since) }
            insert(Ending(time: begun + max(0, pass.service), number: nextNumber(), pass: next.pass))
        }
    }
}
