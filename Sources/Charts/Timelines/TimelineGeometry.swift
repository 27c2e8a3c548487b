/// A timeline as places and paths, in pixels of the picture.
package struct TimelineGeometry: Equatable, Sendable {
    /// A row.
    package struct Row: Equatable, Sendable {
        /// Its name.
        package let name: String
        /// The base line of its name.
        package let nameY: Coordinate
        /// What its lanes or its strip take.
        package let area: Rectangle
        /// What to fill for the blocks of each kind; empty for none.
        package let blocks: [String]
        /// What to draw for those that waited.
        package let waits: String
        /// What to fill for each shade of a strip, the faintest first; none where blocks are drawn one by one.
        package let shades: [String]
        /// What to fill below a strip where alarming blocks are.
        package let alarms: String
        /// What happened to who executes.
        package let events: [EventMark]
        /// How many blocks it stands for.
        package let count: Int
    }

    /// The width of the picture.
    package let width: Int
    /// Its height.
    package let height: Int
    /// The rows.
    package let rows: [Row]
    /// The ticks of the axis of time.
    package let ticks: [ChartGeometry.TimeTick]
    /// The base lines of the ticks' texts and of the larger ones.
    package let tickY: Coordinate, largerY: Coordinate
    /// Where all rows lie.
    package let plot: Rectangle
    /// Where nobody watched.
    package let shades: [Rectangle]
    /// The zone of the times.
    package let zoneText: String

    /// Whether any of its rows is a strip.
    package var hasStrips: Bool { rows.contains { !$0.shades.isEmpty } }
}

extension TimelineChart {
    private static let (lane, block, strip, heading, gap) = (9.0, 7.0, 16.0, 18.0, 9.0)
    /// How many shades a strip has.
    private static let levels = 5
    /// No block is narrower than this, in pixels.
    private static let leastWidth = 0.8

    /// Turns the timeline into places and paths; the same on every machine.
    package func geometry() -> TimelineGeometry {
        let metrics = TextMetrics(fontSize: 12)
        let axis = TimeAxis(
            span: span, zone: zone, from: 1, to: Double(width) - 1, within: 0...Double(width), metrics: metrics)
        let scale = TimeScale(span: span, from: 1, to: Double(width) - 1)
        let dense = dense
        let columns = dense.isEmpty ? 0 : max(40, min(width / 2, columnLimit / dense.count))
        var top = 0.0
        let drawn = rows.enumerated().map { index, row in
            let height = dense.contains(index) ? Self.strip : Double(max(1, row.lanes)) * Self.lane
            let area = Rectangle(
                left: 1, top: top + Self.heading, right: Double(width) - 1, bottom: top + Self.heading + height)
            top += Self.heading + height + Self.gap
            return dense.contains(index)
                ? strip(row, in: area, columns: columns, scale) : lanes(row, in: area, scale)
        }
        let bottom = max(top, Self.heading)
        let plot = Rectangle(left: 1, top: 0, right: Double(width) - 1, bottom: bottom)
        return TimelineGeometry(
            width: width, height: Int(bottom) + 40, rows: drawn,
            ticks: axis.ticks.map { tick in
                ChartGeometry.TimeTick(
                    x: Coordinate(tick.x), label: tick.label.text, labelX: Coordinate(tick.label.x),
                    larger: tick.larger?.text, largerX: Coordinate(tick.larger?.x ?? tick.x))
            },
            tickY: Coordinate(bottom + 14), largerY: Coordinate(bottom + 30), plot: plot,
            shades: span.gaps(between: watched).compactMap { gap in
                let (left, right) = (scale.position(of: gap.since), scale.position(of: gap.until))
                return right - left < 0.5 ? nil : Rectangle(left: left, top: 0, right: right, bottom: bottom)
            }, zoneText: axis.zoneText)
    }

    private func events(_ row: Row, _ scale: TimeScale) -> [EventMark] {
        EventMark.marks(
            row.events, times: scale, bounds: 0...Double(width), metrics: TextMetrics(fontSize: 12))
    }

    private func lanes(_ row: Row, in area: Rectangle, _ scale: TimeScale) -> TimelineGeometry.Row {
        var paths = [PathBuilder](repeating: PathBuilder(precision: .tenths), count: kinds)
        var waits = PathBuilder(precision: .tenths)
        for block in row.blocks where block.begin <= span.until && block.end >= span.since {
            let top = area.top.pixels + Double(block.lane) * Self.lane
            let left = scale.position(of: max(block.begin, span.since))
            let right = max(left + Self.leastWidth, scale.position(of: min(block.end, span.until)))
            paths[min(block.kind, kinds - 1)].rectangle(left: left, top: top, right: right, bottom: top + Self.block)
            guard let waited = block.waited, waited < block.begin else { continue }
            let since = scale.position(of: max(waited, span.since))
            if left - since >= 0.5 {
                waits.move(to: waits.point(since, top + Self.block / 2))
                waits.line(to: waits.point(left, top + Self.block / 2))
            }
        }
        return TimelineGeometry.Row(
            name: row.name, nameY: Coordinate(area.top.pixels - 5), area: area, blocks: paths.map(\.text),
            waits: waits.text, shades: [], alarms: "", events: events(row, scale), count: row.blocks.count)
    }

    private func strip(_ row: Row, in area: Rectangle, columns: Int, _ scale: TimeScale) -> TimelineGeometry.Row {
        var (busy, alarming) = (BusyColumns(span, count: columns), [Bool](repeating: false, count: columns))
        for block in row.blocks where block.begin <= span.until && block.end >= span.since {
            busy.add(from: block.begin, to: block.end)
            guard self.alarming.contains(block.kind) else { continue }
            let share = Double(min(block.end, span.until) - span.since) / Double(max(1, span.duration))
            alarming[max(0, min(columns - 1, Int(share * Double(columns))))] = true
        }
        let shares = busy.shares(of: row.room ?? row.lanes)
        let level = { (share: Double) in
            share > 0 ? max(0, min(Self.levels, Int((share * Double(Self.levels)).rounded(.up))) - 1) : -1
        }
        let width = area.width.pixels / Double(columns)
        var paths = [PathBuilder](repeating: PathBuilder(precision: .tenths), count: Self.levels)
        for run in Self.runs(shares.map(level)) where run.value >= 0 {
            paths[run.value].rectangle(
                left: area.left.pixels + Double(run.range.lowerBound) * width, top: area.top.pixels,
                right: area.left.pixels + Double(run.range.upperBound) * width, bottom: area.bottom.pixels - 4)
        }
        var alarms = PathBuilder(precision: .tenths)
        for run in Self.runs(alarming.map { $0 ? 1 : 0 }) where run.value > 0 {
            alarms.rectangle(
                left: area.left.pixels + Double(run.range.lowerBound) * width, top: area.bottom.pixels - 3,
                right: area.left.pixels + Double(run.range.upperBound) * width, bottom: area.bottom.pixels)
        }
        return TimelineGeometry.Row(
            name: row.name, nameY: Coordinate(area.top.pixels - 5), area: area, blocks: [], waits: "",
            shades: paths.map(\.text), alarms: alarms.text, events: events(row, scale), count: row.blocks.count)
    }

    /// Equal values that stand side by side.
    private static func runs(_ values: [Int]) -> [(value: Int, range: Range<Int>)] {
        var runs: [(value: Int, range: Range<Int>)] = []
        for (index, value) in values.enumerated() {
            if let last = runs.last, last.value == value {
                runs[runs.count - 1].range = last.range.lowerBound..<(index + 1)
            } else {
                runs.append((value, index..<(index + 1)))
            }
        }
        return runs
    }
}
