/// Where and when an event was sent, and when we heard it.
package struct EventOrigin: Sendable, Equatable {
    /// The sender's host name: a worker's node name, or a client's such as `gen123@host`.
    package var sender: String
    /// The sender's time; `utcoffset` is not applied, since it is UTC as sent.
    package var timestamp: Instant
    /// The sender's Lamport clock, 0 where it sent none.
    package var clock: Int
    /// The sender's process id.
    package var processID: Int?
    /// When we received it, by our clock.
    package var heard: Instant

    /// Names an origin.
    package init(sender: String, timestamp: Instant, clock: Int = 0, processID: Int? = nil, heard: Instant? = nil) {
        self.sender = sender
        self.timestamp = timestamp
        self.clock = clock
        self.processID = processID
        self.heard = heard ?? timestamp
    }
}
