/// Maps instants to pixels.
struct TimeScale: Sendable {
    /// What is shown.
    let span: TimeSpan
    /// The pixel of the span's beginning.
    let left: Double
    /// The pixel of its end.
    let right: Double

    /// Maps a span to the pixels between `left` and `right`.
    init(span: TimeSpan, from left: Double, to right: Double) {
        self.span = span
        self.left = left
        self.right = right
    }

    /// The pixel of an instant; the middle when the span has no length.
    func position(of time: Int64) -> Double {
        guard span.duration > 0 else { return (left + right) / 2 }
        return left + Double(time - span.since) / Double(span.duration) * (right - left)
    }
}
