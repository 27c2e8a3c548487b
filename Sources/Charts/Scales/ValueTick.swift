/// A labelled place on the axis of values.
package struct ValueTick: Equatable, Sendable {
    /// The value, in the chart's unit.
    package let value: Double
    /// The value in words.
    package let label: String
}
