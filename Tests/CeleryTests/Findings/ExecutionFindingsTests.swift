import Celery
import TestSupport
import Testing

/// What about executions needs attention, and what doesn't.
struct ExecutionFindingsTests {
    private static let now = 3000.0

    /// A worker that is alive now, and executed its type twenty times, a second each.
    private func usual(_ ending: TaskEvent.Kind = .succeeded, count: Int = 20) -> EventStream {
        var stream = EventStream()
        for number in 0..<count { run("u\(number)", from: Double(number) * 10, for: 1, ending, in: &stream) }
        stream.worker(.heartbeat, at: Self.now - 1, processed: count)
        return stream
    }

    private func run(
        _ id: String, from start: Double, for seconds: Double?, _ ending: TaskEvent.Kind = .succeeded,
        on worker: String = "w1@a", in stream: inout EventStream, _ describe: (inout TaskFacts) -> Void = { _ in }
    ) {
        stream.task(.received, id, on: worker, at: start)
        stream.task(.started, id, on: worker, at: start)
        guard let seconds else { return }
        stream.task(ending, id, on: worker, at: start + seconds) {
            if ending == .succeeded { $0.runtime = seconds }
            describe(&$0)
        }
    }

    private func findings(
        _ stream: EventStream, _ code: Finding.Code, _ evidence: Evidence = Evidence()
    ) -> [Finding] {
        stream.events.snapshot(at: Self.now, evidence: evidence).findings.filter { $0.code == code }
    }

    @Test func findsWhatRunsFarLongerThanUsual() throws {
        var stream = usual()
        run("long", from: Self.now - 100, for: nil, in: &stream)
        run("short", from: Self.now - 9, for: nil, in: &stream)
        let finding = try #require(findings(stream, .taskRunningLong).first)
        #expect(finding.subject == "shop.work" && finding.facts?["seconds"] == .number(100))
        #expect(
            finding.message.text
                == "'shop.work' 'long' has been running for 100 s on 'w1@a', more than 3 times the 1.0 s that 99 of 100 "
                + "runs take")
        #expect(findings(usual(), .taskRunningLong).isEmpty)
        var few = usual(count: 19)
        run("long", from: Self.now - 100, for: nil, in: &few)
        #expect(findings(few, .taskRunningLong).isEmpty)
    }

    /// Its worker dies of it three times.
    @Test func findsAMessageThatIsBegunAgainAndAgain() throws {
        var stream = EventStream()
        for attempt in 0..<3 {
            stream.worker(.online, at: Double(attempt) * 100, pid: attempt, processed: 0)
            run("bad", from: Double(attempt) * 100 + 10, for: nil, in: &stream)
        }
        stream.worker(.online, at: 400, pid: 9, processed: 0)
        let finding = try #require(findings(stream, .poisonMessage).first)
        #expect(finding.facts?["receipts"] == .count(3) && finding.subject == "shop.work")
        #expect(finding.message.text.contains("'bad' of 'shop.work' was received and begun 3 times without success"))
        run("bad", from: 420, for: 1, in: &stream)
        #expect(findings(stream, .poisonMessage).isEmpty)
    }

    @Test func findsAMessageThatKillsItsChildTwice() throws {
        var stream = usual()
        for attempt in 0..<2 {
            run("bad", from: Double(attempt) * 100 + 500, for: 1, .failed, in: &stream) {
                $0.exception = "WorkerLostError('Worker exited prematurely: signal 9 (SIGKILL) Job: 3.')"
            }
        }
        let finding = try #require(findings(stream, .poisonMessage).first)
        #expect(finding.message.text == "message 'bad' of 'shop.work' killed its child process 2 times")
    }

    /// What is fetched and given back by reconnections harms nobody.
    @Test func passesOverWhatNobodyBegan() {
        var stream = EventStream()
        for attempt in 0..<5 {
            stream.worker(.online, at: Double(attempt) * 100, processed: 0)
            stream.task(.received, "eta", at: Double(attempt) * 100 + 10)
        }
        #expect(findings(stream, .poisonMessage).isEmpty)
    }

    @Test(arguments: [(10, 1.0, true), (9, 1, false), (10, 0.4, false)])
    func findsAStormOfRetries(count: Int, seconds: Double, isStorm: Bool) {
        var stream = usual()
        for number in 0..<count {
            run("r\(number)", from: 1000 + Double(number) * 10, for: seconds * 1.2, .retried, in: &stream)
        }
        #expect(findings(stream, .retryStorm).count == (isStorm ? 1 : 0))
    }

    /// Who waits for something by trying again now and then burns nothing, unless that takes a fifth of all slots' time:
    /// here beside 38 s of another type.
    @Test(arguments: [(80, 0.1, false), (120, 0.1, true), (32, 0.25, true), (7, 0.5, false)])
    func tellsAStormFromBriefRetries(count: Int, seconds: Double, isStorm: Bool) {
        var stream = EventStream()
        stream.worker(.heartbeat, at: Self.now - 1, processed: 0)
        for number in 0..<38 { run("u\(number)", from: Double(number) * 10, for: 1, in: &stream) }
        for number in 0..<count {
            let time = 1000 + Double(number) * 10
            stream.task(.received, "r\(number)", at: time) { $0.name = "shop.poll" }
            stream.task(.started, "r\(number)", at: time)
            stream.task(.retried, "r\(number)", at: time + seconds)
        }
        #expect(findings(stream, .retryStorm).count == (isStorm ? 1 : 0))
    }

    /// Two workers execute one message, for 22 seconds at a time.
    @Test func findsWhatIsRunTwiceAtOnce() throws {
        var stream = usual()
        run("twin", from: 2000, for: 32, in: &stream)
        run("twin", from: 2010, for: 30, on: "w2@a", in: &stream)
        let finding = try #require(findings(stream, .taskRunTwice).first)
        #expect(finding.facts?["seconds"] == .number(22) && finding.facts?["task"] == .text("twin"))
        var apart = usual()
        run("twin", from: 2000, for: 22, .failed, in: &apart)
        run("twin", from: 2022.5, for: 30, on: "w2@a", in: &apart)
        #expect(findings(apart, .taskRunTwice).isEmpty)
    }

    /// The clocks of two workers may disagree by twenty seconds; one worker's doesn't with itself.
    @Test(arguments: [(20.0, "w2@a", false), (20.5, "w2@a", true), (1, "w1@a", true), (0.5, "w1@a", false)])
    func believesTwoClocksLessThanOne(overlap: Double, worker: String, isFound: Bool) throws {
        var stream = usual()
        stream.task(.received, "twin", at: 2000)
        stream.task(.received, "twin", on: worker, at: 2000.5)
        stream.task(.started, "twin", at: 2001)
        stream.task(.started, "twin", on: worker, at: 2100 - overlap)
        stream.task(.succeeded, "twin", at: 2100) { $0.runtime = 99 }
        stream.task(.succeeded, "twin", on: worker, at: 2150) { $0.runtime = 50 + overlap }
        let found = findings(stream, .taskRunTwice).map { $0.facts?["seconds"] }
        #expect(found == (isFound ? [.number(overlap)] : []))
    }

    /// Every message of a task that goes in circles is looked at once.
    @Test func looksThroughThousandsOfReceiptsOfOneTask() throws {
        func effort(_ count: Int) throws -> Double {
            var stream = usual()
            for number in 0..<count {
                run("circle", from: 1000 + Double(number) / 100, for: 0.001, .rejected, in: &stream)
            }
            return try processorSeconds {
                let finding = try #require(findings(stream, .poisonMessage).first)
                #expect(finding.facts?["receipts"] == .count(count))
            }
        }
        // Eight times as many take eight times as long; if each were looked at with all others, it were sixty-four.
        let (few, many) = (try effort(625), try effort(5_000))
        #expect(many < 32 * few, "\(many) s and \(few) s")
    }

    /// Its clock is an hour behind ours: what it began just now is not an hour old.
    @Test(arguments: [(-3600.0, 9.0, false), (-3600, 100, true), (3600, 100, true), (3600, 9, false)])
    func readsBeginningsByTheWorkersOwnClock(lead: Double, seconds: Double, isFound: Bool) throws {
        var stream = usual()
        stream.worker(.heartbeat, "w2@a", at: Self.now - 1 + lead, processed: 1, heard: Self.now - 1)
        for kind in [TaskEvent.Kind.received, .started] {
            stream.task(kind, "long", on: "w2@a", at: Self.now - seconds + lead, heard: Self.now - seconds)
        }
        let found = findings(stream, .taskRunningLong)
        #expect(found.map { $0.facts?["seconds"] } == (isFound ? [.number(100)] : []))
    }

    @Test(arguments: [([0.0, 100, 200, 300], true), ([0, 100, 200], false), ([0, 100, 200, 3801], false)])
    func findsAWorkerThatRestartsAgainAndAgain(times: [Double], isFound: Bool) {
        var stream = EventStream()
        for (number, time) in times.enumerated() { stream.worker(.online, at: time, pid: number, processed: 0) }
        let codes = stream.events.snapshot(at: 4000).findings.map(\.code)
        #expect(codes.contains(.workerRestarting) == isFound)
    }

    @Test(arguments: [(40.0, true, true), (40, false, false), (30, true, false)])
    func findsWhatTakesNearlyAsLongAsMessagesStayDelivered(seconds: Double, isLate: Bool, isFound: Bool) {
        var stream = usual()
        for number in 0..<3 { run("l\(number)", from: 1000, for: seconds, in: &stream) }
        var evidence = Evidence()
        evidence.unacknowledged = []
        var answer = WorkerInspection()
        (answer.isAlive, answer.visibilityTimeout) = (true, 48)
        answer.configuration = [NamedValue("task_acks_late", isLate ? "True" : "False")]
        evidence.inspection = Inspection(
            asked: EventStream.at(Self.now - 2), answered: EventStream.at(Self.now - 1), expected: 1,
            workers: [WorkerName("w1@a"): answer])
        #expect(findings(stream, .nearVisibilityTimeout, evidence).count == (isFound ? 1 : 0))
    }

    /// Of a type that two workers execute one acknowledges early: its messages aren't delivered again while it runs.
    @Test(arguments: [("True", 2), ("False", 1), (nil, 1)])
    func tellsTheVisibilityTimeoutOfTypesThatAreAcknowledgedLateAlone(other: String?, types: Int) throws {
        var stream = usual()
        for (id, worker, name) in [("a", "w1@a", "late"), ("b", "w1@a", "both"), ("c", "w2@a", "both")] {
            stream.task(.received, id, on: worker, at: 1000) { $0.name = name }
            stream.task(.started, id, on: worker, at: 1000)
            stream.task(.succeeded, id, on: worker, at: 1040) { $0.runtime = 40 }
        }
        var evidence = Evidence()
        evidence.unacknowledged = []
        evidence.inspection = Inspection(
            asked: EventStream.at(Self.now - 2), answered: EventStream.at(Self.now - 1), expected: 2)
        for (worker, value) in [("w1@a", "True"), ("w2@a", other)] {
            var answer = WorkerInspection()
            (answer.isAlive, answer.visibilityTimeout) = (true, 48)
            answer.configuration = value.map { [NamedValue("task_acks_late", $0)] } ?? []
            evidence.inspection?.workers[WorkerName(worker)] = answer
        }
        let finding = try #require(findings(stream, .nearVisibilityTimeout, evidence).first)
        #expect(finding.facts?["types"] == .count(types))
    }

    @Test(arguments: [(2_881.0, 1), (2_879, 0)])
    func findsAnETABeyondTheVisibilityTimeout(wait: Double, count: Int) {
        var evidence = Evidence()
        var facts = TaskFacts()
        facts.eta = EventStream.at(100 + wait)
        evidence.unacknowledged = [
            UnacknowledgedMessage(task: TaskID("e"), facts: facts, delivered: EventStream.at(100))
        ]
        #expect(findings(EventStream(), .nearVisibilityTimeout, evidence).count == count)
    }

    /// Two workers of one queue that has had work for a minute: one of them begins nothing.
    ///
    /// It may hold messages for a rate limit, or wait for its turn.
    @Test(arguments: [(true, "", ""), (false, "", ""), (false, " [rate_limit=1/h]", ""), (false, "", "true")])
    func findsAWorkerThatIdlesBesideWork(isBusy: Bool, limit: String, single: String) throws {
        var stream = EventStream()
        for second in stride(from: 0.0, through: 60, by: 2) {
            stream.worker(.heartbeat, "idle@a", at: second, processed: isBusy && second > 50 ? 8 : 7, active: 0)
            stream.worker(.heartbeat, "busy@a", at: second, processed: Int(second), active: 1)
        }
        for second in 0..<60 { stream.attempt("t\(second)", on: "busy@a", at: Double(second)) }
        var evidence = Evidence()
        evidence.queues = [0.0, 60].map {
            QueueReading(time: EventStream.at($0), queues: [QueueContent(name: "mail", ready: 5)])
        }
        var answer = WorkerInspection()
        (answer.isAlive, answer.concurrency, answer.queues) = (true, 2, [ConsumedQueue(name: "mail")])
        (answer.active, answer.reserved, answer.scheduled) = ([], [], [])
        answer.registered = ["shop.work" + limit]
        if !single.isEmpty {
            evidence.queues[1].queues[0].settings = [NamedValue("x-single-active-consumer", single)]
        }
        evidence.inspection = Inspection(
            asked: EventStream.at(59), answered: EventStream.at(60), expected: 2,
            workers: [WorkerName("idle@a"): answer, WorkerName("busy@a"): answer])
        let found = stream.events.snapshot(at: 60, evidence: evidence).findings.filter {
            $0.code == .workerIdleBesideWork
        }
        #expect(found.map(\.subject) == (isBusy || limit + single != "" ? [] : ["idle@a"]))
        if let finding = found.first {
            #expect(
                finding.message.text
                    == "'idle@a' has started nothing for 60 s, though 2 slots are free and 'mail' has had messages all "
                    + "that time, 5 of them now")
        }
    }
}
