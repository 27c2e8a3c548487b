package import Celery

/// What a capture is to do, and for how long.
package struct CaptureRequest: Sendable {
    /// How long to listen to events.
    package var listen: Duration
    /// How long to wait for a worker that doesn't answer.
    package var inspectTimeout: Duration
    /// When it has to end, whatever hangs.
    package var deadline: Duration
    /// Whether to ask the workers to send task events first.
    package var enablesEvents: Bool
    /// Whether somebody named the management API, so that it has to answer.
    package var isManagementNamed = false
    /// Why the result backend that was named isn't read, such as `rpc`; `nil` where there is none.
    package var unreadBackend: Phrase?

    /// Sets what to do.
    package init(
        listen: Duration = .seconds(5), inspectTimeout: Duration = .seconds(3), deadline: Duration = .seconds(300),
        enablesEvents: Bool = false
    ) {
        self.listen = listen
        self.inspectTimeout = inspectTimeout
        self.deadline = deadline
        self.enablesEvents = enablesEvents
    }
}
