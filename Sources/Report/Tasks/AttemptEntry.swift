import Celery
package import Templating

/// One attempt of a task, with its times in order.
package struct AttemptEntry: TemplateRecord {
    /// A time, and how long it took since the one before.
    package struct Step: TemplateRecord {
        /// `sent`, `received`, `started`, or what the end was.
        let name: String
        let time: Timestamp
        /// How long after the step before, `+ 2.2 s`; nothing for the first. Clocks that disagree may make it negative.
        let after: String?

        /// What templates may name.
        package static let fields: [Field<Step>] = [
            .text("name", "sent, received, started, or how it ended", \.name),
            .record("time", "when", \.time),
            .text("after", "how long after the step before, with its sign", \.after),
        ]
    }

    /// `1`, `2`, …
    let number: String
    let mark: StateMark
    let worker: String
    let workerHref: String?
    let retries: Figure
    let steps: [Step]
    let runtime: String?
    let exception: String?

    /// What templates may name.
    package static let fields: [Field<AttemptEntry>] = [
        .text("number", "which attempt, from 1", \.number),
        .record("mark", "what came of it", \.mark),
        .code("worker", "who received it", \.worker),
        .text("worker_href", "the path of that worker's page, below the site's root", \.workerHref),
        .record("retries", "how often it had been retried before", \.retries),
        .list("steps", "its times in order, with the durations between them", \.steps),
        .text("runtime", "how long the execution took, as the worker measured it", \.runtime),
        .code("exception", "the exception that ended it, unless it is the task's", \.exception),
    ]
}

extension Report {
    /// An attempt as its task's details tell of it.
    func attemptEntry(_ attempt: AttemptRow, number: Int, of task: TaskRow) -> AttemptEntry {
        AttemptEntry(
            number: "\(number)", mark: StateMark(task: attempt.outcome.state),
            worker: Excerpt.cell(attempt.worker.description, limit: 200), workerHref: places.worker(attempt.worker),
            retries: Figure(count: attempt.retries), steps: steps(of: attempt),
            runtime: attempt.runtime.map(Wording.duration),
            // Its task's own words of its end are told with the task.
            exception: attempt.exception == task.facts.exception
                ? nil : attempt.exception.map { Excerpt.full($0, limit: 2_000) })
    }

    private func steps(of attempt: AttemptRow) -> [AttemptEntry.Step] {
        let ending = attempt.outcome.isPending ? "last seen" : attempt.outcome.rawValue
        var steps: [AttemptEntry.Step] = []
        steps.reserveCapacity(4)
        var before: Instant?
        func add(_ name: String, _ time: Instant?) {
            guard let time else { return }
            let after = before.map { before in
                let seconds = time.since(before)
                return (seconds < 0 ? "− " : "+ ") + Wording.duration(abs(seconds))
            }
            steps.append(AttemptEntry.Step(name: name, time: Timestamp(time, in: notation), after: after))
            before = time
        }
        add("sent", attempt.sent)
        add("received", attempt.received)
        add("started", attempt.started)
        add(ending, attempt.finished)
        return steps
    }
}
