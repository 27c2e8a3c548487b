/// How many colours, dashes and markers there are to choose from.
package struct SeriesPalette: Equatable, Sendable {
    /// The number of colours, at least 1.
    package let colours: Int
    /// The number of dashes, at least 1.
    package let dashes: Int
    /// The number of marker shapes, at least 1.
    package let markers: Int

    /// Takes the three numbers.
    package init(colours: Int = 4, dashes: Int = 3, markers: Int = 4) {
        precondition(colours > 0 && dashes > 0 && markers > 0, "a palette has something to choose from")
        self.colours = colours
        self.dashes = dashes
        self.markers = markers
    }

    /// Gives each name a slot that hangs on the name and not on its neighbours, as long as no two want the same.
    ///
    /// Names are served in their own order, so that the same set gets the same slots whatever came first; a name whose
    /// slot is taken moves on to the next free one of the same dash, then to the next dash.
    ///
    /// Slots that are `taken` are not given away while others are free.
    package func slots(for names: [String], avoiding taken: Set<SeriesSlot> = []) -> [String: SeriesSlot] {
        var result: [String: SeriesSlot] = [:]
        var used = taken
        for name in Set(names).sorted() {
            let wish = Int(hash(name) % UInt64(colours))
            let numbers = (0..<dashes).flatMap { dash in
                (0..<colours).map { dash * colours + (wish + $0) % colours }
            }
            let slots = numbers.map { SeriesSlot(number: $0, of: self) }
            let slot = slots.first { !used.contains($0) } ?? slots[result.count % slots.count]
            used.insert(slot)
            result[name] = slot
        }
        return result
    }

    /// FNV-1a, 64 bits: Swift's own hash differs from run to run.
    private func hash(_ name: String) -> UInt64 {
        name.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
