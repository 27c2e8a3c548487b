import Decoding
import Testing

@testable import Brokers

struct AMQPFrameTests {
    @Test func readsWhatItWrites() throws {
        let frames = [
            AMQPFrame(kind: .method, channel: 0, payload: AMQPMethod.close.payload),
            AMQPFrame(kind: .body, channel: 513, payload: Array(repeating: 0xCE, count: 70_000)),
            AMQPFrame(kind: .heartbeat, channel: 0, payload: []),
        ]
        let bytes = frames.flatMap(\.wireFormat)
        var position = 0
        for frame in frames {
            let read = try #require(try AMQPFrame.next(in: bytes, at: &position))
            #expect(read.kind == frame.kind && read.channel == frame.channel && read.payload == frame.payload)
        }
        #expect(try AMQPFrame.next(in: bytes, at: &position) == nil && position == bytes.count)
    }

    @Test func waitsForTheRestOfAFrame() throws {
        let bytes = AMQPFrame(kind: .method, channel: 1, payload: [1, 2, 3, 4]).wireFormat
        for length in 0..<bytes.count {
            var position = 0
            #expect(try AMQPFrame.next(in: Array(bytes.prefix(length)), at: &position) == nil && position == 0)
        }
    }

    @Test(arguments: [
        Array("HTTP/1.1 400".utf8), Array("AMQP\u{0}\u{0}\u{9}\u{1}".utf8), [1, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0],
        [1, 0, 0, 0, 0, 0, 1, 7, 0],
    ])
    func refusesWhatIsNoFrame(_ bytes: [UInt8]) {
        var position = 0
        #expect(throws: AMQPFrame.Violation.self) { try AMQPFrame.next(in: bytes, at: &position) }
    }

    @Test func survivesMethodsOfAnyBytes() {
        let pool = AMQPPool()
        var generator = SystemRandomNumberGenerator()
        for number in [0x000A_000A, 0x000A_001E, 0x0014_0028, 0x0032_000B, 0x003C_003C, 0x000A_003C, 0xFFFF_FFFF] {
            for length in 0..<200 {
                var payload: [UInt8] = []
                payload.append(bigEndian: UInt32(number))
                for _ in 0..<length { payload.append(.random(in: .min ... .max, using: &generator)) }
                // Whatever it is taken for, reading it does no harm.
                _ = AMQPAnswer(payload, pool)
                pool.recycle()
            }
        }
        #expect(AMQPAnswer([0, 10], pool) == nil)
    }

    @Test func putsMessagesTogether() throws {
        let pool = AMQPPool()
        var draft = AMQPMessageDraft(tag: 7, exchange: "celeryev")
        try draft.take(
            header: AMQPMethod.properties(size: 5, headers: [("ticket", .text("t")), ("n", .integer(1))]), pool)
        #expect(draft.message == nil)
        try draft.take(body: Array("he".utf8))
        try draft.take(body: Array("llo".utf8))
        let message = try #require(draft.message)
        #expect(message.tag == 7 && message.ticket == "t" && message.body == Array("hello".utf8))
        #expect(message.form.contentType == "application/json" && message.form.compression == nil)
        #expect(throws: AMQPFrame.Violation.self) { try draft.take(body: [1]) }
    }
}
