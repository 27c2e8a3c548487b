/// Finds the step whose labels fit, and puts them where they don't overlap.
struct TimeTickPlacing: Sendable {
    /// From instants to pixels.
    let scale: TimeScale
    /// The zone whose calendar is followed.
    let zone: ZoneRules
    /// The pixels that texts must stay within.
    let bounds: ClosedRange<Double>
    /// How wide texts are.
    let metrics: TextMetrics

    /// The ticks of the step nearest to one tick every eight characters or so, or the next coarser whose labels don't
    /// overlap.
    func bestTicks() -> [TimeAxis.Tick] {
        let spacing = max(metrics.width(of: "00:00:00") * 1.4, 1)
        let count = max(2, (scale.right - scale.left) / spacing)
        let nearest = TimeStep.indexNearest(to: Double(scale.span.duration) / count)
        // Coarser steps until the labels fit; finer ones when that leaves fewer than two.
        for index in Array(nearest..<TimeStep.ladder.count) + (0..<nearest).reversed() {
            let step = TimeStep.ladder[index]
            guard scale.span.duration / max(1, step.duration) < 200 else { break }
            let ticks = ticks(of: step)
            if ticks.count >= 2, fit(ticks.map(\.label)) { return ticks }
        }
        return Array(ticks(of: TimeStep.ladder[nearest]).prefix(1))
    }

    /// The ticks of one step; small labels may overlap, larger ones don't.
    private func ticks(of step: TimeStep) -> [TimeAxis.Tick] {
        let instants = step.instants(in: scale.span, zone: zone)
        let labels = TimeLabels(step: step, zone: zone).labels(of: instants)
        let larger = larger(zip(instants, labels).map { ($0, $1.larger) })
        return instants.indices.map { index in
            TimeAxis.Tick(
                time: instants[index], x: scale.position(of: instants[index]),
                label: placed(labels[index].small, at: instants[index]), larger: larger[index])
        }
    }

    /// Drops larger labels that would overlap. The first gives way to the second, which tells what both are about.
    private func larger(_ labels: [(time: Int64, text: String?)]) -> [TimeAxis.PlacedText?] {
        var result: [TimeAxis.PlacedText?] = Array(repeating: nil, count: labels.count)
        var (kept, isFirst) = (Int?.none, true)
        for (index, label) in labels.enumerated() {
            guard let text = label.text else { continue }
            let candidate = placed(text, at: label.time)
            if let last = kept, let before = result[last], !fit([before, candidate]) {
                guard isFirst else { continue }
                result[last] = nil
            }
            isFirst = kept == nil
            kept = index
            result[index] = candidate
        }
        return result
    }

    private func placed(_ text: String, at time: Int64) -> TimeAxis.PlacedText {
        let text = metrics.words(text)
        let half = metrics.width(of: text) / 2
        let inside = max(bounds.lowerBound + half, min(bounds.upperBound - half, scale.position(of: time)))
        return TimeAxis.PlacedText(text: text, x: inside)
    }

    private func fit(_ texts: [TimeAxis.PlacedText]) -> Bool {
        zip(texts, texts.dropFirst()).allSatisfy { one, next in
            let room = (metrics.width(of: one.text) + metrics.width(of: next.text)) / 2 + metrics.fontSize / 2
            return next.x - one.x >= room
        }
    }
}
