import Celery
import TestSupport

/// Writes the event stream of an imagined cluster; its time is in seconds since `epoch`, which is a full day.
struct Stream {
    static let epoch = Instant(microseconds: 1_789_948_800_000_000)
    private(set) var events: [Event] = []
    private var clock = 0

    static func at(_ seconds: Double) -> Instant { epoch + seconds }

    mutating func task(
        _ kind: TaskEvent.Kind, _ id: String = "t1", on worker: String = "w1@a", at seconds: Double,
        heard: Double? = nil, _ describe: (inout TaskFacts) -> Void = { _ in }
    ) {
        clock += 1
        var facts = TaskFacts()
        if kind == .received || kind == .sent { facts.name = "shop.work" }
        if kind == .succeeded { facts.runtime = 0.25 }
        describe(&facts)
        let origin = EventOrigin(
            sender: worker, timestamp: Self.at(seconds), clock: clock, processID: 7,
            heard: Self.at(heard ?? seconds))
        events.append(.task(TaskEvent(kind, task: TaskID(id), origin: origin, facts: facts)))
    }

    mutating func worker(
        _ kind: WorkerEvent.Kind, _ name: String = "w1@a", at seconds: Double, pid: Int = 7, processed: Int? = nil,
        active: Int? = nil
    ) {
        clock += 1
        let origin = EventOrigin(sender: name, timestamp: Self.at(seconds), clock: clock, processID: pid)
        events.append(
            .worker(WorkerEvent(kind, origin: origin, interval: 2, active: active, processed: processed)))
    }

    /// A whole attempt: received, started and ended, a tenth of a second each.
    mutating func attempt(
        _ id: String, ending: TaskEvent.Kind = .succeeded, on worker: String = "w1@a", at seconds: Double,
        name: String = "shop.work"
    ) {
        task(.received, id, on: worker, at: seconds) { $0.name = name }
        task(.started, id, on: worker, at: seconds + 0.1)
        task(ending, id, on: worker, at: seconds + 0.2)
    }
}

extension Stream {
    /// Hours of several senders, in which anything happens in any order.
    static func wild(seed: UInt64, hours: Double = 3, events count: Int = 60) -> [[Event]] {
        var random = SeededGenerator(seed: seed)
        return (1...4).map { number in
            var stream = Stream()
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
