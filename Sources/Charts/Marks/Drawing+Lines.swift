extension Drawing {
    /// A line through the samples, parted where nothing is known.
    init(lineThrough points: [TimePoint], plot: Plot) {
        self.init(points: points, plot: plot) { run, path in
            let corners = run.kept.map { plot.point(points[$0].time, points[$0].known ?? 0, in: path) }
            path.move(to: corners[0])
            path.lines(to: corners.dropFirst())
        }
    }

    /// Level lines that hold each value until the next sample; a sample that is not known ends the hold.
    init(stepsThrough points: [TimePoint], plot: Plot) {
        self.init(points: points, plot: plot) { run, path in
            let corners = run.kept.map { plot.point(points[$0].time, points[$0].known ?? 0, in: path) }
            path.move(to: corners[0])
            for (before, corner) in zip(corners, corners.dropFirst()) {
                path.line(to: GridPoint(x: corner.x, y: before.y))
                path.line(to: corner)
            }
            guard let end = run.end, let last = corners.last else { return }
            path.line(to: GridPoint(x: plot.point(points[end].time, 0, in: path).x, y: last.y))
        }
    }

    private init(
        points: [TimePoint], plot: Plot, draw: (Downsampling.Run, inout PathBuilder) -> Void
    ) {
        var path = PathBuilder(precision: plot.precision)
        let runs = plot.downsampling.runs(of: points)
        for run in runs {
            if run.kept.count == 1 {
                dots.append(Self.dot(at: points[run.kept[0]], plot: plot))
            } else {
                draw(run, &path)
            }
        }
        line = path.text
        end = (runs.last?.kept.last).map { Self.dot(at: points[$0], plot: plot) }
    }

    private static func dot(at point: TimePoint, plot: Plot) -> Dot {
        Dot(x: plot.times.position(of: point.time), y: plot.values.position(of: point.known ?? 0))
    }
}
