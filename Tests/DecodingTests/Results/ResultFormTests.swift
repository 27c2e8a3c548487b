import Testing

@testable import Decoding

/// A result that isn't JSON is named by what wrote it, and never unpacked.
struct ResultFormTests {
    /// The first bytes of what Celery stores by each of its serializers, and of what 5.7 compresses.
    @Test(
        arguments: [
            ([0x80, 5, 0x95, 1], .resultSerializer("pickle")),
            ([0x80, 2, 0x7d], .resultSerializer("pickle")),
            ([0x86, 0xa6] + Array("status".utf8), .resultSerializer("msgpack")),
            ([0xde, 0, 0x10], .resultSerializer("msgpack")),
            (Array("children: []\ndate_done: 2026".utf8), .resultSerializer("yaml")),
            (Array("\0celery-compressed\0application/x-gzip\0\u{1f}".utf8), .resultCompression("application/x-gzip")),
        ] as [([UInt8], DecodingFailure)])
    func namesTheSerializer(_ value: [UInt8], expected: DecodingFailure) {
        var decoder = ResultDecoder()
        #expect(throws: expected) { try decoder.decode(value) }
    }

    @Test func saysOnlyWhatTheFormIs() {
        #expect(
            DecodingFailure.resultSerializer("pickle").description
                == "cannot read a result stored by 'pickle'; only JSON is read")
    }
}
