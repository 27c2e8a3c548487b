import Celery
import Report
import Templating

/// Writes the report for a ticket, as long as its limit allows; both forms come from one template.
struct TicketWriter: Sendable {
    let composition: SiteComposition

    /// `report.md`, of at most so many UTF-16 units.
    func markdown(limit: Int) -> [UInt8] {
        let page = longest(address: composition.options.address) { page in page.utf8CountIn16 <= limit }
        return page.utf8CountIn16 <= limit ? page : cut(page, units: limit)
    }

    /// `report.html`: the same Markdown as one self-contained file of at most so many bytes.
    func html(limit: Int) -> [UInt8] {
        let charts = Dictionary(composition.charts.map { ($0.path, $0) }) { first, _ in first }
        let (templates, style) = (composition.templates.parts, composition.style)
        let renderer = MarkdownRenderer(
            images: .inline { url in charts[url]?.picture.map { Array($0.source.utf8) } })
        let layout = { (markdown: [UInt8]) in
            templates.reportLayout.render(
                ReportLayout(
                    title: composition.report.snapshot.report.title,
                    style: Fragment(html: String(decoding: style, as: UTF8.self)),
                    body: Fragment(html: String(decoding: renderer.html(markdown), as: UTF8.self))))
        }
        return layout(longest(address: nil) { layout($0).count <= limit })
    }

    /// The report in the flavour of a ticket system, of at most as much as that takes, and of at most so many UTF-16
    /// units.
    func text(_ flavour: TicketFlavour, limit units: Int) -> [UInt8] {
        let limit = flavour.limit(within: units)
        switch flavour {
        case .github: return markdown(limit: limit)
        case .jira: return markup(limit: limit) { JiraWriter.text(of: $0) }
        case .slack: return markup(limit: limit) { SlackWriter.text(of: $0) }
        case .mail: return mail(limit: limit)
        }
    }

    private func markup(limit: Int, _ converted: ([UInt8]) -> String) -> [UInt8] {
        let text = converted(longest(address: composition.options.address) { converted($0).utf16.count <= limit })
        return text.utf16.count <= limit ? Array(text.utf8) : cut(Array(text.utf8), units: limit)
    }

    private func mail(limit: Int) -> [UInt8] {
        let templates = composition.templates.parts
        // No picture comes along: those of a site that is published are linked.
        let renderer = MarkdownRenderer(images: .inline { _ in nil })
        let layout = { (markdown: [UInt8]) in
            templates.mailLayout.render(
                ReportLayout(
                    title: composition.report.snapshot.report.title, style: Fragment(html: ""),
                    body: Fragment(html: String(decoding: renderer.html(markdown), as: UTF8.self))))
        }
        let page = longest(address: composition.options.address) { layout($0).count <= limit }
        let whole = layout(page)
        // Escaped, a character takes six bytes at most.
        return whole.count <= limit ? whole : layout(cut(page, units: limit / 8))
    }

    private func longest(address: String?, fits: ([UInt8]) -> Bool) -> [UInt8] {
        ReportLimits.longest(rows: composition.report.longestList, fits: fits) { render($0, address) }
    }

    private func render(_ limits: ReportLimits, _ address: String?) -> [UInt8] {
        let report = composition.report
        return composition.templates.parts.report.render(
            ReportPage(
                report, files: composition.files, charts: composition.charts, limits: limits, address: address))
    }

    /// The beginning of a report that is too long even at its shortest, for the sake of whoever refuses longer ones.
    private func cut(_ page: [UInt8], units limit: Int) -> [UInt8] {
        let ending = "\n\n\(composition.report.words("Cut here for want of room."))\n"
        var kept = String.UnicodeScalarView()
        var room = limit - ending.utf16.count
        for scalar in String(decoding: page, as: UTF8.self).unicodeScalars {
            room -= UTF16.width(scalar)
            if room < 0 { break }
            kept.append(scalar)
        }
        let lines = kept.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        return Array((lines.map { String($0) }.joined(separator: "\n") + ending).utf8)
    }
}

extension [UInt8] {
    /// How many UTF-16 units these bytes of valid UTF-8 are.
    fileprivate var utf8CountIn16: Int {
        reduce(0) { count, byte in count + (byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1) }
    }
}

extension ReportLimits {
    /// The longest page that fits; where none does, the shortest there is.
    ///
    /// The steps grow shorter, so the first that fits is found by halving.
    static func longest(rows: Int, fits: ([UInt8]) -> Bool, _ render: (ReportLimits) -> [UInt8]) -> [UInt8] {
        let steps = steps(rows: rows)
        let whole = render(steps[0])
        if fits(whole) { return whole }
        var (low, high) = (1, steps.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if fits(render(steps[middle])) { high = middle } else { low = middle + 1 }
        }
        return render(steps[low])
    }
}
