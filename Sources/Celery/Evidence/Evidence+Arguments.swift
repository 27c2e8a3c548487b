extension Evidence {
    /// Fills in the arguments of tasks that workers hold and don't tell them of, in the caller's own words: from the
    /// events, else from the messages in flight.
    mutating func fillArguments(from state: ClusterState) {
        guard var inspection else { return }
        let messages = Dictionary(
            (unacknowledged ?? []).compactMap { message in message.task.map { ($0, message.facts) } },
            uniquingKeysWith: { first, _ in first })
        func filled(_ held: [HeldTask]?) -> [HeldTask]? {
            held?.map { held in
                var held = held
                for facts in [state.tasks[held.task]?.facts, messages[held.task]].compactMap(\.self) {
                    held.facts.args = held.facts.args ?? facts.args
                    held.facts.kwargs = held.facts.kwargs ?? facts.kwargs
                }
                return held
            }
        }
        inspection.workers = inspection.workers.mapValues { worker in
            var worker = worker
            worker.active = filled(worker.active)
            worker.reserved = filled(worker.reserved)
            worker.scheduled = filled(worker.scheduled)
            return worker
        }
        self.inspection = inspection
    }
}
