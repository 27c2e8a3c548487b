import ArgumentParser
import Brokers
import Testing

@testable import Commands

struct SentinelOptionsTests {
    @Test func readsTheSentinelsUser() throws {
        #expect(try ConnectionOptions.parse(["--sentinel-user", "watcher"]).streamOptions().sentinel.user == "watcher")
        #expect(try ConnectionOptions.parse([]).streamOptions().sentinel.user == nil)
    }
}
