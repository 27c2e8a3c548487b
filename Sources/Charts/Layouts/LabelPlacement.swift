/// Puts labels beside the places they belong to, pushed apart so that none covers another.
package struct LabelPlacement: Sendable {
    /// The pixels between which all labels must lie.
    let bounds: ClosedRange<Double>
    /// The height of a label.
    let height: Double

    /// Takes the room and the height of a label.
    package init(bounds: ClosedRange<Double>, height: Double) {
        self.bounds = bounds
        self.height = height
    }

    /// The middles of the labels, as near to the wished ones as can be; nil for those that find no room, the last
    /// first.
    ///
    /// Labels that would overlap form a block around their mean (the pool-adjacent-violators algorithm), so that the
    /// sum of the squared shifts is least. Equal wishes keep the order given.
    package func middles(for wishes: [Double]) -> [Double?] {
        let room = Int(((bounds.upperBound - bounds.lowerBound) / height).rounded(.down))
        let served = wishes.indices.prefix(max(0, room)).sorted { (wishes[$0], $0) < (wishes[$1], $1) }
        let (lowest, highest) = (bounds.lowerBound + height / 2, bounds.upperBound - height / 2)
        // Without the heights of those above, all that is left to see to is the order.
        var blocks: [(sum: Double, count: Int)] = []
        for (rank, index) in served.enumerated() {
            blocks.append((wishes[index] - Double(rank) * height, 1))
            while let last = blocks.last, let before = blocks.dropLast().last,
                before.sum / Double(before.count) > last.sum / Double(last.count)
            {
                blocks.removeLast(2)
                blocks.append((before.sum + last.sum, before.count + last.count))
            }
        }
        let highestStart = highest - Double(max(0, served.count - 1)) * height
        let starts = blocks.flatMap { block in
            repeatElement(max(lowest, min(highestStart, block.sum / Double(block.count))), count: block.count)
        }
        var result: [Double?] = Array(repeating: nil, count: wishes.count)
        for (rank, index) in served.enumerated() { result[index] = starts[rank] + Double(rank) * height }
        return result
    }
}
