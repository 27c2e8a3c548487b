extension TimeChart {
    /// Turns the chart into places and paths; the same on every machine, and linear in the number of samples.
    package func geometry() -> ChartGeometry {
        let selection = selection
        let content = Content(selection: selection, chart: self)
        let (values, layout) = valueAxis(of: content)
        let area = layout.plot
        let times = TimeAxis(
            span: span, zone: zone, from: area.left.pixels, to: area.right.pixels, within: 0...Double(width),
            metrics: metrics)
        let plot = plot(area: area, values: values, content: content)
        return ChartGeometry(
            title: title,
            description: ChartDescription(chart: self, content: content, omitted: selection.omitted).text,
            emptiness: emptiness, width: width, height: height, plot: area,
            gridLines: values.ticks.map { gridLine($0, axis: values) },
            timeTicks: times.ticks.map(timeTick), timeTextY: layout.timeTextY, largerTextY: layout.largerTextY,
            zoneText: times.zoneText,
            series: marks(of: content, plot: plot, layout: layout), shadesOfHeat: heat(of: content, plot: plot),
            omitted: selection.omitted, zeros: selection.zeros,
            shades: Shade.shades(watched: watched ?? [span], plot: plot),
            events: EventMark.marks(events, times: plot.times, bounds: 0...Double(width), metrics: metrics),
            eventTextY: layout.eventTextY)
    }

    /// What the chart's texts take beside the plot.
    package var neededMargins: ChartMargins {
        guard emptiness == nil else { return margins }
        let plot = valueAxis(of: Content(selection: selection, chart: self)).1.plot
        return ChartMargins(left: plot.left.pixels, right: Double(width) - plot.right.pixels)
    }

    private func valueAxis(of content: Content) -> (ValueAxis, ChartLayout) {
        let (top, bottom) = ChartLayout.edges(height: height, metrics: metrics, hasEvents: hasEvents)
        let extent = content.extent.map { $0.lowerBound...max($0.upperBound, ceiling ?? $0.upperBound) }
        let scale = style.isStacked ? .linear : scale
        // Each decade has its tick wherever there is room for its label.
        let (most, distance) = scale == .logarithmic ? (8, 1.5) : (4, 3.0)
        let values = ValueAxis(
            extent: extent, unit: style == .heat ? .seconds : unit, scale: scale,
            baseline: style.isStacked ? .zero : baseline, bottom: bottom, top: top,
            parts: max(1, min(most, Int((bottom - top) / (metrics.fontSize * distance)))))
        let layout = ChartLayout(
            width: width, height: height, metrics: metrics, valueLabels: values.ticks.map { metrics.words($0.label) },
            endLabels: style.hasEndLabels ? content.series.map(\.name) : [], hasEvents: hasEvents,
            margins: margins)
        return (values, layout)
    }

    private func heat(of content: Content, plot: Plot) -> [ShadeOfHeat] {
        guard style == .heat else { return [] }
        let table = SampleTable(content.series, span: span)
        return Drawing.heat(
            content.series, interval: interval ?? Drawing.interval(of: table, span: span), plot: plot)
    }

    private var hasEvents: Bool { events.contains { span.contains($0.time) } }

    private func plot(area: Rectangle, values: ValueAxis, content: Content) -> Plot {
        let pixels = max(1, Int(area.width.pixels.rounded()))
        let points = content.summaries.reduce(0) { $0 + min($1.known, 2 * pixels) }
        // Each layer of a stack is drawn up to three times (two edges and a line): many layers share fewer columns.
        let columns = style.isStacked ? max(1, min(pixels, 2_000 / max(1, content.series.count))) : pixels
        return Plot(
            area: area, times: TimeScale(span: span, from: area.left.pixels, to: area.right.pixels), values: values,
            precision: points <= 1_000 ? .tenths : .pixels,
            downsampling: Downsampling(span: span, columns: columns, longestJoin: longestJoin))
    }

    private func gridLine(_ tick: ValueTick, axis: ValueAxis) -> ChartGeometry.GridLine {
        let y = axis.position(of: tick.value)
        return ChartGeometry.GridLine(
            y: Coordinate(y), textY: Coordinate(y + metrics.fontSize * 0.35), label: metrics.words(tick.label),
            isZero: tick.value == 0)
    }

    private func timeTick(_ tick: TimeAxis.Tick) -> ChartGeometry.TimeTick {
        ChartGeometry.TimeTick(
            x: Coordinate(tick.x), label: tick.label.text, labelX: Coordinate(tick.label.x),
            larger: tick.larger?.text, largerX: Coordinate(tick.larger?.x ?? tick.x))
    }
}
