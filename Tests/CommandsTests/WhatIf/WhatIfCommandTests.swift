import Celery
import Foundation
import History
import TestSupport
import Testing

@testable import Commands

/// Histories of an imagined cluster of which every time is known, replayed.
struct WhatIfCommandTests {
    private let output = Recorder()
    private let errors = Recorder()
    private let folder: TemporaryFolder
    private let path: String

    private static let begin = Instant(seconds: 1_795_334_400) ?? .distantPast
    private static let length = 1200.0

    /// A message, and how long it takes.
    private struct Job {
        let came: Double
        let service: Double
        var type = "shop.mail.send"
        var begun = 0.0
        var slot = 0
    }

    init() throws {
        folder = try TemporaryFolder()
        path = folder("h.sqlite")
    }

    private func run(_ arguments: String...) async -> RunStatus {
        let span = ["--since", Self.begin.iso8601, "--until", (Self.begin + Self.length).iso8601]
        var context = Context.test(output: output, errors: errors)
        context.now = { Self.begin + Self.length }
        return await Program.run(arguments: ["what-if", "--history", path] + span + arguments, in: context)
    }

    /// Messages at random times, every fourth of another type, which takes three times as long.
    private func jobs(_ count: Int = 800) -> [Job] {
        var random = SeededGenerator(seed: 7)
        var jobs: [Job] = []
        for number in 0..<count {
            let came = Self.length * 0.8 * (Double(number) + Double.random(in: 0..<1, using: &random)) / Double(count)
            let service = Double.random(in: 0.5..<6, using: &random)
            jobs.append(
                number.isMultiple(of: 4)
                    ? Job(came: came, service: 3 * service, type: "shop.mail.bulk") : Job(came: came, service: service))
        }
        return jobs
    }

    /// Who takes each up, and when: Kiefer's and Wolfowitz's recursion.
    private func served(_ jobs: [Job], slots: Int) -> [Job] {
        var free = Array(repeating: 0.0, count: slots)
        return jobs.map { job in
            var job = job
            job.slot = free.indices.min { (free[$0], $0) < (free[$1], $1) } ?? 0
            job.begun = max(job.came, free[job.slot])
            free[job.slot] = job.begun + job.service
            return job
        }
    }

    /// Writes what workers of so many slots each say of these into a history.
    private func record(
        _ jobs: [Job], slotsEach: Int = 2, isSent: Bool = true, unseen: Int = 0,
        watched: [ClosedRange<Double>] = [0...Self.length],
        queues: [String] = ["mail"]
    ) throws {
        let clock = Self.begin + Self.length
        var writer = HistoryWriter(to: try History.open(path, identity: nil)) { clock }
        func origin(_ sender: String, _ seconds: Double) -> EventOrigin {
            EventOrigin(sender: sender, timestamp: Self.begin + seconds, processID: 1)
        }
        var events: [Event] = []
        var begun: [String: [Double]] = [:]
        for (number, job) in jobs.enumerated() {
            let (task, worker) = (TaskID("task-\(number)"), "w\(job.slot / slotsEach)@host")
            var facts = TaskFacts()
            facts.name = job.type
            begun[worker, default: []].append(job.begun)
            if isSent {
                var sent = facts
                sent.queue = "mail"
                events.append(
                    .task(TaskEvent(.sent, task: task, origin: origin("producer@host", job.came), facts: sent)))
            }
            for (kind, time) in [(TaskEvent.Kind.received, job.begun), (.started, job.begun)] {
                events.append(.task(TaskEvent(kind, task: task, origin: origin(worker, time), facts: facts)))
            }
            facts.runtime = job.service
            events.append(
                .task(TaskEvent(.succeeded, task: task, origin: origin(worker, job.begun + job.service), facts: facts)))
        }
        var traits: [WorkerName: WorkerTraits] = [:]
        for (worker, times) in begun {
            for second in stride(from: 0, through: Self.length, by: 10) {
                let seen = times.count { $0 <= second }
                let processed = seen + (second >= Self.length / 2 ? unseen : 0)
                events.append(
                    .worker(
                        WorkerEvent(
                            .heartbeat, origin: origin(worker, second), interval: 10, active: 1, processed: processed)))
            }
            traits[WorkerName(worker)] = WorkerTraits(
                seen: Self.begin + 1, queues: queues.map { ConsumedQueue(name: $0, attributes: []) },
                concurrency: slotsEach)
        }
        #expect(writer.add(events) == 0)
        for part in watched {
            writer.addWatched(TimeSpan(since: Self.begin + part.lowerBound, until: Self.begin + part.upperBound))
        }
        writer.add(traits)
        _ = try writer.commit()
    }

    private struct Answer: Decodable {
        struct Outcome: Decodable, Equatable {
            let wait_p50: Double?
            let wait_p95: Double?
            let wait_max: Double?
            let longest_queue: Int
            let longest_at: String?
            let empty_at: String?
            let slots_least: Int
            let slots_most: Int
            let unbegun: Int
        }
        struct Error: Decodable { let seconds, share: Double? }
        struct Errors: Decodable { let wait_p50, wait_p95, wait_max: Error }
        let schema: String
        let executions: Int
        let sent_known: Int
        let coverage: Double
        let measured: Outcome
        let replayed: Outcome
        let imagined: Outcome?
        let error: Errors
        let workers: [String]
    }

    private func answer() throws -> Answer { try JSONDecoder().decode(Answer.self, from: Data(output.text.utf8)) }

    private func rank(_ jobs: [Job], _ share: Double) -> Double {
        let waits = jobs.map { $0.begun - $0.came }.sorted()
        return waits[Int((share * Double(waits.count)).rounded(.up)) - 1]
    }

    private func isNear(_ one: Double?, _ other: Double) -> Bool { one.map { abs($0 - other) < 0.001 } ?? false }

    @Test func findsAgainWhatWasAndWhatMoreSlotsWouldHaveDone() async throws {
        let was = served(jobs(), slots: 4)
        try record(was)
        #expect(await run("--queue", "mail", "--slots", "+2", "--json") == .done)
        let answer = try answer()
        #expect((answer.executions, answer.sent_known, answer.workers) == (800, 800, ["w0@host", "w1@host"]))
        #expect(answer.schema == "herbarium.what-if/1" && answer.coverage > 0.99)
        #expect(answer.measured.slots_least == 4 && answer.measured.slots_most == 4)
        #expect(isNear(answer.measured.wait_p50, rank(was, 0.5)) && isNear(answer.measured.wait_p95, rank(was, 0.95)))
        #expect(rank(was, 0.5) > 1, "it waited")
        for error in [answer.error.wait_p50, answer.error.wait_p95, answer.error.wait_max] {
            #expect(abs(error.share ?? 1) < 0.001)
        }
        let better = served(jobs(), slots: 6)
        let imagined = try #require(answer.imagined)
        #expect(isNear(imagined.wait_p50, rank(better, 0.5)) && isNear(imagined.wait_p95, rank(better, 0.95)))
        #expect(isNear(imagined.wait_max, rank(better, 1)) && imagined.slots_most == 6)
        #expect(imagined.longest_queue < answer.replayed.longest_queue)
    }

    @Test func leavesOutAType() async throws {
        try record(served(jobs(), slots: 4))
        #expect(await run("--queue", "mail", "--without", "shop.mail.bulk", "--slots", "4", "--json") == .done)
        let others = served(jobs().filter { $0.type == "shop.mail.send" }, slots: 4)
        #expect(isNear(try answer().imagined?.wait_p95, rank(others, 0.95)))
    }

    /// A task that is retried, due at 40 s, and one that has the only slot from 35 to 45 s.
    private func recordRetry() throws {
        let clock = Self.begin + Self.length
        var writer = HistoryWriter(to: try History.open(path, identity: nil)) { clock }
        func event(_ kind: TaskEvent.Kind, _ task: String, _ seconds: Double, retries: Int = 0) -> Event {
            var facts = TaskFacts()
            (facts.name, facts.queue, facts.retries) = ("shop.mail.send", kind == .sent ? "mail" : nil, retries)
            if retries > 0, kind != .succeeded { facts.eta = Self.begin + 40 }
            let sender = kind == .sent ? "producer@host" : "w@host"
            let origin = EventOrigin(sender: sender, timestamp: Self.begin + seconds, processID: 1)
            return .task(TaskEvent(kind, task: TaskID(task), origin: origin, facts: facts))
        }
        let events = [
            event(.sent, "a", 1), event(.received, "a", 1), event(.started, "a", 1), event(.sent, "a", 10, retries: 1),
            event(.retried, "a", 10), event(.received, "a", 10, retries: 1), event(.sent, "b", 35),
            event(.received, "b", 35), event(.started, "b", 35), event(.succeeded, "b", 45),
            event(.started, "a", 45, retries: 1), event(.succeeded, "a", 50, retries: 1),
        ]
        #expect(writer.add(events) == 0)
        writer.addWatched(TimeSpan(since: Self.begin, until: Self.begin + Self.length))
        writer.add([WorkerName("w@host"): WorkerTraits(seen: Self.begin + 1, concurrency: 1)])
        _ = try writer.commit()
    }

    @Test func letsARetryComeWhenItIsDue() async throws {
        try recordRetry()
        #expect(await run("--queue", "mail", "--slots", "2", "--json") == .done)
        let answer = try answer()
        #expect(answer.executions == 3)
        #expect((answer.measured.wait_max, answer.replayed.wait_max) == (5, 5))
        #expect(answer.imagined?.wait_max == 0)
    }

    @Test func saysThatNoSlotIsLeft() async throws {
        try record(served(jobs(40), slots: 4))
        #expect(await run("--queue", "mail", "--slots", "-9") == .done)
        #expect(output.text.contains("40 would never have been executed: no slot was left"))
        #expect(output.text.contains("with -9 slots"))
    }

    @Test func printsATableWithTheErrorBesideEachAnswer() async throws {
        try record(served(jobs(), slots: 4))
        #expect(await run("--queue", "mail", "--slots", "8") == .done)
        let lines = output.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines[0].hasPrefix("queue 'mail' from "))
        #expect(lines[0].contains("800 executions by 2 workers with 4 slots"))
        #expect(lines[2].hasSuffix("measured") == false && lines[2].hasSuffix("with 8 slots"))
        for (line, name) in zip(lines[3...], ["wait, median", "wait, 95th", "wait, longest", "longest queue"]) {
            #expect(line.hasPrefix(name))
            #expect(line.count == lines[2].count)
        }
        #expect(errors.text.isEmpty)
    }

    @Test func saysTheSameEachTime() async throws {
        try record(served(jobs(), slots: 4))
        #expect(await run("--queue", "mail", "--slots", "+1", "--json") == .done)
        let first = output.text
        #expect(await run("--queue", "mail", "--slots", "+1", "--json") == .done)
        #expect(output.text == first + first)
    }

    @Test func countsFromReceiptsWhereNobodyToldOfTheSending() async throws {
        try record(served(jobs(), slots: 4), isSent: false)
        #expect(await run("--queue", "mail") == .done)
        #expect(output.text.contains("when 800 of them were sent isn't known"))
        #expect(output.text.split(separator: "\n")[1].hasSuffix("error"), "nothing else was asked for")
    }

    @Test func refusesAQueueThatNobodyCanTellFromOthers() async throws {
        try record(served(jobs(40), slots: 4), isSent: false, queues: ["mail", "images"])
        #expect(await run("--queue", "mail") == .failed)
        #expect(errors.text.hasPrefix("error: which executions of that time were of the queue 'mail' isn't known"))
        #expect(output.text.isEmpty)
    }

    @Test func namesTheNearestQueueAndType() async throws {
        try record(served(jobs(40), slots: 4))
        #expect(await run("--queue", "mial") == .failed)
        #expect(errors.text == "error: no execution of the queue 'mial' is known of that time; did you mean 'mail'?\n")
        #expect(await run("--queue", "mail", "--without", "shop.mail.bluk") == .failed)
        #expect(errors.text.contains("executed nothing of the type 'shop.mail.bluk'"))
        #expect(errors.text.hasSuffix("did you mean 'shop.mail.bulk'?\n"))
    }

    @Test func refusesWhatWasNotSeen() async throws {
        try record(served(jobs(), slots: 4), unseen: 30)
        #expect(await run("--queue", "mail") == .failed)
        #expect(errors.text.hasPrefix("error: only 9"))
        #expect(errors.text.contains("% of the executions of that time were seen, and a replay needs 95 %"))
    }

    @Test func refusesATimeInWhichNobodyListened() async throws {
        try record(served(jobs(), slots: 4), watched: [0...500, 700...Self.length])
        #expect(await run("--queue", "mail") == .failed)
        #expect(errors.text.contains("a replay needs 95 %"))
    }

    @Test(arguments: ["", "eight", "+", "--3", "+-3", "1.5", "2000000"])
    func refusesWhatIsNoNumberOfSlots(text: String) async {
        #expect(await run("--queue", "mail", "--slots", text) == .usage)
        #expect(
            errors.text.hasPrefix("error: ") && errors.text.contains("'--slots'") || errors.text.contains("--slots"))
    }

    @Test(arguments: [("8", SlotRequest.exactly(8)), ("0", .exactly(0)), ("+2", .change(2)), ("-2", .change(-2))])
    func readsNumbersOfSlots(text: String, request: SlotRequest) throws {
        #expect(try SlotRequest(parsing: text) == request)
        #expect("\(request)" == text)
        #expect(request.slots(of: 1) == ["8": 8, "0": 0, "+2": 3, "-2": 0][text])
    }
}
