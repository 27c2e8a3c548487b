import Celery
import Charts

extension ChartSource {
    /// What became of tasks.
    var tasks: [ChartSubject] {
        [
            outcomes, unsuccessful,
            ChartSubject(
                name: "failing", title: "Failure rate", subtitle: "the failed of those that succeeded or failed",
                unit: .ratio, style: .lines, isFromResults: isFromResults(.tasks(.failed)), isEssential: true,
                series: failureRate,
                absence: unheard),
            byWorker(.succeeded, title: "Succeeded tasks"), byWorker(.failed, title: "Failed tasks"),
            byWorker(.retried, title: "Retried tasks"), counters,
        ]
    }

    /// The attempts that succeeded: beside them the others are too few to be read.
    var outcomes: ChartSubject {
        ChartSubject(
            name: "outcomes", title: "Tasks a minute", subtitle: "attempts that succeeded",
            unit: .perMinute, style: .stackedAreas, order: .asGiven, isFromResults: isFromResults(.tasks(.succeeded)),
            isEssential: true, series: total(.tasks(.succeeded), as: Outcome.succeeded.rawValue, slot: .succeeded),
            absence: unheard)
    }

    /// The attempts that ended otherwise, over the same time on a scale of their own; what never happened isn't drawn.
    var unsuccessful: ChartSubject {
        let outcomes: [(Outcome, SeriesSlot)] = [
            (.failed, .failed), (.retried, .retried), (.revoked, .revoked), (.rejected, .rejected),
        ]
        let all = outcomes.flatMap { total(.tasks($0), as: $0.rawValue, slot: $1) }
        let happened = all.filter { series in series.points.contains { ($0.value ?? 0) > 0 } }
        return ChartSubject(
            name: "unsuccessful", title: "Failures a minute",
            subtitle: "attempts that failed, or were retried, revoked or rejected, stacked", unit: .perMinute,
            style: .stackedAreas, order: .asGiven, isFromResults: isFromResults(.tasks(.failed)), isEssential: true,
            series: happened,
            absence: all.isEmpty ? unheard : "nothing failed, or was retried, revoked or rejected")
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
