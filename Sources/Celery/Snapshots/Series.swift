/// Values over time.
package struct Series: Sendable, Equatable {
    /// What is measured, such as `tasks.succeeded`.
    package var name: String
    /// In what: `tasks/min`, `seconds`, `messages`.
    package var unit: String
    /// Of what: the worker, the queue, the percentile.
    package var labels: [String: String]
    /// When, and how much; `nil` where nobody watched.
    package var points: [Point]

    /// A value at a time.
    package struct Point: Sendable, Equatable {
        /// When.
        package var time: Instant
        /// How much.
        package var value: Double?

        /// Dates a value.
        package init(_ time: Instant, _ value: Double?) {
            self.time = time
            self.value = value
        }
    }

    /// Makes a series of a measure.
    package init(_ measure: Measure, labels: [String: String] = [:], points: [Point]) {
        self.init(name: measure.name, unit: measure.unit, labels: labels, points: points)
    }

    /// Makes one of whatever name, as a file has it.
    package init(name: String, unit: String, labels: [String: String] = [:], points: [Point]) {
        self.name = name
        self.unit = unit
        self.labels = labels
        self.points = points
    }
}
