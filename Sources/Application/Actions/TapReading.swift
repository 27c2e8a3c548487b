import Brokers
import Capture
import Celery
import History

/// Takes what a tap kept into the history: each batch is acknowledged when it is committed, so that none is lost, and
/// the history knows again what comes twice.
struct TapReading {
    let tap: EventTap
    let file: HistoryFile
    let privacy: Privacy

    /// Empties the tap of a broker; returns how that went.
    ///
    /// - Throws: `BrokerError.notATap` for a queue that is none, before anything is taken from it.
    func run(
        _ broker: any EventTapBroker, until deadline: ContinuousClock.Instant
    ) async throws(BrokerError) -> SourceReport {
        let clock = ContinuousClock()
        let start = clock.now
        var (status, detail): (SourceReport.Status, Phrase) = (.failed, "")
        do {
            let report = try await empty(broker, until: deadline)
            (status, detail) = (.ok, "\(report.events) events taken from \(name: tap.name)")
            if report.unreadable > 0 {
                detail +=
                    "; \(report.unreadable) messages could not be read: \(quote: report.reasons.joined(separator: "; "))"
                status = .partial
            }
            if let full = report.full {
                detail += "; with \(full) messages it was full, and older events may be lost"
                status = .partial
            }
            if report.isShared {
                detail += "; somebody else reads it too, and may have taken some"
                status = .partial
            } else if report.emptied == nil {
                detail += "; the deadline passed before it was empty, and the rest stays there"
                status = .partial
            }
        } catch BrokerError.notATap(let queue, let reason) {
            throw .notATap(queue: queue, reason: reason)
        } catch BrokerError.missing {
            detail = "there is no queue \(name: tap.name); make it by \(name: "herbarium tap add \(tap.name)")"
        } catch {
            detail = Phrase(error)
        }
        return SourceReport(name: "events", status: status, detail: detail, duration: (clock.now - start) / .seconds(1))
    }

    private func empty(_ broker: any EventTapBroker, until deadline: ContinuousClock.Instant) async throws -> TapReport
    {
        var writer = file.writer(to: try file.open())
        var (privacy, continuity) = (privacy, TapContinuity())
        let report = try await broker.empty(tap, until: deadline) { batch in
            var events = batch.events
            for index in events.indices {
                // A clock that is ahead makes nothing come from the future.
                events[index].heard = min(events[index].heard, batch.taken)
                privacy.clean(&events[index])
            }
            writer.add(events)
            for stretch in continuity.take(events, followsLoss: batch.followsLoss) { writer.addWatched(stretch) }
            _ = try writer.commit()
        }
        if let emptied = report.emptied {
            writer.addWatched(continuity.emptied(at: emptied))
            _ = try writer.commit()
        }
        return report
    }
}

extension HistoryWriter {
    fileprivate mutating func addWatched(_ stretch: TapContinuity.Stretch) {
        addWatched(stretch.span, tolerance: stretch.tolerance)
    }
}
