import Charts
import Foundation
import FoundationXML
import Site
import Templating
import TestSupport
import Testing

struct ChartGalleryTests {
    @Test(arguments: ChartGallery.exhibits()) func isWellFormed(exhibit: ChartGallery.Exhibit) throws {
        let file = try ChartTemplates().file(exhibit)
        #expect(XMLParser(data: Data(file)).parse())
        let text = String(decoding: file, as: UTF8.self)
        #expect(text.contains("role=\"img\"") && text.contains("<desc id=\"chart-desc\">\(exhibit.name), 22 Nov 2026"))
        #expect(!text.contains("<script") && !text.contains("nan") && !text.contains("inf"))
        #expect(text.contains("class=\"empty\"") == (exhibit.chart.emptiness != nil))
    }

    @Test(arguments: ChartGallery.many(1).map { ($0, 20_480) } + ChartGallery.many(8).map { ($0, 65 * 1_024) })
    func staysSmall(exhibit: ChartGallery.Exhibit, limit: Int) throws {
        #expect(try ChartTemplates().file(exhibit).count <= limit)
    }

    @Test(arguments: ["charts/style.svg", "assets/site.css"]) func keepsItsColoursApartFromTheGround(file: String)
        throws
    {
        let source = try #require(BuiltInTemplates.all.first { $0.name == file })
        let text = String(decoding: source.text, as: UTF8.self)
        let declared = file.hasSuffix(".css") ? #/--c([0-3]): #([0-9a-f]{6})/# : #/\.s([0-3]) \{ color: #([0-9a-f]{6})/#
        let colours = text.matches(of: declared).compactMap { Int($0.2, radix: 16) }
        #expect(colours.count >= 8)
        for (place, colour) in colours.enumerated() {
            let luminance = Self.luminance(colour)
            // The dark scheme's four come after those of the light one, which also stand on white paper in the dark.
            if place < 4 { #expect(1.05 / (luminance + 0.05) >= 3, "\(String(colour, radix: 16)) on white") }
            #expect((luminance + 0.05) / 0.05 >= 3, "\(String(colour, radix: 16)) on black")
        }
    }

    /// Of sRGB, as WCAG 2.2 defines it.
    private static func luminance(_ colour: Int) -> Double {
        let parts = [16, 8, 0].map { shift in
            let part = Double(colour >> shift & 0xFF) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    @Test func givesEveryDrawingOfAPageItsOwnNames() async throws {
        let site = try await SampleSite.standard
        for page in ["monitor.html", "index.html", "report.html"] {
            let ids = PageTokens(try site.text(page)).values["id"] ?? []
            #expect(ids.count == Set(ids).count, "\(page)")
        }
    }

    @Test func linksEachChartToItsNumbers() async throws {
        let site = try await SampleSite.standard
        let charts = site.paths.filter { $0.hasPrefix("charts/") }.map { $0.dropFirst(7).dropLast(4) }
        let page = try site.text("monitor.html")
        for chart in charts {
            let rows = try site.text("data/charts/\(chart).csv").split(separator: "\n")
            #expect(rows.first?.hasPrefix("time") == true)
            #expect(page.contains("href=\"data/charts/\(chart).csv\"") == (rows.count > 1), "\(chart)")
        }
    }

    /// `make gallery` says where, and waits for the largest.
    @Test func hangsInAFolder() throws {
        let asked = ProcessInfo.processInfo.environment["GALLERY"].map {
            URL(filePath: $0, directoryHint: .isDirectory)
        }
        let folder = asked ?? FileManager.default.temporaryDirectory.appending(path: "gallery-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer {
            // What nobody asked for is nobody's loss.
            if asked == nil { try? FileManager.default.removeItem(at: folder) }
        }
        let exhibits = ChartGallery.exhibits(includingLargest: asked != nil)
        let templates = try ChartTemplates()
        let style = try #require(BuiltInTemplates.all.first { $0.name == "assets/site.css" })
        try Data(style.text).write(to: folder.appending(path: "site.css"))
        var page =
            "<!doctype html><meta charset=\"utf-8\"><title>Gallery</title><link rel=\"stylesheet\" href=\"site.css\">"
        page += "<body class=\"sheet\"><div class=\"charts wide\">"
        for (number, exhibit) in exhibits.enumerated() {
            try Data(templates.file(exhibit)).write(to: folder.appending(path: "\(number).svg"))
            let inline = String(decoding: templates.inline(exhibit, id: "c\(number)"), as: UTF8.self)
            page += "<figure><figcaption>\(exhibit.name)</figcaption>\(inline)</figure>"
            page += "<figure><img src=\"\(number).svg\" alt=\"\(exhibit.name)\"></figure>"
        }
        try Data((page + "</div>").utf8).write(to: folder.appending(path: "index.html"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count >= exhibits.count + 2)
    }
}
