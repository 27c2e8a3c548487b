/// Who executed what, and when: for each row, lanes with blocks in them, or a strip of how busy all of them were.
package struct TimelineChart: Sendable {
    /// An execution in a row.
    package struct Block: Sendable, Equatable {
        /// When it began and ended, in microseconds since 1970.
        package let begin: Int64, end: Int64
        /// Since when it had waited for that in the hands of who executed it; nil where that isn't known.
        package let waited: Int64?
        /// The lane that it lies in.
        package let lane: Int
        /// What came of it, as the place of its colour.
        package let kind: Int

        /// Places an execution.
        package init(begin: Int64, end: Int64, waited: Int64? = nil, lane: Int, kind: Int) {
            (self.begin, self.end, self.waited, self.lane, self.kind) = (begin, end, waited, lane, kind)
        }
    }

    /// One who executes.
    package struct Row: Sendable {
        /// Its name.
        package var name: String
        /// How many lanes its blocks take.
        package var lanes: Int
        /// How many it could execute at once; nil where that isn't known.
        package var room: Int?
        /// What it executed, in order of their beginnings.
        package var blocks: [Block]
        /// What happened to it.
        package var events: [ChartEvent]

        /// Describes a row.
        package init(name: String, lanes: Int, room: Int? = nil, blocks: [Block], events: [ChartEvent] = []) {
            (self.name, self.lanes, self.room, self.blocks, self.events) = (name, lanes, room, blocks, events)
        }
    }

    /// The rows, from above.
    package var rows: [Row]
    /// How many kinds of blocks there are.
    package var kinds: Int
    /// The kinds that a strip shows below it, wherever there are any.
    package var alarming: Set<Int>
    /// The time from the left edge to the right.
    package var span: TimeSpan
    /// Whose calendar and clock the axis follows.
    package var zone: ZoneRules
    /// When somebody watched: the rest is shaded.
    package var watched: [TimeSpan]
    /// The width of the picture in pixels.
    package var width: Int
    /// So many blocks are drawn one by one; of rows for which there is no room a strip is.
    package var blockLimit = 2_000
    /// So many parts have the strips of all rows together.
    package var columnLimit = 9_000

    /// Takes what is drawn.
    package init(
        rows: [Row], kinds: Int, alarming: Set<Int>, span: TimeSpan, zone: ZoneRules = .utc, watched: [TimeSpan],
        width: Int
    ) {
        (self.rows, self.kinds, self.alarming) = (rows, kinds, alarming)
        (self.span, self.zone, self.watched, self.width) = (span, zone, watched, max(1, width))
    }

    /// A row with more lanes than these is a strip.
    static let mostLanes = 24

    /// The rows of which a strip is drawn: those of the fewest blocks have theirs one by one while there is room.
    var dense: Set<Int> {
        var dense: Set<Int> = []
        var drawn = 0
        for index in rows.indices.sorted(by: { (rows[$0].blocks.count, $0) < (rows[$1].blocks.count, $1) }) {
            if rows[index].lanes > Self.mostLanes || drawn + rows[index].blocks.count > blockLimit {
                dense.insert(index)
            } else {
                drawn += rows[index].blocks.count
            }
        }
        return dense
    }
}
