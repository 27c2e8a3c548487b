extension Evidence {
    /// What of it tells of the moment that a report is about: of a past one not what workers and queues say now.
    func asOf(_ rules: AssessmentRules) -> Evidence {
        guard rules.horizon < .distantFuture else { return self }
        var past = self
        past.inspection = nil
        past.unacknowledged = nil
        past.boundWorkers = []
        past.schedules = []
        (past.namesBoundWorkers, past.controlQueues) = (false, nil)
        let readings = (earlierQueues + queues).filter { $0.time <= rules.horizon }
        past.queues = readings.suffix(1)
        past.earlierQueues = readings.dropLast()
        past.earlierTraits = earlierTraits.filter { $0.value.seen <= rules.horizon }
        return past
    }
}
