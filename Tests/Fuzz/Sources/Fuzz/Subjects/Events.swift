import Celery

@testable import Decoding

/// What comes over the event stream.
enum Events {
    static func check(_ bytes: UnsafeBufferPointer<UInt8>) {
        var decoder = EventDecoder()
        let heard = Instant(microseconds: 1_790_000_000_000_000)
        var events: [Event] = []
        do throws(DecodingFailure) {
            try decoder.decode(bytes, heard: heard, into: &events)
        } catch {
            precondition(!error.description.isEmpty && !error.description.contains("\n"))
        }
        var privacy = Privacy()
        var state = ClusterState()
        for var event in events {
            checkAgain(event, heard: heard)
            privacy.clean(&event)
            state.apply(event)
        }
    }

    /// What is written of an event reads as that event.
    private static func checkAgain(_ event: Event, heard: Instant) {
        let line = event.jsonLine
        var decoder = EventDecoder()
        var again: [Event] = []
        do {
            try decoder.decode(line, heard: heard, into: &again)
        } catch {
            preconditionFailure("\(error) in \(String(decoding: line, as: UTF8.self))")
        }
        precondition(again.count == 1)
    }
}
