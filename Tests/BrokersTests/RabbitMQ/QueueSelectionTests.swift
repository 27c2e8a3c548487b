import Celery
import Decoding
import Testing

@testable import Brokers

struct QueueSelectionTests {
    /// A virtual host as the management API lists it.
    private func queues(_ items: String...) throws -> [ManagedQueue] {
        var decoder = ManagementDecoder(now: .now)
        return try decoder.queues(Array(#"{"items": [\#(items.joined(separator: ","))]}"#.utf8)).queues
    }

    private func selection(
        _ queues: [ManagedQueue], consumed: Set<ExactText> = [], events: Set<ExactText> = []
    ) -> QueueSelection {
        QueueSelection(queues, consumed: consumed, events: events, internalQueues: InternalQueues(BrokerOptions()))
    }

    @Test func leavesOutWhateverTakesEvents() throws {
        let all = try queues(
            #"{"name": "mail"}"#, #"{"name": "flower.1"}"#, #"{"name": "tap"}"#, #"{"name": "celeryev.1"}"#,
            #"{"name": "mine", "exclusive": true}"#, #"{"name": "w@h.celery.pidbox"}"#)
        #expect(selection(all, events: ["flower.1", "tap"]).contents.map(\.name) == ["mail"])
        // What a worker takes tasks from is shown, whatever it is bound to.
        #expect(
            selection(all, consumed: ["tap"], events: ["flower.1", "tap"]).contents.map(\.name) == ["mail", "tap"])
    }

    @Test func sumsWhatWaitsForItsTime() throws {
        let all = try queues(
            #"{"name": "celery_delayed_0", "messages_ready": 2, "consumers": 0}"#,
            #"{"name": "celery_delayed_9", "messages_ready": 5, "consumers": 0}"#,
            #"{"name": "shop_celery_delayed_3", "messages_ready": 1, "consumers": 0}"#,
            #"{"name": "idle_celery_delayed_3", "messages_ready": 0}"#, #"{"name": "mail", "messages_ready": 0}"#)
        let found = selection(all)
        #expect(found.contents.map(\.name) == ["mail", "celery_delayed", "shop_celery_delayed"])
        #expect(found.contents.map(\.ready) == [0, 7, 1])
        #expect(found.contents.map(\.role) == [.tasks, .delay, .delay])
        #expect(found.contents.map(\.levels) == [[:], [0: 2, 9: 5], [3: 1]])
        #expect(found.contents.map(\.consumers) == [nil, nil, nil])
        #expect(found.queues.map(\.name) == ["mail"])
    }

    @Test func knowsNoSumOfWhatIsNotCounted() throws {
        let all = try queues(#"{"name": "celery_delayed_0", "messages_ready": 2}"#, #"{"name": "celery_delayed_1"}"#)
        #expect(selection(all).contents.map(\.ready) == [nil])
    }
}
