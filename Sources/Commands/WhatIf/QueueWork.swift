import Celery
import Replay

/// What a history tells of the work of one queue's consumers in a span: what came when, who took it up, and for how
/// long.
///
/// A message's queue is that of its `task-sent`; of a worker that consumes one queue alone, all are of that one. What
/// its consumers executed of other queues took slots, too, and is replayed with it. Times are seconds since the span
/// began.
struct QueueWork {
    /// One execution.
    struct Execution {
        let task: TaskID
        let name: String?
        let worker: WorkerName
        /// Whether it is of the queue that is asked for.
        let isOurs: Bool
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
    let executions: [Execution]
    /// How many messages of the queue still waited at the end, of which nobody knows how long they would take.
    let waiting: Int
    /// The queues of which something is known, for a hint.
    let queues: Set<String>

    /// Sorts what was judged; `consumed` are the queues that workers said they take messages from.
    init(
        of queue: String, in span: TimeSpan, from tasks: [Assessment.JudgedTask], consumed: [WorkerName: [String]]
    ) {
        func home(_ judged: Assessment.JudgedAttempt) -> String? {
            if let queue = judged.queue { return queue }
            let own = consumed[judged.attempt.worker] ?? []
            return own.count == 1 ? own[0] : nil
        }
        var executions: [Execution] = []
        var (waiting, queues) = (0, Set<String>())
        for task in tasks {
            if task.attempts.isEmpty, task.facts.queue?.isSame(as: queue) == true, task.sent.map(span.contains) == true
            {
                waiting += 1
            }
            for judged in task.attempts {
                let own = home(judged)
                if let own { queues.insert(own) }
                let isOurs = own?.isSame(as: queue) == true
                if let execution = Execution(judged, of: task, isOurs: isOurs, in: span) {
                    executions.append(execution)
                } else if isOurs, judged.outcome.isPending, judged.attempt.begun == nil {
                    waiting += 1
                }
            }
        }
        let consumers = Set(executions.filter(\.isOurs).map(\.worker))
        self.executions = executions.filter { consumers.contains($0.worker) }
        (self.waiting, self.queues) = (waiting, queues)
    }

    /// The workers that executed something of the queue.
    var consumers: Set<WorkerName> { Set(executions.map(\.worker)) }

    /// The types of which something was executed.
    var types: Set<String> { Set(executions.compactMap(\.name)) }

    /// When each came whose wait is compared, and when it was begun.
    var stays: [(came: Double, begun: Double?)] {
        executions.filter(\.isMeasured).map { (min($0.came, $0.begun), $0.begun) }
    }

    /// The same as work for a replay, without the tasks of a type.
    func workload(without type: String?, capacities: [Workload.Capacity], handover: Double) -> Workload {
        var workload = Workload(capacities: capacities)
        workload.handover = handover
        var job: (task: TaskID, came: Double, ended: Double, passes: [Workload.Pass])?
        func add() { if let job { workload.add(at: job.came, job.passes) } }
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
            if let last = job, last.task == execution.task, execution.came >= last.ended {
                pass.delay = execution.came - last.ended
                job?.ended = execution.ended
                job?.passes.append(pass)
            } else {
                add()
                job = (execution.task, min(execution.came, execution.begun), execution.ended, [pass])
            }
        }
        add()
        return workload
    }
}

extension QueueWork.Execution {
    /// `nil` for what wasn't executed in the span.
    fileprivate init?(
        _ judged: Assessment.JudgedAttempt, of task: Assessment.JudgedTask, isOurs: Bool, in span: TimeSpan
    ) {
        let attempt = judged.attempt
        guard let begun = attempt.begun, begun <= span.until else { return nil }
        let ended = max(begun, attempt.finished ?? attempt.succession?.time ?? judged.settled ?? span.until)
        guard ended >= span.since, let told = judged.sent ?? attempt.received ?? attempt.begun else { return nil }
        let due = max(told, attempt.facts.eta ?? told)
        self.init(
            task: task.id, name: attempt.facts.name ?? task.facts.name, worker: attempt.worker, isOurs: isOurs,
            came: due.since(span.since), isSent: judged.sent != nil, isDue: due > told,
            begun: begun.since(span.since), ended: ended.since(span.since))
    }
}
