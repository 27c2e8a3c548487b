extension Privacy {
    /// Takes out of a snapshot what isn't to be kept, since what it rests on may have been stored under other rules.
    package mutating func clean(_ snapshot: inout Snapshot) {
        let former = mask
        mask = nil
        defer { mask = former }
        if former != nil { for index in snapshot.workers.indices { clean(&snapshot.workers[index].inspection) } }
        for index in snapshot.tasks.indices {
            clean(&snapshot.tasks[index].facts)
            for attempt in snapshot.tasks[index].attempts.indices {
                clean(&snapshot.tasks[index].attempts[attempt].exception)
            }
        }
        if isPublic { for index in snapshot.workers.indices { snapshot.workers[index].processID = nil } }
        for index in snapshot.failures.indices {
            var facts = TaskFacts()
            facts.exception = snapshot.failures[index].exception
            facts.traceback = snapshot.failures[index].traceback
            clean(&facts)
            snapshot.failures[index].exception = facts.exception
            snapshot.failures[index].traceback = facts.traceback
        }
        for index in snapshot.changes.indices where snapshot.changes[index].kind == .mark {
            clean(mark: &snapshot.changes[index].subject)
        }
        if isPublic { hideHosts(in: &snapshot) }
        for (name, count) in redactions.values { snapshot.redactions.values[name, default: 0] += count }
        snapshot.redactions.omitted = redactions.omitted
        snapshot.redactions.isPublic = isPublic
    }

    /// Takes out what tells of the hosts besides the workers' own names: processes, and why a source failed, which
    /// names addresses.
    private func hideHosts(in snapshot: inout Snapshot) {
        for index in snapshot.workers.indices { snapshot.workers[index].processID = nil }
        for index in snapshot.sources.indices { clean(&snapshot.sources[index]) }
        for index in snapshot.findings.indices {
            snapshot.findings[index].message = snapshot.findings[index].message.forStrangers
        }
        for index in snapshot.incidents.indices {
            snapshot.incidents[index].sentence = snapshot.incidents[index].sentence.forStrangers
        }
    }

    private mutating func clean(_ exception: inout String?) {
        var facts = TaskFacts()
        facts.exception = exception
        clean(&facts)
        exception = facts.exception
    }
}
