/// How values become pixels.
package enum ValueScale: Sendable {
    /// Equal differences are equally far apart.
    case linear
    /// Equal ratios are equally far apart; values at or below 0 have no place.
    case logarithmic
}
