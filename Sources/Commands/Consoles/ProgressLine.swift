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
}
