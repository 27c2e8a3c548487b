/// How long attempts at the messages of a queue waited to be begun.
package struct QueueWait: Sendable, Equatable {
    /// The percentiles.
    package var percentiles: Percentiles
    /// The share that waited no longer than what was asked for; `nil` where nothing was.
    package var withinTarget: Double?
    /// What was asked for, in seconds.
    package var target: Double?

    /// Reads it off a histogram; `nil` from an empty one.
    package init?(_ histogram: Histogram, target: Double?) {
        guard let percentiles = Percentiles(histogram) else { return nil }
        self.init(percentiles, withinTarget: target.map { histogram.share(upTo: $0) }, target: target)
    }

    /// Gives it.
    package init(_ percentiles: Percentiles, withinTarget: Double? = nil, target: Double? = nil) {
        self.percentiles = percentiles
        self.withinTarget = withinTarget
        self.target = target
    }
}

/// How long a message of a queue may wait.
package struct WaitTarget: Sendable, Hashable {
    /// The queue; `*` for every one that has no target of its own.
    package var queue: String
    /// How many seconds.
    package var seconds: Double

    /// Sets a target.
    package init(queue: String, seconds: Double) {
        self.queue = queue
        self.seconds = seconds
    }
}

extension [WaitTarget] {
    /// The target of a queue; of several the last.
    package func seconds(of queue: String) -> Double? {
        (last { $0.queue.isSame(as: queue) } ?? last { $0.queue == "*" })?.seconds
    }
}
