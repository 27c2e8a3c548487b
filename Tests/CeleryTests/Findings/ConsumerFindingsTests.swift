import Celery
import TestSupport
import Testing

/// What about those who consume one queue needs attention, and what doesn't.
struct ConsumerFindingsTests {
    private static let now = 400.0

    /// A worker that holds two messages behind one execution, and another one that answers as it is told.
    private func findings(
        _ describe: (inout Evidence, inout EventStream) -> Void = { _, _ in }
    ) -> [Finding] {
        var stream = EventStream()
        for worker in ["full@a", "other@a"] {
            for second in stride(from: 0.0, through: Self.now - 2, by: 2) {
                stream.worker(.heartbeat, worker, at: second, processed: 0, active: 0)
            }
        }
        var evidence = Evidence()
        evidence.inspection = Inspection(
            asked: EventStream.at(Self.now - 2), answered: EventStream.at(Self.now - 1), expected: 2, isComplete: true)
        var full = WorkerInspection()
        (full.isAlive, full.concurrency, full.queues) = (true, 1, [ConsumedQueue(name: "mail")])
        var other = full
        full.active = [HeldTask(task: TaskID("long"), started: EventStream.at(100))]
        full.reserved = [HeldTask(task: TaskID("a")), HeldTask(task: TaskID("b"))]
        (other.active, other.reserved) = ([], [])
        evidence.inspection?.workers = [WorkerName("full@a"): full, WorkerName("other@a"): other]
        evidence.queues = [
            QueueReading(time: EventStream.at(Self.now - 1), queues: [QueueContent(name: "mail", ready: 0)])
        ]
        describe(&evidence, &stream)
        let codes: Set<Finding.Code> = [.prefetchedBehindLong, .consumersDiffer]
        return stream.events.snapshot(at: Self.now, evidence: evidence).findings.filter { codes.contains($0.code) }
    }

    private static let (full, other) = (WorkerName("full@a"), WorkerName("other@a"))
    private static let waits = "2 tasks fetched by 'full@a' wait behind one that has been running for at least 5 min"

    @Test func tellsOfWorkThatWasFetchedAndAnotherWorkerCouldBegin() throws {
        let finding = try #require(findings().first)
        #expect(finding.severity == .warning && finding.facts?["free_worker"] == .text("other@a"))
        #expect(finding.message.text == Self.waits + "; 'other@a', which takes from 'mail', too, has a free slot")
        let several = findings { evidence, _ in
            for worker in [Self.full, Self.other] {
                evidence.inspection?.workers[worker]?.queues?.append(ConsumedQueue(name: "post"))
            }
        }
        #expect(
            several.first?.message.text.hasSuffix("; 'other@a', which takes from the same queues, has a free slot")
                == true)
    }

    /// Nobody else has room, takes from the queue, or is given anything of it, as far as is known.
    @Test(arguments: ["busy", "reserved", "elsewhere", "partly", "silent", "single", "alone"])
    func onlyNotesWhatNobodyElseCouldBegin(_ fate: String) throws {
        let found = findings { evidence, stream in
            switch fate {
            case "busy": evidence.inspection?.workers[Self.other]?.active = [HeldTask(task: TaskID("x"))]
            case "reserved": evidence.inspection?.workers[Self.other]?.reserved = [HeldTask(task: TaskID("x"))]
            case "elsewhere": evidence.inspection?.workers[Self.other]?.queues = [ConsumedQueue(name: "images")]
            // A message of which nobody knows the queue may be of the one that the other doesn't take from.
            case "partly": evidence.inspection?.workers[Self.full]?.queues?.append(ConsumedQueue(name: "images"))
            case "silent": evidence.inspection?.workers[Self.other]?.reserved = nil
            case "single":
                evidence.queues[0].queues[0].settings = [NamedValue("x-single-active-consumer", "true")]
            default: evidence.inspection?.workers[Self.other] = nil
            }
        }
        #expect(found.map(\.severity) == [.note] && found.first?.message.text == Self.waits)
    }

    /// A sender told of which queue a message is.
    @Test func knowsTheQueueOfAMessageByItsSender() throws {
        let found = findings { evidence, stream in
            evidence.inspection?.workers[Self.full]?.queues?.append(ConsumedQueue(name: "images"))
            stream.task(.sent, "b", on: "producer", at: 50) { ($0.name, $0.queue) = ("shop.mail", "mail") }
        }
        #expect(
            found.first?.message.text.hasSuffix("; 'other@a', which takes from 'mail', too, has a free slot") == true)
    }

    @Test func holdsNobodyUpWhoHasASlotLeft() {
        let free = findings { evidence, _ in evidence.inspection?.workers[Self.full]?.concurrency = 2 }
        let brief = findings { evidence, _ in
            evidence.inspection?.workers[Self.full]?.active?[0].started = EventStream.at(Self.now - 59)
        }
        #expect(free.isEmpty && brief.isEmpty)
    }

    private func idle(_ evidence: inout Evidence) {
        evidence.inspection?.workers[Self.full]?.active = []
        evidence.inspection?.workers[Self.full]?.reserved = []
    }

    /// What one of them doesn't know, the limits behind a name apart.
    @Test(
        arguments: [(nil, Finding.Severity.note), ("images", .note), ("mail", .warning)]
            as [(String?, Finding.Severity)])
    func tellsWhatOneOfThemDoesNotKnow(sentTo queue: String?, severity: Finding.Severity) throws {
        let found = findings { evidence, stream in
            idle(&evidence)
            evidence.inspection?.workers[Self.full]?.registered = [
                "shop.mail", "shop.pay [rate_limit=1/s]", "shop.new",
            ]
            evidence.inspection?.workers[Self.other]?.registered = ["shop.mail [rate_limit=1/m]", "shop.pay"]
            for worker in [Self.full, Self.other] {
                evidence.inspection?.workers[worker]?.queues?.append(ConsumedQueue(name: "post"))
            }
            if let queue {
                stream.task(.sent, "t", on: "producer", at: 50) { ($0.name, $0.queue) = ("shop.new", queue) }
            }
        }
        #expect(found.map(\.subject) == ["mail"] && found.map(\.severity) == [severity])
        let text = try #require(found.first).message.text
        #expect(
            text.hasPrefix(
                "consumers of queue 'mail' and of 1 other queue differ: 'other@a' doesn't know 'shop.new', which 'full@a' does"
            )
        )
        #expect(text.contains("fails") == (severity == .warning))
    }

    @Test func tellsDifferentVersions() throws {
        let found = findings { evidence, stream in
            idle(&evidence)
            for (worker, version) in [("full@a", "5.10.0"), ("other@a", "5.7.0")] {
                let software = Software(name: "py-celery", version: version, system: "Linux")
                stream.worker(.heartbeat, worker, at: Self.now - 1, processed: 0, active: 0, software: software)
            }
        }
        #expect(
            found.map(\.message.text) == [
                "consumers of queue 'mail' run 2 versions of Celery: 'other@a' '5.7.0', 'full@a' '5.10.0'"
            ])
    }

    /// Who didn't answer now isn't known to know less, and those of different queues may differ.
    @Test func comparesOnlyWhatIsKnown() {
        let untold = findings { evidence, _ in
            idle(&evidence)
            evidence.inspection?.workers[Self.full]?.registered = ["shop.new"]
        }
        let elsewhere = findings { evidence, _ in
            idle(&evidence)
            evidence.inspection?.workers[Self.full]?.registered = ["shop.new"]
            evidence.inspection?.workers[Self.other]?.registered = []
            evidence.inspection?.workers[Self.other]?.queues = [ConsumedQueue(name: "images")]
        }
        #expect(untold.isEmpty && elsewhere.isEmpty)
    }
}
