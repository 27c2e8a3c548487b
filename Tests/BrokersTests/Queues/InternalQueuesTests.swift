import Celery
import Testing

@testable import Brokers

struct InternalQueuesTests {
    @Test(arguments: [
        "celeryev.0f1a", "w@h.celery.pidbox", "0f1a.reply.celery.pidbox", "herbarium-1.reply.celery.pidbox", "",
    ])
    func knowsWhatCeleryKeepsForItself(_ queue: String) {
        #expect(InternalQueues(BrokerOptions()).contains(queue: queue))
    }

    @Test(arguments: ["celery", "celeryevents", "pidbox", "mail.pidbox", "reply", "celery.pidbox.x"])
    func leavesOthersAlone(_ queue: String) {
        #expect(!InternalQueues(BrokerOptions()).contains(queue: queue))
    }

    @Test(
        arguments: [
            ("celery_delayed_0", "celery_delayed"), ("celery_delayed_27", "celery_delayed"),
            ("shop_celery_delayed_9", "shop_celery_delayed"), ("celery_delayed_", nil), ("celery_delayed_28", nil),
            ("celery_delayed_x", nil), ("celery_delayed_07", nil), ("celery", nil), ("celery_delayed", nil),
        ] as [(String, String?)])
    func knowsWhereMessagesWaitForTheirTime(_ queue: String, set: String?) {
        #expect(InternalQueues.delays(of: queue) == set)
    }

    @Test func takesNoQueueOfAnswersForAWorker() {
        let internalQueues = InternalQueues(BrokerOptions())
        #expect(internalQueues.worker(ofControlQueue: "w@h.celery.pidbox") == WorkerName("w@h"))
        #expect(internalQueues.worker(ofControlQueue: "w@h.reply.celery.pidbox") == WorkerName("w@h.reply"))
        #expect(internalQueues.worker(ofControlQueue: "0f1a-77.reply.celery.pidbox") == nil)
    }

    @Test func followsTheNamesOfTheExchanges() {
        var options = BrokerOptions()
        options.eventExchange = "ev"
        options.controlExchange = "shop.pidbox"
        let internalQueues = InternalQueues(options)
        #expect(internalQueues.contains(queue: "w@h.shop.pidbox"))
        #expect(internalQueues.contains(queue: "ev.1"))
        #expect(!internalQueues.contains(queue: "w@h.celery.pidbox"))
        #expect(internalQueues.contains(exchange: "reply.shop.pidbox"))
        #expect(!internalQueues.contains(exchange: "celery"))
    }
}
