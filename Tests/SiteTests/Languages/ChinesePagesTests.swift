import Report
import SnapshotFile
import Templating
import TestSupport
import Testing

@testable import Celery
@testable import Site

struct ChinesePagesTests {
    private static let chinese = Result { () throws(SiteError) in
        try SiteBuilder(templates: BuiltInTemplates.all, language: .chinese, recorder: recorder)
    }
    private static let recorder = CatalogueRecorder()

    private static func pages(
        of snapshot: Snapshot, _ options: SiteOptions = SiteOptions()
    ) throws -> [String: String] {
        let files = try chinese.get().files(for: snapshot, zone: .utc, options: options)
        return Dictionary(uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
    }

    private static var catalogue: Catalogue {
        Catalogue(BuiltInTemplates.all.filter { $0.name == Language.chinese.catalogue }, recorder: recorder)
    }

    /// What of a text would be read as English: words in small letters that are no terms of Celery's.
    private static func english(in text: String) -> [String] {
        let kept: Set<String> = [
            "worker", "broker", "task", "args", "kwargs", "chord", "header", "body", "traceback", "solo", "tap", "json",
            "value", "token",
        ]
        return text.split { !$0.isASCII || !$0.isLetter && $0 != "_" }.map(String.init).filter { word in
            word.count > 2 && word.allSatisfy(\.isLowercase) && !kept.contains(word)
        }
    }

    /// What the sample says, and nobody else does.
    private static let madeUp = [
        "did not", "solo workers are", "ot asked for", "4 of 5 workers answered;", "in flight", "shop-prod", "urn:uuid",
    ]

    @Test func canBeReadWhole() {
        #expect(Self.catalogue.mistakes.map(\.description) == [])
        #expect(Self.catalogue.keys.count > 800)
    }

    /// Pages of a cluster with everything, against another; of one without anything; and of none that listened.
    @Test func tellsEveryWordOfEveryPage() throws {
        var options = SiteOptions()
        let sample = SampleSnapshot(taskCount: 8).snapshot
        options.baseline = sample
        options.baseline?.taskTypes[0].counts[.failed] = 9_000
        options.baseline?.queues[0].ready = 77
        options.baseline?.failures.removeLast()
        var bare = sample
        bare.tasks = []
        bare.workers = []
        bare.queues = []
        bare.findings = []
        bare.incidents = []
        bare.failures = []
        bare.taskTypes = []
        bare.series = []
        bare.coverage.watched = []
        var sites = try [Self.pages(of: sample, options), Self.pages(of: bare)]
        sites.append(try Self.pages(of: SampleSnapshot(taskCount: 1).withBareTasks(120)))
        for site in sites {
            #expect(site["index.html"]?.contains("<html lang=\"zh-Hans\">") == true)
            #expect(site["tasks.html"]?.contains("<th scope=\"col\" class=\"l\" data-key=\"name\">名称") == true)
            #expect(site["data/snapshot.json"]?.contains("需要关注") == false)
        }
        let missing = Self.recorder.missing.filter { text in
            Self.english(in: text).count > 1 && !Self.madeUp.contains(where: text.contains)
        }
        #expect(missing.sorted() == [])
    }

    /// The English site is another only in what it says.
    @Test func leavesTheDataAsItIs() throws {
        let snapshot = SampleSnapshot(taskCount: 8).snapshot
        let chinese = try Self.pages(of: snapshot)
        let english = try SiteBuilder.builtIn.get().files(for: snapshot, zone: .utc)
        for file in english where file.path.hasPrefix("data/") {
            #expect(chinese[file.path] == String(decoding: file.bytes, as: UTF8.self), "\(file.path)")
        }
        #expect(Set(english.map(\.path)).subtracting(chinese.keys).allSatisfy { $0.hasPrefix("assets/") })
    }

    @Test(arguments: findings) func tellsEachFinding(finding: Finding) {
        let told = Self.catalogue.told(finding.message)
        #expect(Self.english(in: told.words) == [], "\(finding.message.text)")
        let names = { (phrase: Phrase) in
            phrase.parts.compactMap { part -> String? in
                switch part {
                case .words: nil
                case .name(let text), .place(let text), .quote(let text), .unparted(let text): text
                case .time(let time): time.iso8601
                }
            }.sorted()
        }
        #expect(names(told) == names(finding.message))
    }

    /// One for each way in which each finding is told.
    private static let findings: [Finding] = {
        let worker = WorkerName("celery@w1")
        let task = TaskID("6f2c3b1e-0000-4000-8000-000000000001")
        let now = SampleSnapshot.captured
        let growth = QueueGrowth(rate: 12, stretch: 58)
        return [
            .queueWithoutConsumer("mail", ready: 1), .queueWithoutConsumer("mail", ready: 4_102),
            .queuesWithoutConsumer(3, messages: 9, fullest: [("a", 4), ("b", 3), ("c", 2)]),
            .deadLetters("dead", ready: 4),
            .queueGrowing("mail", ready: 30, growth: growth, peak: nil),
            .queueGrowing("mail", ready: 30, growth: growth, peak: 90),
            .consumersStalled("mail", ready: 9, consumers: 1, free: 1, slots: 4, seconds: 200),
            .consumersSilent("mail", ready: 9, consumers: 2, silent: [worker], mayBeBusy: true, seconds: 90),
            .consumersSilent("mail", ready: 9, consumers: 2, silent: [worker, worker], mayBeBusy: false, seconds: 90),
            .unacknowledgedGrowing("mail", count: 30, growth: 4),
            .messagesUnseen("mail", counted: 3.2, readings: 4, told: 1.1, messages: 9),
            .messagesUnclaimed("mail", count: 1, redelivery: nil),
            .messagesUnclaimed("mail", count: 8, redelivery: now),
            .workerOffline(worker, saidGoodbye: true, since: now),
            .workerOffline(worker, saidGoodbye: false, since: now),
            .workerUnknown(worker), .workersUnheard, .workerSilent(worker, for: 90, active: 0, since: now),
            .workerSilent(worker, for: 9_000, active: 2, since: now),
            .attemptsMadeGood(worker, lost: 1), .attemptsMadeGood(worker, lost: 4),
            .attemptsLost(worker, lost: 4, comingBack: 3, gone: 1, redelivery: now),
            .attemptsLost(worker, lost: 1, comingBack: 0, gone: 0, redelivery: nil),
            .eventsOff(worker), .eventsOff(ended: 5, whileListening: 2), .eventsOff(ended: 5, whileListening: 0),
            .workerTwins(worker), .clockSkew(worker, lead: 90), .clockSkew(worker, lead: -5),
            .executionsUnseen(worker, unseen: 2, of: 9, margin: nil),
            .executionsUnseen(worker, unseen: 2, of: 9, margin: 3),
            .executionsUntold(worker, active: 4, untold: 2), .executionsUntold(worker, active: 4, untold: 4),
            .prefetchedBehindLong(worker, reserved: 1, active: 1, seconds: 700),
            .prefetchedBehindLong(worker, reserved: 8, active: 4, seconds: 700), .noWorkers,
            .runningLong("a.b", task: task, on: worker, seconds: 700, p99: 4.21, tasks: 1),
            .runningLong("a.b", task: task, on: worker, seconds: 700, p99: 40, tasks: 3),
            .poison("a.b", task: task, receipts: 4, killed: 0, messages: 1),
            .poison(nil, task: task, receipts: 4, killed: 3, messages: 1),
            .poison("a.b", task: task, receipts: 4, killed: 0, messages: 4),
            .retryStorm("a.b", retried: 1, seconds: 80, of: 100),
            .runTwice("a.b", task: task, seconds: 4.2, tasks: 1), .runTwice(nil, task: task, seconds: 90, tasks: 3),
            .nearVisibilityTimeout("a.b", p99: 3_000, timeout: 3_600, types: 1),
            .nearVisibilityTimeout("a.b", p99: 3_000, timeout: 3_600, types: 3),
            .etaNearVisibilityTimeout(1, longest: 4_000, timeout: 3_600),
            .workerIdle(worker, queue: "mail", ready: 4, free: 1, seconds: 200),
            .workerRestarting(worker, restarts: 4, last: now),
            .chordStuck(task, of: nil, since: now, count: 1), .chordStuck(task, of: "a.b", since: now, count: 3),
            .typeFailing("a.b", failed: 26, ended: 338, mostly: nil),
            .typeFailing("a.b", failed: 26, ended: 338, mostly: "KeyError"),
            .taskUnregistered("a.b", messages: 2, workers: [worker]), .taskUnregistered(nil, messages: 1, workers: []),
            .negativeWaits(1, clocksDisagreeBy: nil), .negativeWaits(4, clocksDisagreeBy: 3),
            .attemptsUnaccounted(1), .attemptsUnaccounted(4), .resultsPlain(3, of: 9),
        ]
    }()
}

extension Phrase {
    /// The words of ours alone.
    fileprivate var words: String {
        parts.map { if case .words(let words) = $0 { words } else { " " } }.joined()
    }
}
