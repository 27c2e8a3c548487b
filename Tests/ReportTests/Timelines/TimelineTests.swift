import Celery
import Foundation
import Testing

@testable import Report

/// Which executions the timeline shows, and what of them is known.
struct TimelineTests {
    private static let now = Instant(microseconds: 1_795_334_400_000_000)

    private func snapshot(_ attempts: [AttemptRow], slots: Int? = 2) -> Snapshot {
        var snapshot = Snapshot.example(
            at: Self.now,
            workers: [WorkerRow(name: WorkerName("w1@a"), status: .online, counts: .zero, concurrency: slots)])
        snapshot.tasks = attempts.enumerated().map { number, attempt in
            var facts = TaskFacts()
            facts.name = "shop.\"work\""
            return TaskRow(
                id: TaskID("t\(number)"), state: attempt.outcome.state, facts: facts, source: .events,
                attempts: [attempt])
        }
        return snapshot
    }

    private func attempt(
        _ outcome: Outcome, started: Double? = nil, finished: Double? = nil, received: Double? = nil,
        runtime: Double? = nil
    ) -> AttemptRow {
        func at(_ seconds: Double?) -> Instant? { seconds.map { Self.now - 3_600 + $0 } }
        return AttemptRow(
            worker: WorkerName("w1@a"), outcome: outcome, received: at(received), started: at(started),
            finished: at(finished), runtime: runtime)
    }

    @Test func putsEachExecutionIntoASlot() throws {
        let timeline = Timeline(
            snapshot([
                attempt(.succeeded, started: 10, finished: 20), attempt(.failed, started: 12, finished: 14),
                attempt(.succeeded, started: 15, finished: 40), attempt(.received, received: 5),
                attempt(.succeeded, finished: 60, runtime: 19.5),
            ]))
        let row = try #require(timeline.rows.first)
        #expect(row.runs.map(\.lane) == [0, 1, 1, 0] && row.lanes == 2 && row.runs.map(\.task) == [0, 1, 2, 4])
        #expect(row.runs.last?.begun == Self.now - 3_600 + 40.5)
    }

    /// What goes on reaches to the moment of the report, what was lost to the end of its worker, and of the end of
    /// others nobody knows.
    @Test func endsWhatHasNoEnd() throws {
        var snapshot = snapshot([
            attempt(.active, started: 100), attempt(.lost, started: 200), attempt(.unaccounted, started: 300),
        ])
        snapshot.turns = [
            WorkerTurn(.restart, of: WorkerName("w1@a"), time: Self.now - 3_600 + 150),
            WorkerTurn(.restart, of: WorkerName("w1@a"), time: Self.now - 3_600 + 250),
        ]
        let runs = try #require(Timeline(snapshot).rows.first).runs
        #expect(runs.map(\.end) == [Self.now, Self.now - 3_600 + 250, nil])
    }

    /// An event's end may come a little after the next beginning of the same slot.
    @Test func needsNoSecondSlotForEventsThatCrossed() throws {
        let row = try #require(
            Timeline(
                snapshot(
                    [
                        attempt(.succeeded, started: 10, finished: 20.2),
                        attempt(.succeeded, started: 20.1, finished: 30),
                    ], slots: 1)
            ).rows.first)
        #expect(row.lanes == 1 && row.runs[1].shown == Self.now - 3_600 + 20.2)
        #expect(row.runs[1].begun == Self.now - 3_600 + 20.1)
    }

    @Test func showsTheTimesOfIncidentsAgain() throws {
        var snapshot = snapshot([
            attempt(.succeeded, started: 0, finished: 3_000), attempt(.succeeded, started: 3_100, finished: 3_500),
        ])
        func incident(_ since: Double?, _ until: Double?) -> Incident {
            Incident(
                since: since.map { Self.now - 3_600 + $0 }, until: until.map { Self.now - 3_600 + $0 },
                severity: .warning, subject: "s", sentence: "s", findings: [])
        }
        snapshot.incidents = [
            incident(1_000, 1_060), incident(1_010, 1_050), incident(nil, nil), incident(2_000, nil),
            incident(9_000, nil),
            incident(0, 3_600),
        ]
        let frame = TimelineFrame(snapshot)
        #expect(frame.span == TimeSpan(since: Self.now - 3_600, until: Self.now))
        #expect(
            frame.zooms.map { [$0.span.since.since(Self.now - 3_600), $0.span.until.since(Self.now - 3_600)] }
                == [[970, 1_090], [1_600, 3_600], [0, 2_250]])
        #expect(
            snapshot.incidents.map(frame.place) == [
                "timeline.html#incident-1", "timeline.html#incident-1", nil, "timeline.html#incident-2", nil,
                "timeline.html#incident-3",
            ])
        snapshot.tasks = []
        #expect(TimelineFrame(snapshot).span == nil && TimelineFrame(snapshot).zooms.isEmpty)
    }

    private struct Trace: Decodable {
        let displayTimeUnit: String
        let traceEvents: [Event]

        struct Event: Decodable {
            let ph: String, name: String, pid: Int, tid: Int
            let ts: Int64?, dur: Int64?
            let cat: String?, id: String?, s: String?
            let args: [String: Argument]?
        }

        enum Argument: Decodable, Equatable {
            case text(String), number(Double)

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                self =
                    if let text = try? container.decode(String.self) { .text(text) } else {
                        .number(try container.decode(Double.self))
                    }
            }
        }
    }

    private func trace(_ snapshot: Snapshot) throws -> Trace {
        var data = Data()
        TraceFile(snapshot).write { data.append($0) }
        return try JSONDecoder().decode(Trace.self, from: data)
    }

    /// What the format demands of each kind of event: https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
    @Test func writesATraceThatOtherProgramsOpen() throws {
        var snapshot = snapshot([
            attempt(.succeeded, started: 10.5, finished: 20, received: 9, runtime: 9.4),
            attempt(.unaccounted, started: 12), attempt(.active, started: 3_000),
        ])
        snapshot.turns = [WorkerTurn(.goodbye, of: WorkerName("w1@a"), time: Self.now)]
        let trace = try trace(snapshot)
        #expect(trace.displayTimeUnit == "ms")
        #expect(
            trace.traceEvents.map { "\($0.ph) \($0.pid).\($0.tid) \($0.name)" } == [
                "M 1.0 process_name", "M 1.1 thread_name", "M 1.2 thread_name", "i 1.0 goodbye",
                "b 1.0 shop.\"work\"", "e 1.0 shop.\"work\"", "X 1.1 shop.\"work\"", "i 1.2 shop.\"work\"",
                "X 1.1 shop.\"work\"",
            ])
        let execution = try #require(trace.traceEvents.first { $0.ph == "X" })
        #expect(execution.ts == (Self.now - 3_589.5).microseconds && execution.dur == 9_500_000)
        #expect(execution.cat == "SUCCESS" && execution.args?["uuid"] == .text("t0"))
        #expect(execution.args?["runtime"] == .number(9.4) && execution.args?["queue"] == nil)
        for event in trace.traceEvents {
            #expect((event.ts == nil) == (event.ph == "M"))
            #expect((event.dur == nil) == (event.ph != "X"))
            #expect((event.s == nil) == (event.ph != "i"))
            #expect((event.id == nil) == !["b", "e"].contains(event.ph))
        }
    }

    /// A waiting's beginning and end share an id, and no two waitings do.
    @Test func tellsTheWaitsOfATraceApart() throws {
        let attempts = (0..<80).map { number in
            attempt(.succeeded, started: Double(number), finished: Double(number) + 1, received: Double(number) - 50)
        }
        let ids = try trace(snapshot(attempts)).traceEvents.filter { "be".contains($0.ph) }.map {
            "\($0.ph)\($0.id ?? "")"
        }
        #expect(ids.count == 160 && Set(ids).count == 160)
        #expect(Set(ids.map { $0.dropFirst() }).count == 80)
    }

    @Test(arguments: [(0.05, 0), (0.2, 2)])
    func tellsEachWaitAndDrawsThoseThatAreSeen(wait: Double, ends: Int) throws {
        let events = try trace(snapshot([attempt(.succeeded, started: 100, finished: 101, received: 100 - wait)]))
            .traceEvents
        #expect(events.count { "be".contains($0.ph) } == ends)
        #expect(events.first { $0.ph == "X" }?.args?["wait"] == .number(wait))
    }

    /// Slices of one thread may lie within each other, and may not overlap otherwise.
    @Test func letsNoSlicesOfAThreadOverlap() throws {
        let attempts = (0..<400).map { number in
            let begin = Double((number * 7_919) % 3_000)
            return attempt(.succeeded, started: begin, finished: begin + Double(number % 37))
        }
        let slices = try trace(snapshot(attempts, slots: 3)).traceEvents.filter { $0.ph == "X" }
        #expect(slices.count == 400)
        for own in Dictionary(grouping: slices, by: \.tid).values {
            let ordered = own.sorted { ($0.ts ?? 0, $0.dur ?? 0) < ($1.ts ?? 0, $1.dur ?? 0) }
            #expect(zip(ordered, ordered.dropFirst()).allSatisfy { ($0.ts ?? 0) + ($0.dur ?? 0) <= $1.ts ?? 0 })
        }
    }

    @Test func writesATraceOfNothing() throws { #expect(try trace(snapshot([])).traceEvents.isEmpty) }
}
