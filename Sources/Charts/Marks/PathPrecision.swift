/// The grid that path coordinates are rounded to.
///
/// Few points are drawn to a tenth of a pixel; many to a whole one, which takes half the bytes and shows no difference
/// where every pixel column has its own points.
package enum PathPrecision: Sendable {
    /// Whole pixels.
    case pixels
    /// Tenths of a pixel.
    case tenths

    /// How many steps of the grid make a pixel.
    var perPixel: Double {
        switch self {
        case .pixels: 1
        case .tenths: 10
        }
    }
}
