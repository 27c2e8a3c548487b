package import Celery
import Configuration
import Replay

/// How many slots a queue's consumers had, and when: what heartbeats, turns and the executions themselves tell.
package struct SlotTimes {
    /// Of a worker that is there, the history keeps a heartbeat a minute at least; who is silent for longer and comes
    /// again as another process was gone.
    private static let silence = 150.0

    /// How many from when on, in seconds since the span began.
    let capacities: [Workload.Capacity]
    /// How long passes between a slot's being free for what has come, and the beginning of that: the median.
    let handover: Double
    private let length: Double
    /// For how many seconds of the span no worker was there.
    var unattended: Double {
        capacities.indices.reduce(0) { sum, index in
            let end = index + 1 < capacities.count ? capacities[index + 1].since : length
            return capacities[index].slots > 0 ? sum : sum + max(0, end - capacities[index].since)
        }
    }
    /// The fewest and the most there were in the span.
    var range: ClosedRange<Int> {
        let slots = capacities.map(\.slots)
        return (slots.min() ?? 0)...(slots.max() ?? 0)
    }

    /// Adds up the workers but for those whose work nobody told of; `concurrency` is what they said of themselves.
    package init(
        of work: QueueWork, leaving silent: Set<WorkerName>, in span: TimeSpan, presences: [WorkerName: Presence],
        concurrency: [WorkerName: Int]
    ) {
        var changes: [Double: Int] = [:]
        var gaps: [Double] = []
        let byWorker = Dictionary(grouping: work.executions, by: \.worker)
        for worker in work.consumers.subtracting(silent) {
            let executions = byWorker[worker] ?? []
            // Who said nothing of it had at least as many as it executed side by side.
            let slots = concurrency[worker] ?? Self.mostAtOnce(executions)
            gaps += Self.gaps(executions, slots)
            let told = presences[worker].map { Self.presence($0, span) } ?? []
            let worked = executions.map { max(0, $0.begun)...max(0, $0.ended) }
            for part in Self.union(told + worked) {
                changes[part.lowerBound, default: 0] += slots
                if part.upperBound < span.length { changes[part.upperBound, default: 0] -= slots }
            }
        }
        length = span.length
        var slots = 0
        var capacities = [Workload.Capacity(since: 0, slots: 0)]
        for (time, change) in changes.sorted(by: { $0.key < $1.key }) where time < span.length || time == 0 {
            slots += change
            if time == 0 { capacities = [] }
            capacities.append(.init(since: time, slots: slots))
        }
        self.capacities = capacities
        gaps.sort()
        handover = gaps.isEmpty ? 0 : gaps[(gaps.count - 1) / 2]
    }

    /// The same with other slots.
    func capacities(_ request: SlotRequest?) -> [Workload.Capacity] {
        guard let request else { return capacities }
        return capacities.map { .init(since: $0.since, slots: request.slots(of: $0.slots)) }
    }

    /// How long each of a worker's executions was waited for though a slot was free: its own slot is that of the
    /// execution that ended as many ends ago as there are slots.
    private static func gaps(_ executions: [QueueWork.Execution], _ slots: Int) -> [Double] {
        let begun = executions.sorted { $0.begun < $1.begun }
        let ends = executions.map(\.ended).sorted()
        return begun.indices.compactMap { index in
            let execution = begun[index]
            guard execution.begun >= 0 else { return nil }
            let free = index < slots ? execution.came : max(execution.came, ends[index - slots])
            return max(0, execution.begun - free)
        }
    }

    /// When a worker was there.
    static func presence(_ presence: Presence, _ span: TimeSpan) -> [ClosedRange<Double>] {
        var parts: [ClosedRange<Double>] = []
        var (open, last): (Double?, (time: Double, process: Int?)?) = (nil, nil)
        func close(_ end: Double) {
            if let start = open, end >= start { parts.append(start...end) }
            open = nil
        }
        for heartbeat in presence.heartbeats {
            let (event, time) = (heartbeat.event, heartbeat.event.origin.timestamp.since(span.since))
            if let before = last, open != nil, time - before.time > silence {
                let isSame = before.process != nil && before.process == event.origin.processID
                if !isSame { close(before.time) }
            }
            if event.kind == .offline { close(time) } else if open == nil { open = time }
            last = (time, event.origin.processID)
        }
        if let last { close(last.time + silence >= span.length ? max(last.time, span.length) : last.time) }
        return parts.compactMap { part in
            let (start, end) = (max(0, part.lowerBound), min(span.length, part.upperBound))
            return start <= end ? start...end : nil
        }
    }

    /// Stretches that don't touch, in their order.
    private static func union(_ parts: [ClosedRange<Double>]) -> [ClosedRange<Double>] {
        var union: [ClosedRange<Double>] = []
        for part in parts.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = union.last, part.lowerBound <= last.upperBound {
                union[union.count - 1] = last.lowerBound...max(last.upperBound, part.upperBound)
            } else {
                union.append(part)
            }
        }
        return union
    }

    private static func mostAtOnce(_ executions: [QueueWork.Execution]) -> Int {
        let changes = executions.flatMap { [($0.begun, 1), ($0.ended, -1)] }.sorted { $0 < $1 }
        var (now, most) = (0, executions.isEmpty ? 0 : 1)
        for (_, change) in changes {
            now += change
            most = max(most, now)
        }
        return most
    }
}
