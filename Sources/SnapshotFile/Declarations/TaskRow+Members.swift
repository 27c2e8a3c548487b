import Celery
import Decoding

extension TaskRow.Source: WordValue {}
extension Outcome: WordValue {}

// Tasks and attempts are most of a file: theirs are sorted by name, so that none has to be moved.
extension TaskRow: Record {
    static var term: StaticString { "task" }
    static var meaning: StaticString { "A task, and what became of its attempts." }
    static var blank: Self { Self(id: TaskID(""), state: "", facts: TaskFacts(), source: .events, attempts: []) }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("args", &facts.args, "Its positional arguments, as Python's `repr` wrote them.")
        members.member("attempts", &attempts, "Its attempts, the one received last at the end.")
        members.member("eta", &facts.eta, "Not to be begun before.")
        members.member("exception", &facts.exception, "The exception, as Python's `repr` wrote it.")
        members.member("expired", &facts.expired, "Of a revocation: whether it came too late to be begun.")
        members.member("expires", &facts.expires, "Not to be begun after.")
        members.member(
            "failure", &failure,
            "Of a failure that only its stored result tells of: the `id` of its group in `failures`.")
        members.member("finished", &finished, "When the attempt that gives the state ended, by the worker's clock.")
        members.member("kwargs", &facts.kwargs, "Its named arguments, as Python's `repr` wrote them.")
        members.name("name", &facts.name, "Its type, such as `shop.mail.send`.")
        members.member("parent", &facts.parent, "The task that sent it.")
        members.rare("periodic", &facts.periodic, "The entry of a schedule that sent it.")
        members.member(
            "prefetch_wait", &prefetchWait, "From receipt (or ETA) to beginning; null where that isn't known.",
            unit: .seconds)
        members.name("queue", &facts.queue, "The queue that it was sent to.")
        members.member("received", &received, "When a worker received it.")
        members.member("redelivery", &redelivery, "Of a lost one: when the broker will deliver its message again.")
        members.member("requeued", &facts.requeued, "Of a rejection: whether the message goes back to the queue.")
        members.member("result", &facts.result, "The result, as Python's `repr` wrote it.")
        members.member("retries", &facts.retries, "How often it was retried before.")
        members.member("root", &facts.root, "The task at the head of its workflow.")
        members.member("runtime", &facts.runtime, "How long it executed, as the worker measured it.", unit: .seconds)
        members.member("sent", &sent, "When its message was sent, by the sender's clock.")
        members.member("source", &source, "From where it is known.")
        members.member("started", &started, "When it was begun.")
        members.member(
            "state", &state,
            "Celery's word for its state, or `LOST`, `RETURNED`, `UNACCOUNTED`, or an application's own.")
        members.member("terminated", &facts.terminated, "Of a revocation: whether it ended a running execution.")
        members.member("traceback", &facts.traceback, "The traceback.")
        members.member(
            "unacknowledged", &isUnacknowledged, "Of a lost one: whether the broker still has its message.")
        members.member("uuid", &id, "Its identifier.")
        members.member(
            "wait", &wait, "From sending (or ETA) to beginning; null where that isn't known.", unit: .seconds)
        members.member("worker", &worker, "The worker that had it last.")
    }
}

extension AttemptRow: Record {
    static var term: StaticString { "attempt" }
    static var meaning: StaticString { "An attempt: one receipt of one task by one worker." }
    static var blank: Self { Self(worker: WorkerName(""), outcome: .unaccounted) }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("exception", &exception, "The exception that ended it.")
        members.member("failure", &failure, "Of one that failed: the `id` of its group in `failures`.")
        members.member("finished", &finished, "When it ended.")
        members.required("outcome", &outcome, "In which column it is counted.")
        members.member("received", &received, "When it was received.")
        members.member("retries", &retries, "How often the task had been retried before.")
        members.member("runtime", &runtime, "How long it executed, as the worker measured it.", unit: .seconds)
        members.member("sent", &sent, "When its message was sent.")
        members.member("started", &started, "When it was begun.")
        members.required("worker", &worker, "Its worker.")
    }
}

extension TaskTypeRow: Record {
    static var term: StaticString { "task_type" }
    static var meaning: StaticString { "A task type, over all tasks of the span." }
    static var blank: Self { Self(counts: Counts(), totalRuntime: 0) }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("name", &name, "Its name; null for attempts of which nothing told one.")
        members.counts(&counts)
        members.member(
            "busy_seconds", &busy,
            "Slot time of its attempts within the watched parts of the span, by what came of them; null where it was not kept.",
            unit: .seconds)
        members.member("runtime", &runtime, "How long executions took.", unit: .seconds)
        members.member("total_runtime", &totalRuntime, "All executions together.", unit: .seconds)
        members.member("wait", &wait, "How long attempts waited to be begun.", unit: .seconds)
    }
}

extension BusyTime: Record {
    static var term: StaticString { "busy_seconds" }
    static var meaning: StaticString { "Slot time by what came of attempts: exact while the history keeps the tasks." }
    static var blank: Self { Self() }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("failed", &self[.failed], "Of attempts that failed.", unit: .seconds)
        members.member(
            "other", &self[.other], "Of attempts that ended otherwise, are executing, or whose end was not seen.",
            unit: .seconds)
        members.member("retried", &self[.retried], "Of attempts that ended in a retry.", unit: .seconds)
        members.member("succeeded", &self[.succeeded], "Of attempts that succeeded.", unit: .seconds)
    }
}

extension Percentiles: Record {
    static var term: StaticString { "percentiles" }
    static var meaning: StaticString { "How a measure is distributed, by nearest rank." }
    static var blank: Self { Self(count: 0, p50: 0, p95: 0, p99: 0, max: 0) }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.required("count", &count, "How many values there are.")
        members.required("max", &max, "The largest.")
        members.required("p50", &p50, "The median.")
        members.required("p95", &p95, "The 95th percentile.")
        members.required("p99", &p99, "The 99th percentile.")
    }
}

extension FailureGroup: Record {
    static var term: StaticString { "failure_group" }
    static var meaning: StaticString { "Failures of one task type with one exception from one place." }
    static var blank: Self {
        Self(id: "", exceptionType: "", fingerprint: "", count: 0, workers: [], example: TaskID(""))
    }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member(
            "burst", &burst, "The while in which they came much closer than else; null where there was none.")
        members.member("count", &count, "How many.")
        members.member("example", &example, "The newest of these tasks.")
        members.member("exception", &exception, "Its exception.")
        members.member("exception_type", &exceptionType, "The exception's type.")
        members.member(
            "fingerprint", &fingerprint, "Tells the places in the code apart, as 16 hexadecimal digits.")
        members.member("first", &first, "When the first ended.")
        members.member("from_results", &fromResults, "How many of them only their stored results told of.")
        members.member("id", &id, "Tells the groups apart; `tasks[].attempts[].failure` names it.")
        members.member("last", &last, "When the last ended.")
        members.member("name", &name, "The task type.")
        members.member("traceback", &traceback, "The traceback of the newest.")
        members.member("workers", &workers, "On which workers.")
    }
}

extension FailureGroup.Burst: Record {
    static var term: StaticString { "failure_burst" }
    static var meaning: StaticString { "Failures that came close upon each other." }
    static var blank: Self { Self(count: 0, since: .distantPast, until: .distantPast) }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("count", &count, "How many.")
        members.required("since", &since, "When the first of them ended.")
        members.required("until", &until, "When the last of them ended.")
    }
}

extension HistogramRow: Record {
    static var term: StaticString { "histogram" }
    static var meaning: StaticString { "The distribution of a measure." }
    static var blank: Self { Self(measure: "", buckets: []) }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("buckets", &buckets, "Where each bucket ends, in seconds, and how many values are in it.")
        members.member("measure", &measure, "`runtime` or `wait`.")
        members.member("name", &name, "The task type.")
    }
}

extension HistogramRow.Bucket: MemberValue {
    static var form: ValueForm { .pair(.number, .wholeNumber) }
    func write(to file: inout RecordWriter) { file.pair(upper, count) }

    static func read(_ node: JSONNode, _ texts: SharedTexts) -> HistogramRow.Bucket? {
        guard let (upper, count): (Double, Int) = node.pair(texts) else { return nil }
        return Self(upper: upper, count: count)
    }
}
