import Dispatch

/// Runs an actor's jobs one after the other on a queue of its own, so that a blocking C call holds up nobody else.
package final class QueueExecutor: SerialExecutor {
    private let queue: DispatchQueue

    /// Makes the queue.
    package init(label: String) { queue = DispatchQueue(label: label) }

    /// Runs a job after those before it.
    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
