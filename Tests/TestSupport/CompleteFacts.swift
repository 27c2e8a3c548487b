package import Celery

extension TaskFacts {
    /// Facts in which nothing is left unset: whoever carries facts has to carry each of these.
    package static var complete: TaskFacts {
        var facts = TaskFacts()
        (facts.name, facts.args, facts.kwargs) = ("shop.work", "(1,)", "{'a': 1}")
        (facts.result, facts.exception, facts.traceback) = ("None", "E()", "Traceback")
        (facts.queue, facts.retries, facts.runtime) = ("mail", 2, 0.25)
        (facts.eta, facts.expires) = (EventStream.at(1), EventStream.at(2))
        (facts.parent, facts.root) = (TaskID("p"), TaskID("r"))
        (facts.terminated, facts.expired, facts.requeued) = (true, false, true)
        facts.periodic = "nightly"
        return facts
    }

    /// The names of the facts that are not set, which a sample of all of them has none of.
    package var unset: [String] {
        Mirror(reflecting: self).children.compactMap { name, value in
            guard case Optional<Any>.none = value else { return nil }
            return name
        }
    }
}
