import Celery
import Replay
import Report
import Site
import Templating

extension WhatIfAnswer {
    /// The same in Markdown; `chart` is how its picture is found from there.
    package func markdown(chart: String?) throws -> [UInt8] {
        let page = WhatIfPage(
            introduction: introduction, heads: heads, rows: rows, remarks: remarks, chart: chart)
        return try Self.library.compile("what-if.md", for: WhatIfPage.self).render(page)
    }

    /// How long the queue was, and below it, on the same scale, how long it would have been.
    package func chart() throws -> [UInt8] {
        let other = imagined.map { ("As it would have been \(request.others)", $0.peaks) }
        let pair = ChartPair(
            queue: request.queue, in: span, step: steps.length,
            lengths: [("As it was", measured.peaks), other ?? ("As it was replayed", replayed.peaks)])
        return try Self.library.compile("charts/pair.svg", for: ChartPair.self).render(pair)
    }

    private static var library: TemplateLibrary {
        TemplateLibrary(BuiltInTemplates.all.filter { BuiltInTemplates.isRendered($0.name) })
    }
}
