import Decoding
import TestSupport
import Testing

struct JSONRoundTripTests {
    @Test(arguments: 0..<200 as Range<UInt64>)
    func readsWhatWasWritten(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var parser = JSONParser()
        let value = RandomValue.any(depth: 6, using: &random)
        for escapes in [true, false] {
            #expect(try parser.withParsed(value.json(escapes: escapes).utf8) { RandomValue($0) } == value)
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func readsTheSameAfterMending(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var parser = JSONParser()
        let value = RandomValue.any(depth: 6, using: &random)
        for escapes in [true, false] {
            let json = "[NaN, \(value.json(escapes: escapes))]"
            let read = try parser.withParsed(json.utf8) { $0.elements?.map { RandomValue($0) } }
            #expect(read == [.null, value])
        }
    }
}
