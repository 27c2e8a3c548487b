/// Something that happened at one instant and explains a chart: a worker lost, a deploy's restarts.
package struct ChartEvent: Equatable, Sendable {
    /// When, in microseconds since 1970.
    package let time: Int64
    /// What, in a word or two; escaped by whoever draws it.
    package let label: String

    /// Takes the instant and the words.
    package init(time: Int64, label: String) {
        self.time = time
        self.label = label
    }
}
