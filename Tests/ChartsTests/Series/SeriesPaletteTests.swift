import Testing

@testable import Charts

struct SeriesPaletteTests {
    private let palette = SeriesPalette(colours: 4, dashes: 3, markers: 4)

    @Test func givesEachNameASlotOfItsOwn() {
        let slots = palette.slots(for: (0..<12).map { "queue-\($0)" })
        #expect(Set(slots.values).count == 12)
        #expect(
            slots.values.allSatisfy {
                (0..<4).contains($0.colour) && (0..<3).contains($0.dash) && (0..<4).contains($0.marker)
            })
    }

    @Test func hangsOnTheNamesAndNotOnTheirOrder() {
        let names = ["mail", "celery", "batch", "reports", "images"]
        let slots = palette.slots(for: names)
        #expect(palette.slots(for: names.reversed()) == slots)
        #expect(palette.slots(for: ["mail"])["mail"]?.colour == palette.slots(for: ["mail", "mail"])["mail"]?.colour)
    }

    @Test func usesSolidLinesFirst() {
        #expect(palette.slots(for: ["a", "b", "c", "d"]).values.allSatisfy { $0.dash == 0 })
        #expect(palette.slots(for: (0..<8).map { "\($0)" }).values.count { $0.dash == 0 } == 4)
    }

    @Test func avoidsSlotsThatAreTaken() {
        let taken = SeriesSlot(colour: 1, dash: 0, marker: 1)
        let slots = palette.slots(for: ["a", "b", "c"], avoiding: [taken])
        #expect(!slots.values.contains(taken))
    }

    @Test func givesSlotsAgainWhenThereAreTooFew() {
        let slots = SeriesPalette(colours: 1, dashes: 1, markers: 1).slots(for: ["a", "b", ""])
        #expect(slots.count == 3 && Set(slots.values).count == 1)
    }
}
