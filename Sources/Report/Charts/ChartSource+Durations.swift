import Celery
import Charts

extension ChartSource {
    /// How long tasks take and wait.
    var durations: [ChartSubject] {
        [
            runtime,
            ChartSubject(
                name: "runtimes", title: "Runtimes", subtitle: "the darker, the more executions took so long",
                unit: .count, style: .heat, scale: .logarithmic, order: .asGiven, series: runtimeBins,
                absence: unheard),
            ChartSubject(
                name: "wait", title: "Wait", subtitle: "from sending, or ETA, to beginning, p50, p95 and p99",
                unit: .seconds, style: .band, scale: .logarithmic, order: .asGiven,
                series: percentiles(.wait), absence: unheard),
            ChartSubject(
                name: "queue-wait", title: "Wait by queue",
                subtitle: "p95, from sending, or ETA, to beginning, by the queue that messages were sent to",
                unit: .seconds, style: .lines, scale: .logarithmic, series: labelled(.queueWait, by: "queue"),
                absence: unsent),
        ]
    }

    /// How long executions took.
    var runtime: ChartSubject {
        ChartSubject(
            name: "runtime", title: "Runtime", subtitle: "of executions, p50, p95 and p99", unit: .seconds,
            style: .band, scale: .logarithmic, order: .asGiven, isEssential: true,
            series: percentiles(.runtime), absence: unheard)
    }
}
