import Testing

@testable import Brokers

struct GunzipTests {
    /// What `gzip -n` makes of "herbarium" and a line break.
    private let member: [UInt8] = [
        0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0xcb, 0x48, 0x2d, 0x4a, 0x4a, 0x2c, 0xca, 0x2c,
        0xcd,
        0xe5, 0x02, 0x00, 0xae, 0xa2, 0x3a, 0xa1, 0x0a, 0x00, 0x00, 0x00,
    ]

    private func inflate(_ bytes: [UInt8], limit: Int = 1000) throws -> String {
        String(decoding: try bytes.withUnsafeBytes { try Gunzip.inflate($0, limit: limit) }, as: UTF8.self)
    }

    @Test func unpacksOneMemberOrSeveral() throws {
        #expect(try inflate(member) == "herbarium\n")
        #expect(try inflate(member + member + member) == "herbarium\nherbarium\nherbarium\n")
    }

    @Test func noticesEveryTruncation() {
        for count in 0..<member.count {
            #expect(throws: Gunzip.Flaw.truncated) { try inflate(Array(member[..<count])) }
        }
    }

    @Test func noticesDamageAndOtherFormats() {
        for index in [0, 1, 2, 22, 26] {
            var damaged = member
            damaged[index] ^= 0x10
            #expect(throws: Gunzip.Flaw.notGzip) { try inflate(damaged) }
        }
        #expect(throws: Gunzip.Flaw.notGzip) { try inflate(Array("{\"type\": \"worker-online\"}".utf8)) }
        #expect(throws: Gunzip.Flaw.notGzip) { try inflate(member + [1, 2, 3]) }
    }

    @Test func stopsAtItsLimit() throws {
        #expect(throws: Gunzip.Flaw.tooLarge(limit: 9)) { try inflate(member, limit: 9) }
        #expect(try inflate(member, limit: 10) == "herbarium\n")
    }
}
