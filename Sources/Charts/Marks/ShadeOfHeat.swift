/// One shade of a heat map.
package struct ShadeOfHeat: Equatable, Sendable {
    /// What is filled with it.
    package let path: String
    /// The counts that it stands for; `nil` where no whole number falls into it.
    package let values: ClosedRange<Int>?
}
