import Celery
package import Templating

/// A thing that is known of a task, by name: our words, a text from the cluster, a time, or a link to another task.
package struct TaskDetail: TemplateRecord {
    /// What it is.
    let name: String
    var text: String?
    var code: String?
    var time: Timestamp?
    var href: String?

    /// What templates may name.
    package static let fields: [Field<TaskDetail>] = [
        .text("name", "what it is", \.name),
        .text("text", "the value, where it is in our words", \.text),
        .code("code", "the value, where it came from the cluster", \.code),
        .record("time", "the value, where it is a time", \.time),
        .text("href", "where the value leads, below the site's root", \.href),
    ]
}

extension Report {
    /// What is known of a task that its row has no column for, or no room, in the order in which one asks.
    func facts(of task: TaskRow) -> [TaskDetail] {
        let facts = task.facts
        var known: [TaskDetail] = []
        func add(_ name: String, long code: String?) {
            if let code, !Excerpt.isWholeInCell(code) { known.append(TaskDetail(name: name, code: Excerpt.full(code))) }
        }
        func add(_ name: String, time: Instant?) {
            if let time { known.append(TaskDetail(name: name, time: notation.timestamp(time))) }
        }
        add("name", long: facts.name)
        add("UUID", long: task.id.description)
        add("args", long: facts.args)
        add("kwargs", long: facts.kwargs)
        add("result", long: facts.result)
        if let exception = facts.exception {
            known.append(TaskDetail(name: "exception", code: Excerpt.full(exception)))
        }
        add("queue", long: facts.queue)
        if task.attempts.isEmpty {
            // The attempts, where any is known, tell these in their order, and what passed between them.
            add("sent", time: task.sent)
            add("finished", time: task.finished)
        }
        add("ETA", time: facts.eta)
        add("expires", time: facts.expires)
        if let retries = facts.retries, retries > 0 {
            known.append(TaskDetail(name: "retries", text: Wording.count(retries)))
        }
        if let entry = facts.periodic { known.append(TaskDetail(name: "sent by", code: Excerpt.full(entry))) }
        known += relatives(of: task)
        known += children(of: task)
        if let root = task.facts.root, root != task.id || !families.children(of: task.id).isEmpty {
            known.append(
                TaskDetail(
                    name: "workflow", text: "all tasks of it", href: TaskSearch([("root", root.description)]).href))
        }
        known += remarks(on: task)
        return known
    }

    /// Who sent it; its root, too, unless the way there leads over tasks that are listed.
    private func relatives(of task: TaskRow) -> [TaskDetail] {
        let (parent, root) = (task.facts.parent, task.facts.root)
        let isTold = parent.map { families.place(of: $0) != nil } ?? false
        return [("parent", parent), ("root", isTold || root == parent ? nil : root)].compactMap { name, id in
            guard let id, id != task.id else { return nil }
            return fact(name, of: id, seenFrom: task)
        }
    }

    private func children(of task: TaskRow) -> [TaskDetail] {
        let children = families.children(of: task.id)
        let shown = children.prefix(TaskFamilies.mostChildren).map { index in
            fact("child", of: snapshot.tasks[index].id, seenFrom: task)
        }
        let more = children.count - shown.count
        return shown + (more > 0 ? [TaskDetail(name: "child", text: "and \(Wording.count(more)) more")] : [])
    }

    /// A link to another task, by its type where that is known; on the same page to its place there.
    private func fact(_ name: String, of id: TaskID, seenFrom task: TaskRow) -> TaskDetail {
        let type = families.place(of: id).flatMap { snapshot.tasks[$0].facts.name }
        let isNear = taskPages.page(of: id) == taskPages.page(of: task.id)
        return TaskDetail(
            name: name, code: type.map { Excerpt.cell($0) } ?? Excerpt.cell(id.description),
            href: isNear ? "#" + Places.anchor(of: id) : places.task(id))
    }

    private func remarks(on task: TaskRow) -> [TaskDetail] {
        var remarks: [TaskDetail] = []
        if task.facts.terminated == true { remarks.append(TaskDetail(name: "revoked", text: "while it was executing")) }
        if task.facts.expired == true { remarks.append(TaskDetail(name: "revoked", text: "too late to be begun")) }
        if let back = task.facts.requeued {
            remarks.append(TaskDetail(name: "rejected", text: back ? "back to the queue" : "for good"))
        }
        if task.source == .results {
            remarks.append(TaskDetail(name: "known from", text: "the result backend alone; not counted as an attempt"))
        }
        return remarks + (task.state == Outcome.lost.state ? redelivery(of: task) : [])
    }

    /// What a lost task's reader asks first: whether its message comes again, and when.
    private func redelivery(of task: TaskRow) -> [TaskDetail] {
        switch task.isUnacknowledged {
        case nil:
            return [TaskDetail(name: "its message", text: "not known whether the broker still has it")]
        case false:
            return [TaskDetail(name: "its message", text: "acknowledged before, and gone; it is not delivered again")]
        case true:
            let time = notation.timestamp(task.redelivery)
            return [
                TaskDetail(name: "its message", text: "still with the broker, unacknowledged"),
                TaskDetail(
                    name: "delivered again from", text: time == nil ? "a time that is not known" : nil, time: time),
            ]
        }
    }
}
