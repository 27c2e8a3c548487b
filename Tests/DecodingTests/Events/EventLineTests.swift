import Celery
import TestSupport
import Testing

@testable import Decoding

/// The lines that events are written as, and read again.
struct EventLineTests {
    @Test func carryEachFact() throws {
        var stream = EventStream()
        stream.task(.failed, at: 3) { $0 = .complete }
        try expectSame(stream.events)
    }

    @Test func carryWhatHeartbeatsTell() throws {
        var stream = EventStream()
        stream.worker(.heartbeat, at: 3, processed: 4, active: 1, load: 0.5)
        stream.worker(.offline, at: 4)
        try expectSame(stream.events)
    }

    private func expectSame(_ events: [Event]) throws {
        var decoder = EventDecoder()
        var read: [Event] = []
        for event in events { try decoder.decode(event.jsonLine, heard: nil, into: &read) }
        #expect(read == events)
    }
}
