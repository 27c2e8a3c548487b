/// The drawing area: where instants and values lie, and how finely paths are drawn.
struct Plot: Sendable {
    /// The pixels that the area covers.
    let area: Rectangle
    /// From instants to pixels.
    let times: TimeScale
    /// From values to pixels.
    let values: ValueAxis
    /// The grid of the paths.
    let precision: PathPrecision
    /// Which samples are drawn.
    let downsampling: Downsampling

    /// The pixel of 0, or of the end of the axis nearest to it.
    var zero: Double {
        values.position(of: max(values.domain.lowerBound, min(values.domain.upperBound, 0)))
    }

    /// The corner of a path for a sample.
    func point(_ time: Int64, _ value: Double, in path: PathBuilder) -> GridPoint {
        path.point(times.position(of: time), values.position(of: value))
    }
}
