/// How connections are opened.
package struct StreamOptions: Sendable, Equatable {
    /// How long opening a connection may take, greeting included.
    package var connectTimeout: Duration
    /// How long an answer may take.
    package var responseTimeout: Duration

    /// Sets the time-outs.
    package init(connectTimeout: Duration = .seconds(5), responseTimeout: Duration = .seconds(5)) {
        self.connectTimeout = connectTimeout
        self.responseTimeout = responseTimeout
    }
}
