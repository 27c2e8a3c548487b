extension Presence {
    /// The heartbeats that say as much as all of them, at most a few of each part of time, `step` seconds long.
    ///
    /// Every `worker-online` and `worker-offline` is kept, and of the heartbeats of each process in each part the
    /// first, the last, that with the highest counter, and the last that said that nothing was executed. So what is
    /// kept depends on what was heard, and not on its order.
    package func thinned(to step: Double) -> Presence {
        var kept: [Place: Extremes] = [:]
        var indices: Set<Int> = []
        for (index, heartbeat) in heartbeats.enumerated() {
            guard heartbeat.event.kind == .heartbeat else {
                indices.insert(index)
                continue
            }
            let part = Int((heartbeat.timestamp.seconds / step).rounded(.down))
            kept[Place(part: part, process: heartbeat.processID), default: Extremes(index)].take(index, heartbeat.event)
        }
        for extremes in kept.values {
            indices.formUnion([extremes.first, extremes.last, extremes.highest, extremes.resting])
        }
        var thinned = Presence()
        for index in indices.sorted() { thinned.append(heartbeats[index]) }
        return thinned
    }

    private struct Place: Hashable {
        let part: Int
        let process: Int?
    }

    private struct Extremes {
        let first: Int
        var last: Int
        var highest: Int
        var processed = Int.min
        var resting: Int

        init(_ index: Int) {
            first = index
            last = index
            highest = index
            resting = index
        }

        mutating func take(_ index: Int, _ event: WorkerEvent) {
            last = index
            if event.active == 0 { resting = index }
            if let counter = event.processed, counter >= processed { (highest, processed) = (index, counter) }
        }
    }
}
