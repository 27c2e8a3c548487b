import Report
import Templating

/// The templates of all pages, compiled; whoever has them can render without failing.
struct PageTemplates: Sendable {
    /// What makes the files of each page.
    let composers: [PageDeclaration.Composer]
    /// What goes into other pages.
    let parts: PartTemplates

    /// Compiles them; throws the mistakes of the first that has any.
    ///
    /// `own` are the pages that a theme adds.
    init(_ library: TemplateLibrary, own: [PageDeclaration] = []) throws(TemplateErrors) {
        var composers: [PageDeclaration.Composer] = []
        for page in PageDeclaration.all + own { composers.append(try page.composer(library)) }
        self.composers = composers
        parts = try PartTemplates(library)
    }
}

/// The templates that are rendered into other pages.
struct PartTemplates: Sendable {
    let inlineChart: Template<ChartDrawing>
    let timeline: Template<TimelineDrawing>
    let report: Template<ReportPage>
    let reportLayout: Template<ReportLayout>
    let mailLayout: Template<ReportLayout>
    let glossary: Template<StaticPage>
    let gate: Template<SealedGate>
    let overview: (html: Template<OverviewPage>, markdown: Template<OverviewPage>)
    let card: Template<Card>
    let feed: Template<FeedPage>

    /// Compiles them; throws the mistakes of the first that has any.
    init(_ library: TemplateLibrary) throws(TemplateErrors) {
        inlineChart = try library.compile("charts/inline.svg", for: ChartDrawing.self)
        timeline = try library.compile("charts/timeline.svg", for: TimelineDrawing.self)
        report = try library.compile("report.md", for: ReportPage.self)
        reportLayout = try library.compile("report-layout.html", for: ReportLayout.self)
        mailLayout = try library.compile("mail-layout.html", for: ReportLayout.self)
        glossary = try library.compile("glossary.md", for: StaticPage.self)
        gate = try library.compile("sealed.html", for: SealedGate.self)
        overview.html = try library.compile("overview.html", for: OverviewPage.self)
        overview.markdown = try library.compile("overview.md", for: OverviewPage.self)
        card = try library.compile("card.svg", for: Card.self)
        feed = try library.compile("feed.atom", for: FeedPage.self)
    }
}
