/// Where a linear axis begins.
package enum Baseline: Sendable {
    /// At 0, so that heights can be compared.
    case zero
    /// Near the least value, so that small changes show.
    case fitted
}
