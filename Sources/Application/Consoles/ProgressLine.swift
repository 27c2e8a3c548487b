/// One line on a terminal that says how far a run is, rewritten in place; elsewhere nothing at all.
package struct ProgressLine: Sendable {
    private let writer: MessageWriter
    private let columns: Int

    init(_ writer: MessageWriter, columns: Int) {
        self.writer = writer
        self.columns = columns
    }

    /// Shows a text in place of the last one, cut where the terminal ends.
    package func show(_ text: String) {
        let line = MessageLine.from(text)
        // In the last column some terminals wrap, and the line could not be rewritten.
        let room = max(1, columns - 1)
        writer.progress(line.count > room ? line.prefix(room - 1) + "…" : line)
    }

    /// Takes the line away.
    package func clear() { writer.progress("") }

    /// Does something, and tells of it every second while it takes longer than one: `text` is given the seconds so far.
    func following<Value, Failure: Error>(
        _ text: @escaping @Sendable (Int) -> String, _ work: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        guard writer.overwritesLine else { return try await work() }
        let ticker = Ticker { show(text($0)) }
        defer {
            ticker.stop()
            clear()
        }
        return try await work()
    }
}
