import Testing

@testable import Site

struct AssetTests {
    @Test func putsTheHashBeforeTheEnding() throws {
        let asset = try Asset(name: "site.min.css", bytes: Array("a{}".utf8))
        let hash = ContentHash(Array("a{}".utf8)).hexadecimal
        #expect(asset.file.path == "assets/site.min-\(hash).css")
        #expect(asset.file.bytes == Array("a{}".utf8))
        #expect(asset.reference(depth: 1) == "../assets/site.min-\(hash).css")
        #expect(try Asset(name: "licence", bytes: []).file.path.hasPrefix("assets/licence-"))
    }

    @Test func changesTheNameWithOneBit() throws {
        let one = try Asset(name: "a.js", bytes: [0, 0, 0])
        let other = try Asset(name: "a.js", bytes: [0, 0, 1])
        #expect(one.file.path != other.file.path)
    }

    /// The unfolded hashes are those that FNV's authors publish.
    @Test(arguments: [("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C), ("foobar", 0x8594_4171_F739_67E8)])
    func foldsThePublishedHashes(text: String, published: UInt64) {
        let folded = (published >> 40) ^ (published & 0xFF_FFFF_FFFF)
        let hexadecimal = ContentHash(Array(text.utf8)).hexadecimal
        #expect(hexadecimal.count == 10)
        #expect(UInt64(hexadecimal, radix: 16) == folded)
    }

    @Test func refusesANameThatLeavesItsFolder() {
        #expect(throws: PublishError.self) { try Asset(name: "../../x.css", bytes: []) }
    }
}
