import Celery
import Charts

extension PlateSource {
    /// How many workers there are, how busy they are, and their hosts.
    var workers: [PlateSubject] {
        [
            PlateSubject(
                name: "workers", title: "Workers online", subtitle: "by their heartbeats", unit: .count,
                style: .steps, series: single("workers.online", as: "online", slot: .first),
                absence: silent),
            PlateSubject(
                name: "active", title: "Tasks being executed",
                subtitle: "of all workers, against how many they can execute side by side", unit: .count,
                style: .steps, order: .asGiven,
                series: single("workers.active", as: "active", slot: .first)
                    + single("workers.concurrency", as: "concurrency", slot: .second), absence: silent),
            PlateSubject(
                name: "load", title: "Load", subtitle: "of the workers' hosts, over a minute", unit: .number,
                style: .lines, series: labelled("worker.load", by: "worker"), absence: silent),
        ]
    }

    private var silent: String {
        snapshot.coverage.watched.isEmpty ? unheard : "no heartbeat was heard"
    }
}
