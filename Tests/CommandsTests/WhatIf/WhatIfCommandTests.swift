import Celery
import Foundation
import History
import TestSupport
import Testing

@testable import Application
@testable import Commands
@testable import Configuration

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

    private func run(_ arguments: String...) async -> RunStatus { await run(arguments) }

    private func run(_ arguments: [String]) async -> RunStatus {
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

    /// Who takes each up, and when: Kiefer's and Wolfowitz's recursion. Slots are there from some second on.
    private func served(_ jobs: [Job], slots: Int, from first: Double = 0) -> [Job] {
        var free = Array(repeating: first, count: slots)
        return jobs.map { job in
            var job = job
            job.slot = free.indices.min { (free[$0], $0) < (free[$1], $1) } ?? 0
            job.begun = max(job.came, free[job.slot])
            free[job.slot] = job.begun + job.service
            return job
        }
    }

    /// A worker that sends heartbeats and no task events.
    private struct Silent {
        var queues: [String]? = ["mail"]
        /// How far its counter grew; `nil` where it tells none.
        var executed: Int?
    }

    /// A worker that says it consumes the queue, and has nothing to do until it goes.
    private struct Idle {
        let concurrency: Int
        var until = WhatIfCommandTests.length
    }

    /// Writes what workers of so many slots each say of these into a history, and nobody of the last few jobs but who
    /// sent them.
    private func record(
        _ jobs: [Job], slotsEach: Int = 2, isSent: (Int) -> Bool = { _ in true }, unseen: Int = 0,
        watched: [ClosedRange<Double>] = [0...Self.length],
        queues: [String] = ["mail"], untouched: Int = 0, silent: Silent? = nil, idle: Idle? = nil,
        beats: ClosedRange<Double> = 0...Self.length
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
            if number < jobs.count - untouched { begun[worker, default: []].append(job.begun) }
            if isSent(number) {
                var sent = facts
                sent.queue = "mail"
                events.append(
                    .task(TaskEvent(.sent, task: task, origin: origin("producer@host", job.came), facts: sent)))
            }
            guard number < jobs.count - untouched else { continue }
            for (kind, time) in [(TaskEvent.Kind.received, job.begun), (.started, job.begun)] {
                events.append(.task(TaskEvent(kind, task: task, origin: origin(worker, time), facts: facts)))
            }
            facts.runtime = job.service
            events.append(
                .task(TaskEvent(.succeeded, task: task, origin: origin(worker, job.begun + job.service), facts: facts)))
        }
        var traits: [WorkerName: WorkerTraits] = [:]
        for (worker, times) in begun {
            for second in stride(from: beats.lowerBound, through: beats.upperBound, by: 10) {
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
        for second in stride(from: 0, through: Self.length, by: 10) {
            func beat(_ worker: String, processed: Int?) {
                events.append(
                    .worker(
                        WorkerEvent(
                            .heartbeat, origin: origin(worker, second), interval: 10, active: 0, processed: processed)))
            }
            if let silent {
                beat("silent@host", processed: silent.executed.map { second >= Self.length / 2 ? $0 : 0 })
            }
            if let idle, second <= idle.until { beat("idle@host", processed: 3) }
        }
        if let queues = silent?.queues {
            traits[WorkerName("silent@host")] = WorkerTraits(
                seen: Self.begin + 1, queues: queues.map { ConsumedQueue(name: $0, attributes: []) }, concurrency: 4)
        }
        // One of the two consumed the queue long before, and nothing is heard of it any more.
        for (worker, seen) in [("idle@host", 1.0), ("gone@host", -7200)] where idle != nil {
            traits[WorkerName(worker)] = WorkerTraits(
                seen: Self.begin + seen, queues: [ConsumedQueue(name: "mail", attributes: [])],
                concurrency: idle?.concurrency)
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
            let queue_peaks: [Int]
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
        let silent_workers: [String]?
        let queue_unknown: Int?
        let unattended: Double?
        let waiting_at_end: Int?
        let arrivals: Double?
        let step: Double
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
        try record(served(jobs(), slots: 4), isSent: { _ in false })
        #expect(await run("--queue", "mail") == .done)
        #expect(output.text.contains("when 800 of them were sent isn't known"))
        #expect(output.text.split(separator: "\n")[1].hasSuffix("error"), "nothing else was asked for")
    }

    @Test func refusesAQueueThatNobodyCanTellFromOthers() async throws {
        try record(served(jobs(40), slots: 4), isSent: { _ in false }, queues: ["mail", "images"])
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

    @Test func refusesAQueueThatASilentWorkerConsumesToo() async throws {
        try record(served(jobs(), slots: 4), silent: Silent(queues: ["images", "mail"], executed: 400))
        #expect(await run("--queue", "mail") == .failed)
        #expect(
            errors.text.hasPrefix(
                "error: only 66 % of the executions of that time were seen, and a replay needs 95 %: "
                    + "'silent@host' executed 400 and sends no task events"), "\(errors.text)")
        #expect(output.text.isEmpty)
    }

    @Test func refusesAQueueOfWhichTheOnlyConsumerIsSilent() async throws {
        try record(served(jobs(), slots: 4), queues: ["images"], silent: Silent(queues: ["mails"], executed: 400))
        #expect(await run("--queue", "mails") == .failed)
        #expect(errors.text.hasPrefix("error: only 0 % of the executions"), "\(errors.text)")
        #expect(errors.text.contains("'silent@host' executed 400"))
    }

    @Test func saysThatNobodyKnowsWhatStillWaitsBesideASilentWorker() async throws {
        try record(served(jobs(), slots: 4), untouched: 5, silent: Silent(executed: 10))
        #expect(await run("--queue", "mail", "--json") == .done)
        let answer = try answer()
        #expect(answer.waiting_at_end == nil && answer.silent_workers == ["silent@host"])
        #expect(abs(answer.coverage - 795.0 / 805) < 0.001)
        #expect(answer.workers == ["w0@host", "w1@host"] && answer.measured.slots_most == 4)
        #expect(await run("--queue", "mail") == .done)
        #expect(output.text.contains("what 'silent@host' executed (10) is left out, as are its slots"))
        #expect(output.text.contains("whether messages still waited at the end isn't known"))
        #expect(!output.text.contains("still waited at the end and left"))
    }

    @Test func refusesAQueueBesideAConsumerThatTellsNoCounter() async throws {
        try record(served(jobs(), slots: 4), silent: Silent(executed: nil))
        #expect(await run("--queue", "mail") == .failed)
        #expect(
            errors.text
                == "error: how many of the executions of that time were seen isn't known, and a replay needs 95 %: "
                + "'silent@host' tells neither task events nor how many it executed\n")
    }

    @Test func refusesAQueueThatAWorkerMayConsumeOfWhichNothingIsKnown() async throws {
        try record(served(jobs(), slots: 4), silent: Silent(queues: nil, executed: 400))
        #expect(await run("--queue", "mail") == .failed)
        #expect(
            errors.text.contains("'silent@host' executed 400 and sends no task events, and which queues it consumes"))
    }

    @Test func takesAWorkerForIdleWhoseCounterStandsStill() async throws {
        try record(served(jobs(), slots: 4), untouched: 5, silent: Silent(executed: 0))
        #expect(await run("--queue", "mail", "--json") == .done)
        let answer = try answer()
        #expect(answer.silent_workers == [] && answer.waiting_at_end == 5 && answer.coverage > 0.99)
        #expect(answer.workers == ["silent@host", "w0@host", "w1@host"] && answer.measured.slots_most == 8)
    }

    @Test func countsWhatWaitsWhereTheSilentWorkerConsumesOtherQueues() async throws {
        try record(served(jobs(), slots: 4), untouched: 5, silent: Silent(queues: ["images"], executed: 400))
        #expect(await run("--queue", "mail", "--json") == .done)
        #expect(try answer().waiting_at_end == 5 && answer().silent_workers == [])
        #expect(try answer().coverage > 0.99)
    }

    @Test func countsTheSlotsOfAConsumerThatHadNothingToDo() async throws {
        try record(served(jobs(), slots: 4), untouched: 5, idle: Idle(concurrency: 3))
        #expect(await run("--queue", "mail", "--json") == .done)
        let answer = try answer()
        #expect(answer.workers == ["idle@host", "w0@host", "w1@host"] && answer.silent_workers == [])
        #expect(answer.measured.slots_least == 7 && answer.waiting_at_end == 5)
    }

    @Test func refusesAQueueOfWhichTooManyExecutionsAreUntold() async throws {
        try record(served(jobs(), slots: 4), isSent: { $0 % 10 != 0 }, queues: ["mail", "images"])
        #expect(await run("--queue", "mail") == .failed)
        #expect(
            errors.text.hasPrefix(
                "error: whether 80 of 800 executions of that time were of the queue 'mail' isn't known, and a replay "
                    + "takes 5 % at most: set task_send_sent_event"), "\(errors.text)")
        #expect(output.text.isEmpty)
    }

    @Test func saysOfHowManyTheQueueIsUnknown() async throws {
        try record(served(jobs(), slots: 4), isSent: { $0 % 20 != 0 }, queues: ["mail", "images"])
        #expect(await run("--queue", "mail", "--json") == .done)
        let answer = try answer()
        #expect(answer.queue_unknown == 40 && answer.executions == 760)
        #expect(await run("--queue", "mail") == .done)
        #expect(output.text.contains("of 40 executions beside them the queue isn't known: they took slots"))
    }

    @Test(arguments: ["100", "+100"])
    func imaginesNoSlotsWhereNoWorkerWas(slots: String) async throws {
        let was = served(jobs(), slots: 40, from: 300)
        try record(was, slotsEach: 40, beats: 300...Self.length)
        #expect(await run("--queue", "mail", "--slots", slots, "--json") == .done)
        let answer = try answer()
        #expect(answer.unattended == 300)
        #expect(answer.imagined?.slots_least == 0)
        #expect(try #require(answer.imagined?.wait_max) > 295)
        #expect(await run("--queue", "mail", "--slots", slots) == .done)
        #expect(output.text.contains("for 5 min of that time no worker was there: no slots are imagined then"))
    }

    @Test func saysNothingOfAbsenceWhereAWorkerAlwaysWas() async throws {
        try record(served(jobs(), slots: 4))
        #expect(await run("--queue", "mail", "--slots", "+1", "--json") == .done)
        #expect(try answer().unattended == 0 && answer().queue_unknown == 0)
        #expect(await run("--queue", "mail", "--slots", "+1") == .done)
        #expect(!output.text.contains("no worker was there"))
    }

    @Test func givesNoLongestWaitWhereSomeWereNeverBegun() async throws {
        // Of four slots three go for good at 600 s, so that of three fewer none is left for what comes then.
        let was = served(jobs(40).map { Job(came: $0.came, service: 1) }, slots: 1)
        try record(was, slotsEach: 1, idle: Idle(concurrency: 3, until: 600))
        #expect(await run("--queue", "mail", "--slots", "-1", "--json") == .done)
        let imagined = try #require(try answer().imagined)
        #expect(imagined.unbegun == was.count { $0.came > 600 })
        #expect(imagined.wait_p50 != nil && imagined.wait_p95 == nil && imagined.wait_max == nil)
    }

    @Test(arguments: [("1", 1), ("2", 2), ("×0.5", 0.5), ("x1.25", 1.25)])
    func letsSoManyTimesAsMuchCome(text: String, factor: Double) async throws {
        try record(served(jobs(), slots: 4))
        #expect(await run("--queue", "mail", "--arrivals", text, "--slots", "0", "--json") == .done)
        let answer = try answer()
        #expect(answer.arrivals == factor && answer.imagined?.unbegun == Int(800 * factor))
        #expect(answer.executions == 800 && answer.replayed.unbegun == 0)
    }

    @Test func asManyTimesAsManyLetsThemWaitLonger() async throws {
        try record(served(jobs(), slots: 4))
        #expect(await run("--queue", "mail", "--arrivals", "2", "--json") == .done)
        let answer = try answer()
        let (was, more) = (try #require(answer.replayed.wait_p95), try #require(answer.imagined?.wait_p95))
        #expect(more > was + 60, "twice the work of slots that were busy")
    }

    @Test(arguments: ["0", "-2", "101", "2,5", "", "x", "1.", "1e1", "nan"])
    func refusesWhatIsNoFactor(text: String) async {
        #expect(await run("--queue", "mail", "--arrivals", text) == .usage)
        #expect(errors.text.contains("arrivals"))
    }

    @Test func drawsWhatWasAboveWhatWouldHaveBeen() async throws {
        try record(served(jobs(), slots: 4))
        let (markdown, chart) = (folder("answer.md"), folder("queue of (mail).svg"))
        #expect(
            await run("--queue", "mail", "--slots", "8", "--json", "--markdown", markdown, "--chart", chart) == .done)
        let answer = try answer()
        #expect(answer.step == Self.length / 240)
        #expect(answer.measured.queue_peaks.count == 240)
        #expect(answer.measured.queue_peaks.max() == answer.measured.longest_queue)
        #expect(answer.imagined?.queue_peaks.max() == answer.imagined?.longest_queue)
        let text = try folder.text("answer.md")
        #expect(text.contains("# What if") && text.contains("Queue `mail` from") && text.contains("| With 8 slots |"))
        #expect(text.contains("](queue%20of%20%28mail%29.svg)"))
        let picture = try folder.text("queue of (mail).svg")
        let was = picture.firstRange(of: ">As it was<")
        let other = picture.firstRange(of: ">As it would have been with 8 slots<")
        #expect(try #require(was).lowerBound < #require(other).lowerBound)
        #expect(picture.components(separatedBy: "<svg ").count == 4, "a picture with two in it")
    }

    @Test func tellsNamesApartInMarkdownAndInPictures() async throws {
        try record(served(jobs(40).map { Job(came: $0.came, service: $0.service, type: "a|@b<c>&`d") }, slots: 4))
        let files = ["--markdown", folder("a.md"), "--chart", folder("a.svg")]
        #expect(await run(["--queue", "mail", "--without", "a|@b<c>&`d"] + files) == .done)
        let (text, picture) = (try folder.text("a.md"), try folder.text("a.svg"))
        #expect(text.contains("| Without ``a\\|@b<c>&`d`` |"), "\(text)")
        #expect(picture.contains("without &#39;a|@b&lt;c&gt;&amp;`d&#39;") && !picture.contains("<c>"), "\(picture)")
    }

    @Test func writesNoFileWhereThereIsNoAnswer() async throws {
        try record(served(jobs(40), slots: 4))
        #expect(await run("--queue", "mial", "--markdown", folder("a.md"), "--chart", folder("a.svg")) == .failed)
        #expect(try folder.names().allSatisfy { !$0.hasPrefix("a.") })
        #expect(await run("--queue", "mail", "--chart", folder("nowhere/a.svg")) == .failed)
        #expect(output.text.isEmpty)
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
        #expect(request.slots(of: 0) == 0, "where no worker is, none has slots")
        #expect(request.slots(of: 1) == ["8": 8, "0": 0, "+2": 3, "-2": 0][text])
    }
}
