import Glibc
import Testing

@testable import Application
@testable import Configuration

struct OutputTests {
    @Test func writesEverythingThroughASlowPipe() async throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        _ = fcntl(writing, F_SETFL, O_NONBLOCK)
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
        let reader = Task.detached { () -> [UInt8] in
            var all: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 4096)
            while case let count = read(reading, &buffer, buffer.count), count > 0 { all += buffer[..<count] }
            return all
        }
        try Output.descriptor(writing, name: "the pipe").write(bytes)
        close(writing)
        #expect(await reader.value == bytes)
        close(reading)
    }

    @Test func tellsOfAClosedPipe() throws {
        Interruption.prepareProcess()
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        close(reading)
        defer { close(writing) }
        #expect(throws: CommandError.closedPipe(name: "the pipe")) {
            try Output.descriptor(writing, name: "the pipe").write("x")
        }
    }

    @Test func tellsOfAFullDisk() throws {
        let full = open("/dev/full", O_WRONLY)
        try #require(full >= 0)
        defer { close(full) }
        #expect(throws: CommandError.unwritable(name: "it", reason: "no space left on device")) {
            try Output.descriptor(full, name: "it").write("x")
        }
    }
}
