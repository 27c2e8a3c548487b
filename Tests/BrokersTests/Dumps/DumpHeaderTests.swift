import Celery
import Testing

@testable import Brokers

struct DumpHeaderTests {
    private func header(_ start: String, _ fields: [[UInt8]] = []) throws(DumpFlaw) -> DumpHeader {
        let bytes = Array(start.utf8) + fields.flatMap { [0xFA] + $0 } + [0xFE, 0x00]
        return try DumpHeader(bytes[...])
    }

    private func text(_ text: String) -> [UInt8] { [UInt8(text.utf8.count)] + Array(text.utf8) }

    @Test func tellsWhoSavedWhatAndWhen() throws {
        let header = try header(
            "REDIS0010",
            [
                text("redis-ver") + text("7.0.15"), text("redis-bits") + [0xC0, 0x40],
                text("ctime") + [0xC2, 0x47, 0x0B, 0x0A, 0x6B], text("used-mem") + [0xC2, 0x58, 0x22, 0x55, 0x00],
                text("aof-base") + [0xC0, 0x00],
            ])
        #expect(header.version == 10)
        #expect(header.server == "Redis 7.0.15")
        #expect(header.saved == Instant(seconds: 1_795_820_359))
        #expect(header.memory == 5_579_352)
    }

    @Test func knowsThoseOfValkeyAndOfServersThatSayNothing() throws {
        let valkey = try header("VALKEY080", [text("valkey-ver") + text("9.0.0")])
        #expect(valkey.version == 80)
        #expect(valkey.server == "Valkey 9.0.0")
        let old = try header("REDIS0006")
        #expect(old == (try header("REDIS0006", [])))
        #expect((old.saved, old.server, old.memory) == (nil, nil, nil))
    }

    @Test func readsLongTextsAndNumbersOfAnySize() throws {
        let name = String(repeating: "n", count: 300)
        let long: [UInt8] = [0x41, 0x2C] + Array(name.utf8)
        let header = try header(
            "REDIS0011",
            [long + [0xC1, 0xFF, 0x7F], text("used-mem") + text("9999999999"), text("ctime") + [0xC0, 0xFF]])
        #expect(header.memory == 9_999_999_999)
        #expect(header.saved == nil, "a time before 1970 is none")
    }

    @Test func readsNoFurtherThanItUnderstands() throws {
        let packed: [UInt8] = [0xC3, 0x01, 0x02, 0x03]
        let header = try header(
            "REDIS0011", [text("redis-ver") + text("7.2.0"), packed, text("ctime") + [0xC0, 0x01]])
        #expect(header.server == "Redis 7.2.0")
        #expect(header.saved == nil)
        for length in 0..<40 {
            let whole = Array("REDIS0011".utf8) + [0xFA] + text("redis-ver") + text("7.2.0")
            let cut = whole.prefix(9 + length)
            #expect(throws: Never.self) { try DumpHeader(cut) }
        }
    }

    @Test(arguments: [
        ("", DumpFlaw.empty), ("*2\r\n$6\r\nSELECT\r\n", .appendOnly), ("REDIS", .notADump), ("REDISabcd", .notADump),
        ("REDIS-001", .notADump), ("REDIS+001", .notADump), ("REDIS0000", .notADump), ("SQLite format 3", .notADump),
        ("redis0011", .notADump),
        ("file appendonly.aof.1.base.rdb seq 1 type b", .notADump),
    ])
    func refusesWhatIsNone(start: String, flaw: DumpFlaw) {
        #expect(throws: flaw) { try DumpHeader(Array(start.utf8)[...]) }
    }

    @Test(arguments: ["aof-base", "aof-preamble"])
    func refusesThePartOfAnAppendOnlyFile(field: String) throws {
        #expect(throws: DumpFlaw.appendOnly) { try header("REDIS0010", [text(field) + [0xC0, 0x01]]) }
        #expect(try header("REDIS0010", [text(field) + [0xC0, 0x00]]).version == 10)
    }
}
