/// The priorities for which kombu's Redis transport keeps a list of its own: `0,3,6,9`.
package struct PrioritySteps: Hashable, Sendable {
    /// The steps, ascending.
    package let steps: [Int]

    /// kombu's default.
    package static let standard = PrioritySteps(steps: [0, 3, 6, 9])

    /// Reads numbers from 0 to 255 separated by commas, in any order.
    ///
    /// - Throws: `CommandError.badValue`.
    package init(parsing text: String) throws(CommandError) {
        var steps: Set<Int> = []
        for item in try CommaList(parsing: text).items {
            steps.insert(try WholeNumber.parse(item, in: 0...255))
        }
        self.steps = steps.sorted()
    }

    private init(steps: [Int]) { self.steps = steps }
}

extension PrioritySteps: CustomStringConvertible {
    /// The steps as the parser reads them.
    package var description: String { steps.map(String.init).joined(separator: ",") }
}
