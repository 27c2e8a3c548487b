@testable import Charts

extension Plot {
    /// A plot of 100 by 100 pixels for times from 0 to 100 and values up to 10; y is 100 at 0 and 0 at the top.
    static func square(
        top: Double = 10, columns: Int = 100, precision: PathPrecision = .pixels, longestJoin: Int64? = nil
    ) -> Plot {
        let span = TimeSpan(since: 0, until: 100)
        return Plot(
            area: Rectangle(left: 0, top: 0, right: 100, bottom: 100), times: TimeScale(span: span, from: 0, to: 100),
            values: ValueAxis(flatExtent: (0, top), bottom: 100, top: 0), precision: precision,
            downsampling: Downsampling(span: span, columns: columns, longestJoin: longestJoin))
    }
}

/// Samples at the times given.
func samples(_ values: [(Int64, Double?)]) -> [TimePoint] { values.map { TimePoint($0.0, $0.1) } }
