import Celery
import Charts
package import Templating

/// Who executed what, and when: all of the time, and the times of incidents again.
package struct TimelinePage: TemplateRecord {
    let frame: PageFrame
    /// The drawings, that of all of the time first.
    let drawings: [TimelineDrawing]
    let summary: String
    let slowest: [TaskEntry]

    /// What templates may name.
    package static let fields: [Field<TimelinePage>] = [
        .record("frame", "what every page has", \.frame),
        .text("summary", "how many executions are shown, as a sentence", \.summary),
        .list("drawings", "the drawings: of all of the time, then of incidents", \.drawings),
        .truth("has_drawings", "whether there are any") { !$0.drawings.isEmpty },
        .truth("has_strips", "whether some workers have a strip in place of lanes") { page in
            page.drawings.contains { $0.geometry.hasStrips }
        },
        .list("slowest", "the tasks that took longest", \.slowest),
        .truth("has_slowest", "whether there are any") { !$0.slowest.isEmpty },
    ]

    /// Lays the timeline out; `draw` makes a picture of a drawing.
    package init(_ report: Report, files: SiteFiles, draw: (TimelineDrawing) -> Fragment) {
        let timeline = Timeline(report.snapshot)
        var omissions = Omissions()
        var drawings: [TimelineDrawing] = []
        if let span = report.timeline.span {
            let (drawing, omitted) = report.drawing(timeline, of: span)
            if omitted > 0 { omissions.note("\(Wording.count(omitted, "worker")) that executed least: not drawn.") }
            drawings.append(drawing)
            drawings += report.timeline.zooms.indices.map { report.drawing(timeline, ofZoom: $0) }
        }
        self.drawings = drawings.map { drawing in
            var drawing = drawing
            drawing.picture = draw(drawing)
            return drawing
        }
        summary = report.summary(of: timeline)
        slowest = report.digest.slowest.map(report.taskEntry)
        frame = report.frame(page: "Timeline", files: files, omissions: omissions)
    }
}

extension Report {
    /// So wide are drawings, in pixels.
    private static let timelineWidth = 1_200
    /// What of the whole, and of a part, is drawn one by one, and how many parts strips have: a page stays under 300 KB.
    private static let (whole, part) = ((blocks: 2_000, columns: 6_000), (blocks: 1_000, columns: 2_000))

    fileprivate func drawing(
        _ timeline: Timeline, of span: Celery.TimeSpan
    ) -> (drawing: TimelineDrawing, omitted: Int) {
        let (chart, omitted) = timeline.chart(
            of: span, in: self, width: Self.timelineWidth, blocks: Self.whole.blocks, columns: Self.whole.columns)
        return (drawing(chart, id: "timeline", title: "All executions", of: span), omitted)
    }

    fileprivate func drawing(_ timeline: Timeline, ofZoom place: Int) -> TimelineDrawing {
        let zoom = self.timeline.zooms[place]
        let (chart, _) = timeline.chart(
            of: zoom.span, in: self, width: Self.timelineWidth, blocks: Self.part.blocks, columns: Self.part.columns)
        let times = zoom.beginnings.sorted().prefix(3).map { notation.clock($0, withSeconds: true) }
        let title = "Around \(Wording.list(times))"
        return drawing(chart, id: TimelineFrame.anchor(of: place), title: title, of: zoom.span)
    }

    private func drawing(_ chart: TimelineChart, id: String, title: String, of span: Celery.TimeSpan) -> TimelineDrawing
    {
        let geometry = chart.geometry()
        return TimelineDrawing(
            geometry: geometry, id: id, title: title, subtitle: notation.words(span),
            emptiness: chart.rows.isEmpty ? "Nothing to show: no worker executed anything." : nil)
    }

    /// `4,574 executions by 6 workers are listed, of the newest 10,000 of 40,000 tasks.`
    fileprivate func summary(of timeline: Timeline) -> String {
        let count = timeline.count
        guard count > 0 else { return "No execution is known." }
        let (listed, all) = (snapshot.tasks.count, snapshot.coverage.tasks)
        let rest = all > listed ? ", of \(Wording.count(listed)) of \(Wording.count(all, "task"))" : ""
        return "\(Wording.count(count, "execution")) by \(Wording.count(timeline.rows.count, "worker"))"
            + " \(count == 1 ? "is" : "are") listed\(rest). Times are each worker's own."
    }
}
