/// The distribution of a measure.
package struct HistogramRow: Sendable, Equatable {
    /// The task type.
    package var name: String?
    /// `runtime` or `wait`, in seconds.
    package var measure: String
    /// Where each bucket ends, and how many values are in it.
    package var buckets: [Bucket]

    /// Describes a distribution.
    package init(name: String? = nil, measure: String, buckets: [Bucket]) {
        self.name = name
        self.measure = measure
        self.buckets = buckets
    }

    /// A bucket.
    package struct Bucket: Sendable, Equatable {
        /// Where it ends, in seconds.
        package var upper: Double
        /// How many values are in it.
        package var count: Int

        /// Fills a bucket.
        package init(upper: Double, count: Int) {
            self.upper = upper
            self.count = count
        }
    }
}
