import Celery
import Testing

@testable import Brokers

/// Whose events are believed where several clusters use one server.
struct EventChannelsTests {
    private static func event(_ sender: String, _ id: String) -> Event {
        let now = Instant(microseconds: 0)
        let origin = EventOrigin(sender: sender, timestamp: now, clock: 1, processID: 1, heard: now)
        return .task(TaskEvent(.sent, task: TaskID(id), origin: origin, facts: TaskFacts()))
    }

    private static func ids(_ events: [Event]) -> [String] {
        events.compactMap { event in
            if case .task(let event) = event { event.task.description } else { nil }
        }
    }

    private var channels = EventChannels(common: "shop:celeryev", bound: [WorkerName("w1@a")])

    @Test(arguments: [
        ("shop:celeryev", true), ("shop:celeryev/worker.heartbeat", true), ("shop:celeryevents", false),
        ("shop:/0.celeryev", false), ("celeryev", false), ("", false),
    ])
    func knowsTheCommonChannels(name: String, isCommon: Bool) {
        #expect(channels.isCommon(Array(name.utf8)) == isCommon)
    }

    @Test mutating func holdsBackWhatIsCommonUntilABoundWorkerSpeaksThere() {
        #expect(channels.admit([Self.event("gen1@x", "a")], isCommon: true).isEmpty)
        let admitted = channels.admit([Self.event("gen1@x", "b"), Self.event("w1@a", "c")], isCommon: true)
        #expect(Self.ids(admitted) == ["a", "b", "c"])
        #expect(Self.ids(channels.admit([Self.event("gen1@x", "d")], isCommon: true)) == ["d"])
    }

    @Test mutating func dropsWhatIsCommonOnceAnybodySpokeOnOurOwn() {
        #expect(channels.admit([Self.event("gen1@x", "a")], isCommon: true).isEmpty)
        #expect(Self.ids(channels.admit([Self.event("gen2@x", "b")], isCommon: false)) == ["b"])
        #expect(channels.admit([Self.event("w1@a", "c")], isCommon: true).isEmpty)
    }

    @Test func findsOutThatWorkersCameUpMeanwhile() {
        var channels = EventChannels(common: "celeryev", bound: [])
        #expect(!channels.isWaiting)
        #expect(channels.admit([Self.event("w1@a", "a")], isCommon: true).isEmpty)
        #expect(channels.isWaiting && channels.learn([WorkerName("w2@b")]).isEmpty && channels.isWaiting)
        #expect(Self.ids(channels.learn([WorkerName("w1@a")])) == ["a"])
        #expect(!channels.isWaiting && Self.ids(channels.admit([Self.event("gen", "b")], isCommon: true)) == ["b"])
    }

    @Test func believesNothingThatIsCommonWhereWorkersCannotBeKnown() {
        for isKnownFirst in [true, false] {
            var channels = EventChannels(common: "celeryev", bound: isKnownFirst ? [] : nil)
            #expect(channels.admit([Self.event("w1@a", "a")], isCommon: true).isEmpty)
            if isKnownFirst { #expect(channels.learn(nil).isEmpty) }
            #expect(!channels.isWaiting && channels.admit([Self.event("w1@a", "b")], isCommon: true).isEmpty)
            #expect(Self.ids(channels.admit([Self.event("w1@a", "c")], isCommon: false)) == ["c"])
        }
    }
}
