package import Celery
import Configuration
import Replay

/// What a history tells of the work of one queue's consumers in a span: what came when, who took it up, and for how
/// long.
///
/// A message's queue is that of its `task-sent`; of a worker that consumes one queue alone, all are of that one. What
/// its consumers executed of other queues took slots, too, and is replayed with it. Consumers are who executed something
/// of the queue, and who said that they consume it and were there. Times are seconds since the span began.
package struct QueueWork {
    /// One execution.
    package struct Execution {
        package let task: TaskID
        package let name: String?
        package let worker: WorkerName
        /// Whether it is of the queue that is asked for.
        let isOurs: Bool
        /// Whether it is known of which queue it is.
        let hasQueue: Bool
        /// When it came to the queue, or was due.
        let came: Double
        /// Whether a `task-sent` told when it came, and not its receipt alone.
        let isSent: Bool
        /// Whether it waited at its worker for its ETA, from where it goes before what the broker still has.
        let isDue: Bool
        let begun: Double
        /// When it ended, or the end of the span.
        let ended: Double

        /// Whether its wait can be compared: it was begun in the span.
        var isMeasured: Bool { isOurs && begun >= 0 }
    }

    /// All executions that went on in the span, by task and, of one task, in their order.
    package let executions: [Execution]
    /// The workers that take messages from the queue, as far as they tell what they execute.
    package let consumers: Set<WorkerName>
    /// How many executions there were, of all workers that may consume the queue, of which nothing tells the queue.
    package let unknown: Int
    /// How many messages of the queue still waited at the end, of which nobody knows how long they would take.
    let waiting: Int
    /// The queues of which something is known, for a hint.
    let queues: Set<String>

    /// Sorts what was judged; `consumed` are the queues that workers said they take messages from, `present` the
    /// workers that were there, busy or not.
    package init(
        of queue: String, in span: TimeSpan, from tasks: [Assessment.JudgedTask], consumed: [WorkerName: [String]],
        present: Set<WorkerName>
    ) {
        func home(_ judged: Assessment.JudgedAttempt) -> String? {
            if let queue = judged.queue { return queue }
            let own = consumed[judged.attempt.worker] ?? []
            return own.count == 1 ? own[0] : nil
        }
        let declared = Set(consumed.filter { $0.value.contains { $0.isSame(as: queue) } }.keys)
        var executions: [Execution] = []
        var (waiting, unknown, queues) = (0, 0, Set<String>())
        for task in tasks {
            if task.attempts.isEmpty, task.facts.queue?.isSame(as: queue) == true, task.sent.map(span.contains) == true
            {
                waiting += 1
            }
            for judged in task.attempts {
                let own = home(judged)
                if let own { queues.insert(own) }
                let isOurs = own?.isSame(as: queue) == true
                if let execution = Execution(judged, of: task, isOurs: isOurs, hasQueue: own != nil, in: span) {
                    executions.append(execution)
                    let worker = judged.attempt.worker
                    if own == nil, consumed[worker] == nil || declared.contains(worker) { unknown += 1 }
                } else if isOurs, judged.outcome.isPending, judged.attempt.begun == nil {
                    waiting += 1
                }
            }
        }
        let consumers = Set(executions.filter(\.isOurs).map(\.worker)).union(declared.intersection(present))
        self.executions = executions.filter { consumers.contains($0.worker) }
        (self.consumers, self.waiting, self.unknown, self.queues) = (consumers, waiting, unknown, queues)
        types = Set(self.executions.compactMap(\.name))
        knownWorkers = Set(executions.filter(\.hasQueue).map(\.worker))
    }

    /// The workers of whose executions some are known to be of a queue, whichever.
    let knownWorkers: Set<WorkerName>
    /// The types of which something was executed.
    let types: Set<String>

    /// When each came whose wait is compared, and when it was begun.
    package var stays: [(came: Double, begun: Double?)] {
        executions.filter(\.isMeasured).map { (min($0.came, $0.begun), $0.begun) }
    }

    /// A message with all its executions, a retry as long after its predecessor's end as it came.
    private struct Job {
        let task: TaskID
        let isOurs: Bool
        let came: Double
        var ended: Double
        var passes: [Workload.Pass]
    }

    /// The same as work for a replay, without the tasks of a type, and with so many times as much of the queue's own.
    func workload(
        without type: String? = nil, times factor: ArrivalFactor? = nil, capacities: [Workload.Capacity],
        handover: Double, steps: Workload.Steps? = nil
    ) -> Workload {
        var workload = Workload(capacities: capacities)
        (workload.handover, workload.steps) = (handover, steps)
        var jobs: [Job] = []
        for execution in executions {
            if let type, execution.name?.isSame(as: type) == true { continue }
            guard execution.begun >= 0 else {
                workload.running.append(execution.ended)
                continue
            }
            var pass = Workload.Pass(
                service: execution.ended - execution.begun, rank: execution.isDue ? 0 : 1,
                isMeasured: execution.isOurs)
            // A retry comes as long after its predecessor's end as it did, whenever that is.
            if let last = jobs.last, last.task == execution.task, execution.came >= last.ended {
                pass.delay = execution.came - last.ended
                jobs[jobs.count - 1].ended = execution.ended
                jobs[jobs.count - 1].passes.append(pass)
            } else {
                jobs.append(
                    Job(
                        task: execution.task, isOurs: execution.isOurs, came: min(execution.came, execution.begun),
                        ended: execution.ended, passes: [pass]))
            }
        }
        for job in jobs where factor == nil || !job.isOurs { workload.add(at: job.came, job.passes) }
        if let factor { Self.add(jobs.filter(\.isOurs), times: factor, to: &workload) }
        return workload
    }

    /// More or fewer of them, evenly: of what comes more than once, the others come on the way to the next, so that
    /// bursts stay bursts and none comes in a heap.
    private static func add(_ jobs: [Job], times factor: ArrivalFactor, to workload: inout Workload) {
        let jobs = jobs.enumerated().sorted { ($0.element.came, $0.offset) < ($1.element.came, $1.offset) }
            .map(\.element)
        for (index, job) in jobs.enumerated() {
            let copies = factor.copies(of: index)
            let neighbour = index + 1 < jobs.count ? jobs[index + 1].came : jobs[max(0, index - 1)].came
            let gap = abs(neighbour - job.came)
            for copy in 0..<copies {
                workload.add(at: job.came + gap * Double(copy) / Double(copies), job.passes)
            }
        }
    }
}

extension QueueWork.Execution {
    /// `nil` for what wasn't executed in the span.
    fileprivate init?(
        _ judged: Assessment.JudgedAttempt, of task: Assessment.JudgedTask, isOurs: Bool, hasQueue: Bool,
        in span: TimeSpan
    ) {
        let attempt = judged.attempt
        guard let begun = attempt.begun, begun <= span.until else { return nil }
        let ended = max(begun, attempt.finished ?? attempt.succession?.time ?? judged.settled ?? span.until)
        guard ended >= span.since, let told = judged.sent ?? attempt.received ?? attempt.begun else { return nil }
        let due = max(told, attempt.facts.eta ?? told)
        self.init(
            task: task.id, name: attempt.facts.name ?? task.facts.name, worker: attempt.worker, isOurs: isOurs,
            hasQueue: hasQueue,
            came: due.since(span.since), isSent: judged.sent != nil, isDue: due > told,
            begun: begun.since(span.since), ended: ended.since(span.since))
    }
}
