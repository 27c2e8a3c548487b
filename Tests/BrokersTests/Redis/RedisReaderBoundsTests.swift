import Testing

@testable import Brokers

/// No reply is larger than anything we ask for, however it is sent.
struct RedisReaderBoundsTests {
    private func feed(_ text: String, to reader: RedisReader) throws {
        try Array(text.utf8).withUnsafeBytes { try reader.feed($0) }
    }

    @Test(arguments: ["$2000000000\r\n", "*2\r\n$1\r\na\r\n$300000000\r\nabc", "$99999999999999999999\r\n"])
    func refusesATextThatIsAnnouncedAsTooLarge(text: String) throws {
        let reader = RedisReader()
        #expect(throws: RedisReader.Violation.self) {
            try feed(text, to: reader)
            while try reader.next() != nil {}
        }
    }

    @Test func refusesALineWithoutEnd() throws {
        let reader = RedisReader()
        let piece = String(repeating: "x", count: 1 << 12)
        try feed("+", to: reader)
        #expect(throws: RedisReader.Violation.self) {
            for _ in 0...16 {
                try feed(piece, to: reader)
                #expect(try reader.next() == nil)
            }
        }
    }

    @Test func takesAnyNumberOfSmallReplies() throws {
        let reader = RedisReader()
        let piece = String(repeating: "+OK\r\n", count: 100_000)
        var count = 0
        for _ in 0..<10 {
            try feed(piece, to: reader)
            while try reader.next() != nil { count += 1 }
        }
        #expect(count == 1_000_000)
    }

    @Test func takesALargeTextInPieces() throws {
        let reader = RedisReader()
        let piece = String(repeating: "x", count: 1 << 20)
        try feed("$\(4 << 20)\r\n", to: reader)
        for _ in 0..<4 {
            #expect(try reader.next() == nil)
            try feed(piece, to: reader)
        }
        try feed("\r\n", to: reader)
        #expect(try reader.next()?.bytes?.count == 4 << 20)
    }
}
