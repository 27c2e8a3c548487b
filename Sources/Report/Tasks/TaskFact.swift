import Celery
package import Templating

/// A thing that is known of a task, by name: our words, a text from the cluster, a time, or a link to another task.
package struct TaskFact: TemplateRecord {
    /// What it is.
    let name: String
    var text: String?
    var code: String?
    var time: Moment?
    var href: String?

    /// What templates may name.
    package static let fields: [Field<TaskFact>] = [
        .text("name", "what it is", \.name),
        .text("text", "the value, where it is in our words", \.text),
        .code("code", "the value, where it came from the cluster", \.code),
        .record("time", "the value, where it is a time", \.time),
        .text("href", "where the value leads, below the site's root", \.href),
    ]
}

extension Report {
    /// Everything known of a task that the table doesn't show in full, in the order in which one asks.
    func facts(of task: TaskRow) -> [TaskFact] {
        let facts = task.facts
        var known: [TaskFact] = []
        known.reserveCapacity(16)
        func add(_ name: String, code: String?) {
            if let code { known.append(TaskFact(name: name, code: Excerpt.full(code))) }
        }
        func add(_ name: String, time: Instant?) {
            if let time { known.append(TaskFact(name: name, time: notation.moment(time))) }
        }
        func add(_ name: String, seconds: Double?) {
            if let seconds { known.append(TaskFact(name: name, text: Wording.duration(seconds))) }
        }
        add("args", code: facts.args)
        add("kwargs", code: facts.kwargs)
        add("result", code: facts.result)
        add("exception", code: facts.exception)
        add("queue", code: facts.queue)
        if task.attempts.isEmpty {
            // The attempts, where any is known, tell these in their order, and what passed between them.
            add("sent", time: task.sent)
            add("received", time: task.received)
            add("started", time: task.started)
            add("finished", time: task.finished)
        }
        add("ETA", time: facts.eta)
        add("expires", time: facts.expires)
        add("runtime", seconds: facts.runtime)
        add("wait", seconds: task.wait)
        add("wait in the worker", seconds: task.prefetchWait)
        if let retries = facts.retries { known.append(TaskFact(name: "retries", text: Wording.count(retries))) }
        known += relatives(of: task)
        known += children(of: task)
        known += remarks(on: task)
        return known
    }

    private func relatives(of task: TaskRow) -> [TaskFact] {
        [("parent", task.facts.parent), ("root", task.facts.root)].compactMap { name, id in
            guard let id, id != task.id else { return nil }
            return TaskFact(name: name, code: Excerpt.full(id.description, limit: 400), href: places.task(id))
        }
    }

    private func children(of task: TaskRow) -> [TaskFact] {
        let children = families.children(of: task.id)
        let shown = children.prefix(TaskFamilies.mostChildren).map { index in
            let child = snapshot.tasks[index]
            return TaskFact(
                name: "child", text: child.facts.name.map { Excerpt.cell($0) + " " },
                code: Excerpt.cell(child.id.description), href: places.task(child.id))
        }
        let more = children.count - shown.count
        return shown + (more > 0 ? [TaskFact(name: "child", text: "and \(Wording.count(more)) more")] : [])
    }

    private func remarks(on task: TaskRow) -> [TaskFact] {
        var remarks: [TaskFact] = []
        if task.facts.terminated == true { remarks.append(TaskFact(name: "revoked", text: "while it was executing")) }
        if task.facts.expired == true { remarks.append(TaskFact(name: "revoked", text: "too late to be begun")) }
        if let back = task.facts.requeued {
            remarks.append(TaskFact(name: "rejected", text: back ? "back to the queue" : "for good"))
        }
        if task.source == .results {
            remarks.append(TaskFact(name: "known from", text: "the result backend alone; not counted as an attempt"))
        }
        return remarks + (task.state == Outcome.lost.state ? redelivery(of: task) : [])
    }

    /// What a lost task's reader asks first: whether its message comes again, and when.
    private func redelivery(of task: TaskRow) -> [TaskFact] {
        switch task.isUnacknowledged {
        case nil:
            return [TaskFact(name: "its message", text: "not known whether the broker still has it")]
        case false:
            return [TaskFact(name: "its message", text: "acknowledged before, and gone; it is not delivered again")]
        case true:
            let time = notation.moment(task.redelivery)
            return [
                TaskFact(name: "its message", text: "still with the broker, unacknowledged"),
                TaskFact(
                    name: "delivered again from", text: time == nil ? "a time that is not known" : nil, time: time),
            ]
        }
    }
}
