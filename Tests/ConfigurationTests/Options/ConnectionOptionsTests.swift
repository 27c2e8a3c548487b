import ArgumentParser
import Brokers
import TestSupport
import Testing

@testable import Configuration

struct ConnectionOptionsTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func address(in text: String) throws -> Secret {
        let path = try folder.write(text, to: "broker")
        return try ConnectionOptions.parse(["--broker-file", path]).brokerAddress()
    }

    @Test(arguments: [
        "redis://:pw@h/0", "redis://:pw@h/0\n", "\n  redis://:pw@h/0 \r\nrest\n", "\u{FEFF}redis://:pw@h/0",
    ])
    func readsTheFirstLineOfTheBrokersFile(text: String) throws {
        #expect(try address(in: text).exposed == "redis://:pw@h/0")
    }

    @Test(arguments: ["", "\n\n", "  \n"])
    func refusesAnEmptyFile(text: String) {
        #expect(throws: CommandError.self) { try address(in: text) }
    }

    @Test func readsTheSentinelsPassword() throws {
        let path = try folder.write("\nhush hush\r\n", to: "password")
        let options = try ConnectionOptions.parse(["--sentinel-password-file", path, "--sentinel-master", "m"])
        let sentinel = try options.sentinelOptions()
        #expect(sentinel.password == Password("hush hush") && sentinel.master == "m")
        #expect(throws: CommandError.self) {
            try ConnectionOptions.parse(["--sentinel-password-file", "\(folder.path)/none"]).sentinelOptions()
        }
    }

    @Test func asksForABroker() throws {
        let options = try ConnectionOptions.parse([])
        let error = try #require(throws: CommandError.self) { try options.brokerAddress() }
        #expect(error.status == .usage)
        #expect("\(error)".contains("herbarium demo"))
    }

    @Test func failsOnAFileThatIsNotThere() throws {
        let options = try ConnectionOptions.parse(["--broker-file", "\(folder.path)/none"])
        #expect(
            throws: CommandError.unreadable(path: "\(folder.path)/none", reason: "no such file or directory")
        ) { try options.brokerAddress() }
    }
}
