import ArgumentParser
import Brokers
import Testing

@testable import Configuration

struct SentinelOptionsTests {
    @Test func readsTheSentinelsUser() throws {
        #expect(try ConnectionOptions.parse(["--sentinel-user", "watcher"]).sentinelOptions().user == "watcher")
        #expect(try ConnectionOptions.parse([]).sentinelOptions().user == nil)
    }
}
