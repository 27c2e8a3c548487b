import Brokers
import Capture
import Celery
import History

/// Takes what a tap kept into the history: each batch is acknowledged when it is committed, so that none is lost, and the
/// history knows again what comes twice.
struct TapReading {
    let tap: EventTap
    let file: HistoryFile
    let privacy: Privacy

    /// Empties the tap of a broker; returns how that went.
    ///
    /// - Throws: `BrokerError.notATap` for a queue that is none, before anything is taken from it.
    func run(
        _ broker: RabbitMQBroker, until deadline: ContinuousClock.Instant
    ) async throws(BrokerError) -> SourceReport {
        let clock = ContinuousClock()
        let start = clock.now
        var (status, detail) = (SourceReport.Status.failed, "")
        do {
            let report = try await empty(broker, until: deadline)
            (status, detail) = (.ok, "\(report.events) events taken from '\(tap.name)'")
            if report.unreadable > 0 {
                detail += "; \(report.unreadable) messages could not be read: \(report.reasons.joined(separator: "; "))"
                status = .partial
            }
            if let full = report.full {
                detail += "; with \(full) messages it was full, and older events may be lost"
                status = .partial
            }
            if report.emptied == nil {
                detail += "; the deadline passed before it was empty, and the rest stays there"
                status = .partial
            }
        } catch BrokerError.notATap(let queue, let reason) {
            throw .notATap(queue: queue, reason: reason)
        } catch BrokerError.missing {
            detail = "there is no queue '\(tap.name)'; make it by 'herbarium tap add \(tap.name)'"
        } catch {
            detail = "\(error)"
        }
        return SourceReport(name: "events", status: status, detail: detail, duration: (clock.now - start) / .seconds(1))
    }

    private func empty(_ broker: RabbitMQBroker, until deadline: ContinuousClock.Instant) async throws -> TapReport {
        var writer = file.writer(to: try file.open())
        var (privacy, chain) = (privacy, WatchedChain())
        let report = try await broker.empty(tap, until: deadline) { batch in
            var events = batch.events
            for index in events.indices {
                // A clock that is ahead makes nothing come from the future.
                events[index].heard = min(events[index].heard, batch.taken)
                privacy.clean(&events[index])
            }
            writer.add(events)
            if batch.followsLoss { chain.breakOff() }
            for span in KeptEvents.watched(events) { chain.add(span, to: &writer) }
            _ = try writer.commit()
        }
        if let emptied = report.emptied {
            // Nothing was left in it: what was sent until now has been seen.
            chain.add(TimeSpan(since: emptied, until: emptied), to: &writer)
            _ = try writer.commit()
        }
        return report
    }
}

/// Spans in which a tap kept events, one after the other; those with a short pause between them are one.
private struct WatchedChain {
    private var end: Instant?
    private var isBroken = false

    /// What comes next is not one with what was watched before, however short the pause.
    mutating func breakOff() { (end, isBroken) = (nil, true) }

    /// Adds the next.
    mutating func add(_ span: TimeSpan, to writer: inout HistoryWriter) {
        var span = span
        // Only the first of them is to find the one that an earlier run ended with.
        let tolerance = end == nil && !isBroken ? KeptEvents.pause : 0
        if let end, span.since.since(end) <= KeptEvents.pause { span.since = min(span.since, end) }
        end = max(end ?? span.until, span.until)
        writer.addWatched(span, tolerance: tolerance)
    }
}
