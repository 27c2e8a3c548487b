import Testing

@testable import Brokers

struct QueueNoiseTests {
    @Test(arguments: [
        "celeryev.0f1a", "w@h.celery.pidbox", "0f1a.reply.celery.pidbox", "herbarium-1.reply.celery.pidbox", "",
    ])
    func knowsWhatCeleryKeepsForItself(_ queue: String) {
        #expect(QueueNoise(BrokerOptions()).contains(queue: queue))
    }

    @Test(arguments: ["celery", "celeryevents", "pidbox", "mail.pidbox", "reply", "celery.pidbox.x"])
    func leavesOthersAlone(_ queue: String) {
        #expect(!QueueNoise(BrokerOptions()).contains(queue: queue))
    }

    @Test func knowsWhereMessagesWaitForTheirTime() {
        let noise = QueueNoise(BrokerOptions())
        #expect(["celery_delayed_0", "celery_delayed_27"].allSatisfy(noise.isDelay))
        #expect(
            !["celery_delayed_", "celery_delayed_x", "celery", "my_celery_delayed_1"].contains(where: noise.isDelay))
    }

    @Test func followsTheNamesOfTheExchanges() {
        var options = BrokerOptions()
        options.eventExchange = "ev"
        options.controlExchange = "shop.pidbox"
        let noise = QueueNoise(options)
        #expect(noise.contains(queue: "w@h.shop.pidbox"))
        #expect(noise.contains(queue: "ev.1"))
        #expect(!noise.contains(queue: "w@h.celery.pidbox"))
        #expect(noise.contains(exchange: "reply.shop.pidbox"))
        #expect(!noise.contains(exchange: "celery"))
    }
}
