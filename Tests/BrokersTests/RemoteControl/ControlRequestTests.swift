import Celery
import Testing

@testable import Brokers
@testable import Decoding

struct ControlRequestTests {
    private let address = ControlRequest.ReplyAddress(exchange: "reply.\"é\\\u{6}\u{16}", routingKey: "k\n")

    @Test func saysWhatKombuReads() throws {
        let request = ControlRequest(.ping, replyTo: address)
        var parser = JSONParser()
        let told = try parser.withParsed(request.body) { node throws(DecodingFailure) in
            [
                node["method"]?.string, node["ticket"]?.string, node["reply_to"]?["exchange"]?.string,
                node["reply_to"]?["routing_key"]?.string,
            ]
        }
        #expect(told == ["ping", request.ticket, address.exchange, address.routingKey])
    }

    @Test func travelsInAnEnvelopeThatOpensToItself() throws {
        let request = ControlRequest(.conf, replyTo: address)
        let envelope = request.envelope(
            exchange: "shop\".pidbox", expires: Instant(microseconds: 1_700_000_000_250_000))
        var decoder = MessageDecoder()
        #expect(try decoder.body(of: Array(envelope.utf8)) == request.body)
        #expect(envelope.contains(#""expires": 1700000000.25"#))
        #expect(envelope.contains(#""exchange": "shop\".pidbox""#))
    }

    @Test func asksForNoAnswerToAnOrder() {
        let body = String(decoding: ControlRequest(order: "enable_events").body, as: UTF8.self)
        #expect(body.contains("enable_events"))
        #expect(!body.contains("ticket") && !body.contains("reply_to"))
    }

    @Test func givesEachQuestionATicketOfItsOwn() {
        let tickets = (0..<100).compactMap { _ in ControlRequest(.ping, replyTo: address).ticket }
        #expect(Set(tickets).count == 100)
        #expect(
            tickets.allSatisfy { $0.utf8.count == 36 && $0.split(separator: "-").map(\.count) == [8, 4, 4, 4, 12] })
    }

    @Test func asksForArgumentsInTheCallersWords() {
        let active = String(decoding: ControlRequest(.active, replyTo: address).body, as: UTF8.self)
        #expect(active.contains(#""arguments": {"safe": true}"#) && active.contains(#""destination": null"#))
        let chosen = ControlRequest(.reserved, to: [WorkerName("a\"@h"), WorkerName("b@h")], replyTo: address)
        #expect(String(decoding: chosen.body, as: UTF8.self).contains(#""destination": ["a\"@h", "b@h"]"#))
    }
}
