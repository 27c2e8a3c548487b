import Testing

@testable import Brokers

struct DumpComplaintTests {
    private let beginning = """
        9:C 27 Nov 2026 22:59:24.507 # oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo
        9:C 27 Nov 2026 22:59:24.507 # Redis version=7.0.15, bits=64, commit=00000000, modified=0, pid=9, just started
        9:C 27 Nov 2026 22:59:24.507 # Configuration loaded
        9:M 27 Nov 2026 22:59:24.778 # Server initialized
        9:M 27 Nov 2026 22:59:24.778 # WARNING Memory overcommit must be enabled!

        """

    @Test(arguments: [
        ("Can't handle RDB format version 99", DumpFlaw.newer(version: 99, server: "Redis 7.0.15")),
        ("Wrong RDB checksum expected: (22ac) but got (22ad). Aborting now.", .damaged("its checksum is wrong")),
        ("Short read or OOM loading DB. Unrecoverable error, aborting now.", .damaged("it ends too early")),
        (
            "The RDB file contains module data I can't load: no matching module type 'ReJSON-RL'",
            .damaged("The RDB file contains module data I can't load: no matching module type 'ReJSON-RL'")
        ),
        ("Out of descriptors", .serverFailed("Out of descriptors")),
    ])
    func saysWhatTheServerSaid(line: String, flaw: DumpFlaw) {
        let log = beginning + "9:M 27 Nov 2026 22:59:24.823 # \(line)\n"
        #expect(DumpComplaint(log: log, signal: 0).flaw(version: 99) == flaw)
    }

    @Test func waitsForAServerThatStillReads() {
        #expect(!DumpServer.hasLoaded("# Persistence\r\nloading:1\r\nasync_loading:0\r\n"))
        #expect(DumpServer.hasLoaded("# Persistence\r\nloading:0\r\nasync_loading:0\r\n"))
        #expect(!DumpServer.hasLoaded(""))
    }

    @Test func tellsOfOneThatWasKilled() {
        #expect(
            DumpComplaint(log: beginning, signal: 9).flaw(version: 9)
                == .serverFailed("it was killed, perhaps since memory ran out"))
        #expect(DumpComplaint(log: "", signal: 11).flaw(version: 9) == .serverFailed("signal 11 ended it"))
        #expect(DumpComplaint(log: "", signal: 0).flaw(version: 9) == .serverFailed("it said nothing"))
    }
}
