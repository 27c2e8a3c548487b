/// A corner of a path, in steps of its grid.
struct GridPoint: Equatable, Sendable {
    /// Steps to the right.
    let x: Int
    /// Steps down.
    let y: Int
}
