/// The largest of many values, exactly: a few of them with how often each occurs, so that some may be taken back.
///
/// Values up to `floor` are left out, all above it are here.
package struct Peaks: Sendable, Equatable {
    /// A value, and how often it occurs.
    package struct Peak: Sendable, Equatable {
        /// The value.
        package let value: Double
        /// How often it occurs; below zero where it was taken back before it came.
        package var count: Int

        /// Holds a value that occurs so often.
        package init(_ value: Double, count: Int = 1) {
            self.value = value
            self.count = count
        }
    }

    /// The values, the largest first.
    package private(set) var values: [Peak] = []
    /// None up to this one is here; below zero where all are.
    package private(set) var floor = Self.none

    /// The floor where nothing is left out.
    package static let none = -1.0
    /// So many values are kept.
    private static let room = 4

    /// Holds nothing, and leaves nothing out.
    package init() {}

    /// Holds what was stored.
    package init(values: [Peak], floor: Double) {
        self.values = values
        self.floor = floor
    }

    /// The largest value; `nil` where it isn't known, or there is none.
    package var largest: Double? { values.first { $0.count > 0 }?.value }

    /// Puts a value in.
    package mutating func insert(_ value: Double) { add(Peak(value)) }

    /// Takes back a value that was put in.
    package mutating func remove(_ value: Double) { add(Peak(value, count: -1)) }

    /// Puts all values of another one in.
    package mutating func merge(_ other: Peaks) {
        raiseFloor(to: other.floor)
        for peak in other.values { add(peak) }
    }

    private mutating func add(_ peak: Peak) {
        guard peak.value > floor else { return }
        let place = values.firstIndex { $0.value <= peak.value } ?? values.count
        if place < values.count, values[place].value == peak.value {
            values[place].count += peak.count
            if values[place].count == 0 { values.remove(at: place) }
            return
        }
        values.insert(peak, at: place)
        if values.count > Self.room { raiseFloor(to: values[Self.room].value) }
    }

    private mutating func raiseFloor(to floor: Double) {
        guard floor > self.floor else { return }
        self.floor = floor
        values.removeAll { $0.value <= floor }
    }
}
