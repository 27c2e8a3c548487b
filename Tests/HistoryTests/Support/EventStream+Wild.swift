import Celery
import TestSupport

extension EventStream {
    /// Hours of several senders, in which anything happens in any order.
    static func wild(seed: UInt64, hours: Double = 3, events count: Int = 60) -> [[Event]] {
        var random = SeededGenerator(seed: seed)
        return (1...4).map { number in
            var stream = EventStream()
            let worker = "w\(number)@a"
            stream.worker(.online, worker, at: 0, pid: number, processed: 0)
            for step in 1...count {
                let id = "t\(Int.random(in: 1...40, using: &random))"
                let time = Double(step) * hours * 3600 / Double(count) + Double(number) / 10
                let kinds: [TaskEvent.Kind] = [
                    .received, .received, .started, .started, .succeeded, .failed, .retried, .revoked, .rejected,
                    .cancelled, .custom("PROGRESS"), .sent,
                ]
                stream.task(kinds.randomElement(using: &random) ?? .received, id, on: worker, at: time)
                if step % 8 == 0 {
                    let kind: WorkerEvent.Kind =
                        [.online, .heartbeat, .offline].randomElement(using: &random) ?? .online
                    let pid = number + (Int.random(in: 0...3, using: &random) == 0 ? 10 : 0)
                    stream.worker(
                        kind, worker, at: time + 0.05, pid: pid, processed: Int.random(in: 0...9, using: &random))
                }
            }
            return stream.events
        }
    }
}
