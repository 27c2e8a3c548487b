/// A queue as a worker that consumes it describes it.
package struct ConsumedQueue: Sendable, Equatable {
    /// The queue's name.
    package var name: String
    /// Its exchange, routing key, flags and arguments, as the worker writes them.
    package var attributes: [NamedValue]

    /// Describes a queue.
    package init(name: String, attributes: [NamedValue] = []) {
        self.name = name
        self.attributes = attributes
    }
}
