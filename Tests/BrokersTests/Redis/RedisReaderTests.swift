import Testing

@testable import Brokers

struct RedisReaderTests {
    private func replies(_ text: String) throws -> [RedisReply] {
        let reader = RedisReader()
        var replies: [RedisReply] = []
        try Array(text.utf8).withUnsafeBytes { try reader.feed($0) }
        while let reply = try reader.next() { replies.append(reply) }
        return replies
    }

    @Test func readsArraysInArrays() throws {
        #expect(
            try replies("*3\r\n*2\r\n:1\r\n*0\r\n$1\r\na\r\n*-1\r\n+OK\r\n") == [
                .array([.array([.integer(1), .array([])]), .bytes(Array("a".utf8)), .null]), .status("OK"),
            ])
    }

    @Test(arguments: ["*888888880\r\n", "*2\r\n*888888880\r\n", "*1000001\r\n:1\r\n"])
    func makesNoRoomForMoreThanAnybodyAsksFor(text: String) {
        #expect(throws: RedisReader.Violation.self) { try replies(text) }
    }

    /// A status may hold what ends other lines, and digits behind it; nothing comes of where it is cut.
    @Test func readsTheSameWhereverItIsCut() throws {
        let text = "+1111111111111\n1111\r\n:99\r\n$3\r\na\nb\r\n"
        let bytes = Array(text.utf8)
        let whole = try replies(text)
        #expect(whole.count == 3)
        for cut in bytes.indices {
            let reader = RedisReader()
            var read: [RedisReply] = []
            for part in [bytes[..<cut], bytes[cut...]] {
                try Array(part).withUnsafeBytes { try reader.feed($0) }
                while let reply = try reader.next() { read.append(reply) }
            }
            #expect(read == whole, "cut at \(cut)")
        }
    }
}
