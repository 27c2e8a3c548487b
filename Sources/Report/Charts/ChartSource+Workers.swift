import Celery
import Charts

extension ChartSource {
    /// How many workers there are, how busy they are, and their hosts.
    var workers: [ChartSubject] {
        [
            ChartSubject(
                name: "workers", title: "Workers online", subtitle: "by their heartbeats", unit: .count,
                style: .steps, series: single(.workersOnline, as: "online", slot: .first),
                absence: silent),
            ChartSubject(
                name: "active", title: "Tasks being executed",
                subtitle: "of all workers, against how many they can execute side by side", unit: .count,
                style: .steps, order: .asGiven,
                series: single(.workersActive, as: "active", slot: .first)
                    + single(.workersConcurrency, as: "concurrency", slot: .second), absence: silent),
            ChartSubject(
                name: "utilization", title: "Utilization by worker",
                subtitle: utilizationSubtitle, unit: .ratio, style: .lines,
                series: labelled(.workerUtilization, by: "worker"), absence: silent),
            ChartSubject(
                name: "load", title: "Load", subtitle: "of the workers' hosts, over a minute", unit: .number,
                style: .lines, series: labelled(.workerLoad, by: "worker"), absence: silent),
        ]
    }

    /// What one worker did, and its host.
    func history(of worker: WorkerRow) -> [ChartSubject] {
        let labels = ["worker": worker.name.description]
        let outcomes: [(Outcome, SeriesSlot)] = [
            (.succeeded, .succeeded), (.failed, .failed), (.retried, .retried), (.revoked, .revoked),
            (.rejected, .rejected),
        ]
        return [
            ChartSubject(
                name: "own-outcomes", title: "Its tasks a minute",
                subtitle: "finished attempts by outcome, stacked", unit: .perMinute, style: .stackedAreas,
                order: .asGiven, isFromResults: isFromResults(.tasks(.succeeded)),
                series: outcomes.flatMap { single(.tasks($0), as: $0.rawValue, slot: $1, where: labels) },
                absence: worker.sendsEvents == false ? "it sends no task events; start it with -E" : unheard),
            ChartSubject(
                name: "own-load", title: "Its host's load", subtitle: "over a minute", unit: .number, style: .lines,
                series: single(.workerLoad, as: "load", slot: .first, where: labels),
                absence: "no heartbeat of it told a load"),
        ]
    }

    /// Who tells what of the slots was in use.
    private var utilizationSubtitle: String {
        let byHeartbeats = all(.workerUtilization).count { $0.labels["source"] == "heartbeats" }
        let whole = "the part of its slots that was in use"
        if byHeartbeats == 0 { return whole }
        return byHeartbeats < all(.workerUtilization).count
            ? "\(whole); of \(Wording.count(byHeartbeats)) by its heartbeats" : "\(whole), by its heartbeats"
    }

    private var silent: String {
        snapshot.coverage.watched.isEmpty ? unheard : "no heartbeat was heard"
    }
}
