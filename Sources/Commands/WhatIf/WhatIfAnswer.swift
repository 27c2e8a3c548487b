import Celery
import Replay

import enum Charts.DurationText

/// What was, what a replay makes of it, and what would have been: as a table, and as JSON.
struct WhatIfAnswer {
    /// What is imagined.
    struct Request {
        let queue: String
        let slots: SlotRequest?
        let without: String?

        /// Whether anything is.
        var isOther: Bool { slots != nil || without != nil }
    }

    let request: Request
    let span: TimeSpan
    let work: QueueWork
    let slots: SlotTimes
    /// How much of what the consumers executed was seen, from 0 to 1.
    let coverage: Double
    let measured: ReplayOutcome
    let replayed: ReplayOutcome
    /// What would have been; `nil` where nothing else was asked for.
    let imagined: ReplayOutcome?

    /// Replays the work as it was, and as it would have been.
    init(_ request: Request, span: TimeSpan, work: QueueWork, slots: SlotTimes, coverage: Double) {
        (self.request, self.span, self.work, self.slots, self.coverage) = (request, span, work, slots, coverage)
        measured = ReplayOutcome(observing: work.stays)
        replayed = Replay.run(work.workload(without: nil, capacities: slots.capacities, handover: slots.handover))
        imagined =
            request.isOther
            ? Replay.run(
                work.workload(
                    without: request.without, capacities: slots.capacities(request.slots), handover: slots.handover))
            : nil
    }

    /// The lines of the table.
    var lines: [String] {
        let others = [request.slots.map { "\($0) slots" }, request.without.map { "without \($0)" }]
        var rows = [["", "measured", "replayed", "error"]]
        if imagined != nil { rows[0].append("with " + others.compactMap(\.self).joined(separator: ", ")) }
        func row(_ name: String, _ text: (ReplayOutcome) -> String, error: String) {
            rows.append([name, text(measured), text(replayed), error] + (imagined.map { [text($0)] } ?? []))
        }
        for (name, share) in Self.shares {
            row(
                name, { $0.wait(share).map(Self.duration) ?? "—" },
                error: Self.error(measured.wait(share), replayed.wait(share)))
        }
        row(
            "longest queue", { "\($0.longest)" },
            error: Self.signed(Double(replayed.longest - measured.longest)) { "\(Int($0))" })
        row("longest at", { time($0.longestAt) }, error: Self.shift(measured.longestAt, replayed.longestAt))
        row("empty again at", { time($0.emptyAt) }, error: Self.shift(measured.emptyAt, replayed.emptyAt))
        return introduction + [""] + Self.aligned(rows) + remarks
    }

    private static let shares = [("wait, median", 0.5), ("wait, 95th percentile", 0.95), ("wait, longest", 1.0)]

    private var introduction: [String] {
        let stretch = "from \(span.since.iso8601Seconds) to \(span.until.iso8601Seconds)"
        let executions = Self.count(work.stays.count, "execution")
        let workers = Self.count(work.consumers.count, "worker")
        return [
            "queue '\(request.queue)' \(stretch): \(executions) by \(workers) with \(slots.range.shown) slots, "
                + "\(Self.duration(slots.handover)) to hand each over; \(Self.percent(coverage)) of all were seen"
        ]
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

    private var remarks: [String] {
        let received = work.executions.count { $0.isMeasured && !$0.isSent }
        return [
            received > 0
                ? "when \(received) of them were sent isn't known (task_send_sent_event): they count from their receipt"
                : nil,
            work.waiting > 0
                ? Self.count(work.waiting, "message") + " still waited at the end and left no service time: left out"
                : nil,
            imagined.map(\.unbegun).flatMap { $0 > 0 ? "\($0) would never have been executed: no slot was left" : nil },
        ].compactMap(\.self)
    }

    /// The same as one JSON document.
    var json: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("coverage", coverage)
            json.key("error")
            json.object { json in
                json.member("longest_queue", replayed.longest - measured.longest)
                for (name, share) in [("p50", 0.5), ("p95", 0.95), ("max", 1.0)] {
                    json.key("wait_\(name)")
                    json.object { json in
                        let (was, again) = (measured.wait(share), replayed.wait(share))
                        let difference = was.flatMap { was in again.map { $0 - was } }
                        json.member("seconds", difference)
                        json.member(
                            "share", difference.flatMap { difference in was.flatMap { $0 > 0 ? difference / $0 : nil } }
                        )
                    }
                }
            }
            json.member("executions", work.stays.count)
            json.member("handover", slots.handover)
            json.key("imagined")
            if let imagined { write(imagined, slots.capacities(request.slots), to: &json) } else { json.null() }
            json.key("measured")
            write(measured, slots.capacities, to: &json)
            json.member("queue", request.queue)
            json.key("replayed")
            write(replayed, slots.capacities, to: &json)
            json.member("schema", "herbarium.what-if/1")
            json.member("sent_known", work.executions.count { $0.isMeasured && $0.isSent })
            json.member("since", span.since.iso8601)
            json.member("slots", request.slots.map { "\($0)" })
            json.member("until", span.until.iso8601)
            json.member("waiting_at_end", work.waiting)
            json.member("without", request.without)
            json.member("workers", work.consumers.sorted().map(\.description))
        }
        json.endLine()
        return json.bytes
    }

    private func write(_ outcome: ReplayOutcome, _ capacities: [Workload.Capacity], to json: inout JSONWriter) {
        json.object { json in
            json.member("empty_at", instant(outcome.emptyAt)?.iso8601)
            json.member("longest_at", instant(outcome.longestAt)?.iso8601)
            json.member("longest_queue", outcome.longest)
            json.member("slots_least", capacities.map(\.slots).min())
            json.member("slots_most", capacities.map(\.slots).max())
            json.member("unbegun", outcome.unbegun)
            json.member("wait_max", outcome.wait(1))
            json.member("wait_p50", outcome.wait(0.5))
            json.member("wait_p95", outcome.wait(0.95))
        }
    }

    private func instant(_ seconds: Double?) -> Instant? { seconds.map { span.since + $0 } }

    private func time(_ seconds: Double?) -> String { instant(seconds)?.iso8601Seconds ?? "—" }

    private static func duration(_ seconds: Double) -> String {
        seconds == 0 ? "0 s" : DurationText.text(seconds: seconds)
    }

    /// `+1.2 s (+4.1 %)`; without the share where there is nothing to compare with.
    private static func error(_ was: Double?, _ again: Double?) -> String {
        guard let was, let again else { return "—" }
        let share = was > 0 ? " (\(signed((again - was) / was, percent)))" : ""
        return signed(again - was, duration) + share
    }

    private static func shift(_ was: Double?, _ again: Double?) -> String {
        guard let was, let again else { return was == nil && again == nil ? "0 s" : "—" }
        return signed(again - was, duration)
    }

    private static func signed(_ number: Double, _ text: (Double) -> String) -> String {
        (number < 0 ? "−" : number > 0 ? "+" : "") + text(abs(number))
    }

    private static func percent(_ share: Double) -> String {
        let tenths = Int((min(share, 1e6) * 1000).rounded(.down))
        return "\(tenths / 10).\(tenths % 10) %"
    }

    /// Columns as wide as the widest of them; the first is flush left, the others right.
    private static func aligned(_ rows: [[String]]) -> [String] {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.indices.map { column in
                let padding = String(repeating: " ", count: widths[column] - row[column].count)
                return column == 0 ? row[column] + padding : padding + row[column]
            }.joined(separator: "  ")
        }
    }
}

extension ClosedRange<Int> {
    /// `8`, or `4 to 8`.
    fileprivate var shown: String { lowerBound == upperBound ? "\(lowerBound)" : "\(lowerBound) to \(upperBound)" }
}
