import Celery
import Charts

extension ChartSource {
    /// What is in the queues, and how it moves.
    var queues: [ChartSubject] {
        let unacked = ChartSubject(
            name: "unacked", title: "Unacknowledged messages",
            subtitle: "delivered and not acknowledged, by queue" + sampled(.queueUnacknowledged),
            unit: .count, style: .steps, restsOnListening: false, series: labelled(.queueUnacknowledged, by: "queue"),
            absence: snapshot.queues.isEmpty ? unread : "the broker doesn't say to which queues they belong")
        let oldest = ChartSubject(
            name: "oldest", title: "Age of the oldest message",
            subtitle: "of those that wait, by queue: since it was sent, or first seen", unit: .seconds, style: .lines,
            restsOnListening: false, series: labelled(.queueOldest, by: "queue"),
            absence: snapshot.queues.isEmpty ? unread : "no reading found a message that it could tell from others")
        return [ready, oldest, unacked] + (hasRates ? [rates] : [])
    }

    /// Whether the broker has an API that samples what passes through it, whether it told anything or not.
    private var hasRates: Bool {
        snapshot.sources.contains { $0.name == "management" }
            || snapshot.series.contains { series in
                MessageRate.allCases.contains { series.name == Measure.messages($0).name }
            }
    }

    /// The messages that wait.
    var ready: ChartSubject {
        ChartSubject(
            name: "queues", title: "Messages in the queues", subtitle: "ready, by queue" + sampled(.queueReady),
            unit: .count, style: .steps,
            restsOnListening: false, isEssential: true, series: labelled(.queueReady, by: "queue"), absence: unread)
    }

    /// What RabbitMQ itself sampled of the messages that passed.
    private var rates: ChartSubject {
        ChartSubject(
            name: "messages", title: "Messages a minute",
            subtitle: "published, delivered and acknowledged, as RabbitMQ sampled them", unit: .perMinute,
            style: .lines, order: .asGiven, restsOnListening: false,
            series: [(MessageRate.published, SeriesSlot.first), (.delivered, .succeeded), (.acknowledged, .second)]
                .flatMap { total(.messages($0), as: $0.rawValue, slot: $1) },
            absence: "RabbitMQ's management API told nothing")
    }

    private func sampled(_ measure: Measure) -> String {
        isFromManagement(measure) ? ", with RabbitMQ's own samples" : ""
    }

    private var unread: String {
        let didFail = snapshot.sources.contains {
            $0.name == "queues" && ($0.status == .failed || $0.status == .skipped)
        }
        return didFail ? "the queues weren't read" : "there is no queue"
    }
}
