extension TimeChart {
    /// The series as they are drawn, with their slots and labels.
    func marks(of content: Content, plot: Plot, layout: ChartLayout) -> [ChartGeometry.SeriesMark] {
        let drawings = drawings(of: content, plot: plot)
        let slots = slots(of: content.series)
        let labels = labels(of: content.series, drawings: drawings, plot: plot, layout: layout)
        return content.series.indices.map { index in
            ChartGeometry.SeriesMark(
                name: content.series[index].name, slot: slots[index], drawing: drawings[index], label: labels[index],
                summary: content.summaries[index])
        }
    }

    private func drawings(of content: Content, plot: Plot) -> [Drawing] {
        let table = content.table ?? SampleTable([], span: span)
        switch style {
        case .lines: return content.series.map { Drawing(lineThrough: $0.points, plot: plot) }
        case .steps: return content.series.map { Drawing(stepsThrough: $0.points, plot: plot) }
        case .stackedAreas: return Drawing.stack(table, plot: plot)
        case .bars:
            return Drawing.bars(table, interval: interval ?? Drawing.interval(of: table, span: span), plot: plot)
        case .heat: return content.series.map { _ in Drawing() }
        case .band:
            var drawings = content.series.map { Drawing(lineThrough: $0.points, plot: plot) }
            let ends = [series.first, series.last].compactMap(\.self)
            if ends.count == 2, !drawings.isEmpty {
                drawings[0].area = Drawing.band(from: ends[0], to: ends[1], plot: plot)
            }
            return drawings
        }
    }

    private func slots(of series: [Series]) -> [SeriesSlot?] {
        let nameless = series.filter { $0.slot == nil && !$0.isOthers }.map(\.name)
        let chosen = palette.slots(
            for: Array(nameless.prefix(colourLimit)), avoiding: Set(series.compactMap(\.slot)))
        return series.map { $0.isOthers ? nil : $0.slot ?? chosen[$0.name] }
    }

    private func labels(
        of series: [Series], drawings: [Drawing], plot: Plot, layout: ChartLayout
    ) -> [ChartGeometry.EndLabel?] {
        guard layout.endLabelWidth > 0 else { return series.map { _ in nil } }
        let texts = series.map { metrics.elided($0.name, toWidth: layout.endLabelWidth) }
        let named = drawings.indices.filter { drawings[$0].end != nil && texts[$0] != nil }
        // Labels of one height stand as the layers lie: the last of a stack is the uppermost.
        let placed = style.isStacked ? named.reversed() : Array(named)
        let half = metrics.lineHeight / 2
        // The last text of the axis of time reaches beyond the plot, below which its line begins.
        let placement = LabelPlacement(
            bounds: (plot.area.top.pixels - half)...(plot.area.bottom.pixels + 3), height: metrics.lineHeight)
        let middles = placement.middles(for: placed.compactMap { drawings[$0].end?.y.pixels })
        var result: [ChartGeometry.EndLabel?] = series.map { _ in nil }
        for (index, middle) in zip(placed, middles) {
            guard let middle, let text = texts[index] else { continue }
            result[index] = ChartGeometry.EndLabel(
                text: text, x: Coordinate(plot.area.right.pixels + 6), y: Coordinate(middle + metrics.fontSize * 0.35))
        }
        return result
    }
}
