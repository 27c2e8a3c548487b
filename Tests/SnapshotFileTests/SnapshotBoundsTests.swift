import Celery
import Testing

@testable import Decoding
@testable import SnapshotFile

/// Numbers that nobody could have counted.
struct SnapshotBoundsTests {
    private func document(_ workers: String, tasks: String = "") -> [UInt8] {
        Array(
            """
            {"schema": "herbarium.snapshot/1", "captured_at": "2026-11-22T08:00:00Z",
            "coverage": {"since": "2026-11-22T07:00:00Z", "until": "2026-11-22T08:00:00Z", "watched": []},
            "workers": [\(workers)], "tasks": [\(tasks)], "totals": {}}
            """.utf8)
    }

    @Test(arguments: [
        "9223372036854775807", "9223372036854775808", "1e300", "-9223372036854775808", "99999999999999999999999", "NaN",
    ])
    func areRefusedWithTheirName(number: String) async {
        let worker = #"{"name": "w1@a", "status": "online", "processed": \#(number)}"#
        await #expect(throws: DecodingFailure.tooLarge(field: "processed")) {
            _ = try await SnapshotFile.read(document(worker))
        }
        let task = #"{"uuid": "a", "state": "SUCCESS", "runtime": \#(number)}"#
        await #expect(throws: DecodingFailure.tooLarge(field: "runtime")) {
            _ = try await SnapshotFile.read(document("", tasks: task))
        }
    }

    @Test func areUnknownInEvents() throws {
        var decoder = EventDecoder()
        let line =
            #"{"type": "worker-heartbeat", "hostname": "w1@a", "timestamp": 1790000000, "processed": 9223372036854775807, "active": 1e300}"#
        let events = try decoder.decode(Array(line.utf8), heard: nil)
        guard case .worker(let event) = try #require(events.first) else {
            throw DecodingFailure.notA("worker's event")
        }
        #expect("\(event)".contains("9223372036854775807") == false)
    }
}
