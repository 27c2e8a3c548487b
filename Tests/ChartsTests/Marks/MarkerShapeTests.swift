import Testing

@testable import Charts

struct MarkerShapeTests {
    @Test func drawsAnotherShapeForEachMarker() {
        let paths = (0..<4).map { SeriesSlot(colour: 0, dash: 0, marker: $0).markerPath(x: 10, y: 20) }
        #expect(Set(paths).count == 4)
        #expect(paths[1] == "M7.3 17.3h5.4v5.4h-5.4z")
        #expect(SeriesSlot(colour: 0, dash: 0, marker: 4).markerPath(x: 10, y: 20) == paths[0])
    }
}
