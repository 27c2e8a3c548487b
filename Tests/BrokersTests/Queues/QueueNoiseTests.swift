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
