import Celery
import Charts

extension ChartSource {
    /// What became of tasks.
    var tasks: [ChartSubject] {
        [
            outcomes,
            ChartSubject(
                name: "failing", title: "Failure rate", subtitle: "the failed of those that succeeded or failed",
                unit: .ratio, style: .lines, isFromResults: isFromResults(.tasks(.failed)), isEssential: true,
                series: failureRate,
                absence: unheard),
            byWorker(.succeeded, title: "Succeeded tasks"), byWorker(.failed, title: "Failed tasks"),
            byWorker(.retried, title: "Retried tasks"), counters,
        ]
    }

    /// All ends of attempts.
    var outcomes: ChartSubject {
        let outcomes: [(Outcome, SeriesSlot)] = [
            (.succeeded, .succeeded), (.failed, .failed), (.retried, .retried), (.revoked, .revoked),
            (.rejected, .rejected),
        ]
        return ChartSubject(
            name: "outcomes", title: "Tasks a minute", subtitle: "finished attempts by outcome, stacked",
            unit: .perMinute, style: .stackedAreas, order: .asGiven, isFromResults: isFromResults(.tasks(.succeeded)),
            isEssential: true, series: outcomes.flatMap { total(.tasks($0), as: $0.rawValue, slot: $1) },
            absence: unheard)
    }

    private func byWorker(_ outcome: Outcome, title: String) -> ChartSubject {
        ChartSubject(
            name: outcome.rawValue, title: title, subtitle: "per minute, by worker, stacked", unit: .perMinute,
            style: .stackedAreas, isFromResults: isFromResults(.tasks(outcome)),
            series: labelled(.tasks(outcome), by: "worker"), absence: unheard)
    }

    /// What the workers' own counters tell where no events do.
    private var counters: ChartSubject {
        let tellsNothing = snapshot.workers.contains { $0.sendsEvents != true }
        return ChartSubject(
            name: "processed", title: "Executions by the workers' own counters",
            subtitle: "a minute, from one reading of a counter to the next, where no task events tell of them",
            unit: .perMinute, style: .lines, restsOnListening: false,
            series: labelled(.tasksProcessed, by: "worker", where: ["source": "counters"]),
            absence: tellsNothing
                ? "it takes two readings of a worker's counter; a history keeps them from run to run"
                : "every worker tells of its tasks by events")
    }
}
