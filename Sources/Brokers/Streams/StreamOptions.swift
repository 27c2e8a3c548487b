/// How connections are opened.
package struct StreamOptions: Sendable, Equatable {
    /// How long opening a connection may take, greeting included.
    package var connectTimeout: Duration
    /// How long an answer may take.
    package var responseTimeout: Duration

    /// How encrypted ones are.
    package var tls = TLSOptions()

    /// Sets the time-outs.
    package init(connectTimeout: Duration = .seconds(5), responseTimeout: Duration = .seconds(5)) {
        self.connectTimeout = connectTimeout
        self.responseTimeout = responseTimeout
    }

    /// The same with time-outs that are together as long as so.
    func within(_ patience: Duration) -> StreamOptions {
        var options = self
        options.connectTimeout = min(connectTimeout, patience / 2)
        options.responseTimeout = patience - options.connectTimeout
        return options
    }
}
