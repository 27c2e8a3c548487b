/// What an event, a message, a reply or a stored result tells of a task; `nil` is "didn't say".
package struct TaskFacts: Sendable, Equatable {
    /// The task's type, such as `shop.mail.send`.
    package var name: String?
    /// Positional arguments, as Python's `repr` wrote them.
    package var args: String?
    /// Named arguments, as Python's `repr` wrote them.
    package var kwargs: String?
    /// The result, as Python's `repr` wrote it.
    package var result: String?
    /// The exception, as Python's `repr` wrote it.
    package var exception: String?
    /// The traceback.
    package var traceback: String?
    /// The queue it was sent to.
    package var queue: String?
    /// How often it was retried before.
    package var retries: Int?
    /// Not to be begun before.
    package var eta: Instant?
    /// Not to be begun after.
    package var expires: Instant?
    /// The task that sent it.
    package var parent: TaskID?
    /// The task at the head of its workflow.
    package var root: TaskID?
    /// Seconds of execution, as the worker measured them.
    package var runtime: Double?
    /// Of a revocation: whether it ended a running execution.
    package var terminated: Bool?
    /// Of a revocation: whether it came too late to be begun.
    package var expired: Bool?
    /// Of a rejection: whether the message goes back to the queue.
    package var requeued: Bool?
    /// The entry of a schedule that sent it.
    package var periodic: String?

    /// Knows nothing.
    package init() {}

    /// Shows a visitor every fact, with the name that events have for it.
    ///
    /// Lines of events are written by it, and tasks in a history written and read: in this order, so that a fact which
    /// comes to be known is added at the end, with a migration of the history.
    package mutating func visit<Visitor: FactVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
        try visitor.word("name", &name)
        try visitor.word("queue", &queue)
        try visitor.text("args", &args)
        try visitor.text("kwargs", &kwargs)
        try visitor.text("result", &result)
        try visitor.text("exception", &exception)
        try visitor.text("traceback", &traceback)
        try visitor.count("retries", &retries)
        try visitor.time("eta", &eta)
        try visitor.time("expires", &expires)
        try visitor.task("parent_id", &parent)
        try visitor.task("root_id", &root)
        try visitor.seconds("runtime", &runtime)
        try visitor.truth("terminated", &terminated)
        try visitor.truth("expired", &expired)
        try visitor.truth("requeue", &requeued)
        try visitor.word("periodic", &periodic)
    }

    /// Takes over what `other` says.
    package mutating func merge(_ other: TaskFacts) {
        name = other.name ?? name
        args = other.args ?? args
        kwargs = other.kwargs ?? kwargs
        result = other.result ?? result
        exception = other.exception ?? exception
        traceback = other.traceback ?? traceback
        queue = other.queue ?? queue
        retries = other.retries ?? retries
        eta = other.eta ?? eta
        expires = other.expires ?? expires
        parent = other.parent ?? parent
        root = other.root ?? root
        runtime = other.runtime ?? runtime
        terminated = other.terminated ?? terminated
        expired = other.expired ?? expired
        requeued = other.requeued ?? requeued
        periodic = other.periodic ?? periodic
    }

    /// Takes over what `other` says about what isn't known yet.
    package mutating func fill(_ other: TaskFacts) {
        var merged = other
        merged.merge(self)
        self = merged
    }

    /// How many bytes the texts have that may be long.
    var textLength: Int {
        var length = args?.utf8.count ?? 0
        length += kwargs?.utf8.count ?? 0
        length += result?.utf8.count ?? 0
        length += exception?.utf8.count ?? 0
        return length + (traceback?.utf8.count ?? 0)
    }
}

/// Is shown the facts of a task one by one, by the kind of each, and may change them.
package protocol FactVisitor {
    /// What can go wrong.
    associatedtype Failure: Error

    /// A text of which there are few, such as a task's type.
    mutating func word(_ name: StaticString, _ value: inout String?) throws(Failure)
    /// A text that may be long, and is often told again.
    mutating func text(_ name: StaticString, _ value: inout String?) throws(Failure)
    /// A whole number.
    mutating func count(_ name: StaticString, _ value: inout Int?) throws(Failure)
    /// A time.
    mutating func time(_ name: StaticString, _ value: inout Instant?) throws(Failure)
    /// Another task.
    mutating func task(_ name: StaticString, _ value: inout TaskID?) throws(Failure)
    /// A duration.
    mutating func seconds(_ name: StaticString, _ value: inout Double?) throws(Failure)
    /// Yes or no.
    mutating func truth(_ name: StaticString, _ value: inout Bool?) throws(Failure)
}
