/// What kombu's envelope holds, and the headers that tell whose answer it is.
package struct MessageContent: Sendable, Equatable {
    /// The body as it was before kombu packed it: JSON in UTF-8.
    package var body: [UInt8]
    /// Of the answer to a remote control command: the command's own ticket.
    package var ticket: String?
    /// The sender's Lamport clock.
    package var clock: Int?

    /// Describes a content.
    package init(body: [UInt8], ticket: String? = nil, clock: Int? = nil) {
        self.body = body
        self.ticket = ticket
        self.clock = clock
    }
}
